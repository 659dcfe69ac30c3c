// A whole plan from nothing to all criteria met by typing, clicking and signing, with
// everything in between that goes wrong in life.
import assert from "node:assert/strict";
import { Person } from "./harness.mjs";
import { story } from "./story.mjs";
import { everyView } from "./views.mjs";

/**
 * @param {import("playwright-core").BrowserContext} context @param {Person} person at a new plan
 * @param {import("./harness.mjs").Program} program @param {string[]} trouble @param {(name: string) => void} part
 */
export async function journey(context, person, program, trouble, part) {
  const { page, pictures } = person;
  const text = (selector) => page.locator(selector).innerText();


  part("the first answers, with a reload in the middle of one");
  for (const message of story.slice(0, 3)) await person.say(message);
  await page.fill("#say", story[3]);
  await page.press("#say", "Enter");
  await page.reload();
  await person.messages(9);
  const seen = await person.conversation();
  assert.equal(seen.filter((m) => m === story[3]).length, 1, "the message is there once");
  assert.equal(seen.length, 9, "and has one answer");

  part("a second tab keeps in step, another language in the middle");
  const second = new Person(await context.newPage(), trouble, pictures);
  await second.page.goto(page.url());
  await second.messages(9);
  await page.bringToFront();
  await page.fill("#say", "kesken");
  await page.click(".langs [value=sv]");
  await page.waitForFunction(() => document.documentElement.lang === "sv" && /Plan/.test(document.querySelector("l-plan h2").textContent));
  assert.equal(await page.inputValue("#say"), "kesken", "unsent text outlives the change of language");
  await page.click(".langs [value=fi]");
  await page.waitForFunction(() => document.documentElement.lang === "fi");
  await page.reload();
  await person.messages(9);
  assert.equal(await page.inputValue("#say"), "kesken", "and a reload");
  for (const message of story.slice(4, 6)) await person.say(message);
  await second.messages(13);
  assert.deepEqual(await second.conversation(), await person.conversation(), "both tabs show the same conversation");

  part("the server is killed under the page and comes back");
  await program.kill();
  await page.waitForSelector(".offline");
  await page.fill("#say", story[6]);
  await page.press("#say", "Enter");
  await page.waitForSelector("l-log article.waiting");
  await program.start();
  await person.messages(15);
  await page.waitForSelector("l-log article.waiting", { state: "detached" });
  assert.equal((await person.conversation()).filter((m) => m === story[6]).length, 1, "a message typed without connection arrives once");
  await page.waitForSelector(".offline", { state: "detached" });

  part("quick replies, why and example");
  await page.click(".chips [data-key=why]");
  assert.ok((await text("#why")).length > 20, "the reason of the question is told");
  await page.click(".chips [data-key=example]");
  assert.equal(await page.getAttribute(".chips [data-key=example]", "aria-expanded"), "true");

  part("an answer from the memo names its source");
  await person.say("Mitä muistio sanoo avainmittareista?");
  await page.locator("l-log article.assistant").last().locator(".sources button").first().click();
  await page.waitForSelector(".sheet[open]");
  assert.ok((await text(".sheet .content")).length > 80, "the passage is shown beside the conversation");
  await person.check("fi-passage", ".sheet");
  await page.keyboard.press("Escape");

  part("the rest of the story");
  for (const message of story.slice(7)) await person.say(message);
  const said = (await person.conversation()).length;
  await page.getByRole("group", { name: "Pikavastaukset" }).getByRole("button", { name: "Sitoutuminen hyötyjen realisointiin: kyllä" }).click();
  await person.messages(said + 2);

  part("a receipt is read, a value corrected and undone");
  const realise = page.locator("[data-key='commitments.realise']");
  const answer = page.locator("l-log article.assistant").last();
  await answer.locator(".receipt summary").click();
  await answer.getByRole("button", { name: /^Kumoa/ }).click();
  await realise.and(page.locator(".empty")).waitFor();
  await page.click("l-plan [data-key=undo]");
  await realise.and(page.locator(":not(.empty)")).waitFor();

  part("values are changed in their place");
  await person.edit("commitments.realise_by", "Mari Salo vie säästön vuoden 2028 talousarvioon.");
  await page.waitForSelector(".editor", { state: "detached" });
  assert.match(await text("#topic-commitments"), /Mari Salo vie säästön/);
  await person.edit("commitments.horizon_years", "monta");
  assert.match(await text(".editor .error"), /numeroin/);
  await page.keyboard.press("Escape");
  await page.click("[data-key='add batches']");
  await page.locator(".editor textarea").fill("lähikirjastot");
  await page.click(".editor button[type=submit]");
  await page.waitForSelector("[data-key='remove batches[b2]']");
  await page.waitForSelector(".editor", { state: "detached" });
  await page.evaluate(async () => {
    const { room } = await import("/room.js"); // a change elsewhere, of which the button does not know yet
    room.change({ type: "edit", set: [{ path: "target.volume_unit", value: "kpl" }] });
    document.querySelector("[data-key='earlier batches[b2]']").click();
  });
  await page.waitForSelector("[data-key='earlier batches[b1]']");
  await page.click("[data-key='remove batches[b2]']");
  await page.waitForSelector("[data-key='remove batches[b2]']", { state: "detached" });
  await page.click("[data-key='target.purpose']");
  assert.match(await text(".editor blockquote"), /nopeammin/, "a value shows the words that it comes from");
  await page.keyboard.press("Escape");
  assert.match(await text("#topic-capabilities"), /investoi nyt/);
  assert.match(await text("#topic-value_stream"), /virtaustehokkuus/);

  part("criteria lead to their places; a director signs on a phone");
  await page.setViewportSize({ width: 320, height: 640 });
  await person.view("criteria");
  assert.match(await text("l-criteria"), /ei vielä täytä/);
  await page.click("summary[data-key=C5]");
  await page.locator("[data-key='go C5.REALISE attestations']").click();
  for (const what of ["lead", "realise", "scale"]) await page.check(`#attest input[value=${what}]`);
  await page.fill("#attest input[name=by]", "Jaana Tervo");
  await page.fill("#attest input[name=title]", "kaupunginjohtaja");
  await page.fill("#attest input[name=date]", "2026-05-11");
  await page.click("#attest button");
  await page.waitForFunction(() => /täyttää muistion ehdot/.test(document.querySelector("l-criteria").innerText));
  assert.match(await text("l-signing"), /Jaana Tervo, kaupunginjohtaja, 11\.5\.2026/);
  await page.fill("#lock input[name=by]", "Jaana Tervo");
  await page.fill("#lock input[name=date]", "2026-05-12");
  await page.click("#lock button");
  await page.waitForFunction(() => /Lukittu 12\.5\.2026/.test(document.querySelector("l-signing").innerText));
  await page.setViewportSize({ width: 1280, height: 900 });
  await person.view("plan");
  await person.edit("kpis[k1].target", "20");
  await person.view("criteria");
  await page.waitForFunction(() => /lukittu 18 h, nyt 20 h/.test(document.querySelector("l-signing").innerText));

  part("a person is reached");
  await page.click("#menu summary");
  await page.click("#menu [value=contact]");
  assert.equal(await page.getAttribute(".sheet a", "href"), "mailto:neuvonta@example.org");
  await page.keyboard.press("Escape");

  part("hostile texts are inert");
  const hostile = "<img src=x onerror=alert(1)> ![x](https://evil.example/x.png) [a](javascript:alert(1)) \u202Etakaperin\u202C **lihava**";
  await person.say(hostile);
  assert.equal(await page.locator("l-log :is(img, a, script)").count(), 0, "nothing in a message becomes an element that loads or leads away");
  assert.ok((await person.conversation()).some((m) => m.includes("<img src=x onerror=alert(1)>")), "HTML stays text");
  await page.fill("#say", "x".repeat(100_000));
  await page.press("#say", "Enter");
  assert.match(await text(".composer .error"), /100000/, "a text that is too long is not cut but refused");
  assert.equal((await page.inputValue("#say")).length, 100_000);
  await page.fill("#say", "");

  part("the last message is written again");
  const length = (await person.conversation()).length;
  await page.locator("l-log article.user").last().getByRole("button", { name: "Muokkaa" }).click();
  assert.equal(await page.inputValue("#say"), hostile.replace(/[\u202E\u202C]/g, ""));
  await person.say("Yritykset hyötyvät: automaattitoimittaja voi myydä ratkaisua muille kunnille.");
  assert.equal((await person.conversation()).length, length + 2, "the log keeps what was said");
  assert.equal(await page.locator("l-log article.replaced").count(), 2, "and shows that it does not count");

  part("everything is reached by keyboard, with a visible focus");
  await page.reload();
  await person.messages(length + 2);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "say", "the first stop leads to the message field");
  const stops = new Set();
  for (let i = 0; i < 500 && !stops.has("lock submit"); i++) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => {
      const at = document.activeElement;
      const { width, height } = at.getBoundingClientRect();
      return { name: at.closest("form")?.id ? `${at.closest("form").id} ${at.name || at.type}` : at.dataset.key || at.textContent.trim() || at.tagName, seen: at === document.body || (width > 0 && height > 0 && getComputedStyle(at).outlineStyle !== "none"), small: at.matches("button, summary, input, select") && (width < 24 || height < 24) && !["checkbox"].includes(at.type) };
    });
    assert.ok(stop.seen, `${stop.name} has no visible focus`);
    assert.ok(!stop.small, `${stop.name} is smaller than 24 px`);
    stops.add(stop.name);
    if (stop.name === "remove realisation[z2]") await page.click("#tab-criteria");
  }
  for (const name of ["Lähetä", "undo", "target.title", "kpis[k1].target", "attest what", "lock submit"]) assert.ok(stops.has(name), `${name} is reached by keyboard: ${[...stops].join(" | ")}`);

  part("every view, language, scheme and width");
  await everyView(context, page.url(), trouble, pictures);

  part("my plans");
  await page.click(".langs [value=fi]");
  await page.emulateMedia({ colorScheme: "light" });
  await page.click("a[href='#plans'].wide-only");
  await page.waitForSelector("l-plans .plans li");
  const count = await page.locator("l-plans .plans li").count();
  await page.getByRole("button", { name: "Kopioi: Aineisto hyllyyn päivässä" }).click();
  await page.waitForFunction((n) => document.querySelectorAll("l-plans .plans li").length === n, count + 1);
  await page.getByRole("button", { name: "Nimeä uudelleen: Aineisto hyllyyn päivässä (kopio)" }).click();
  await page.fill("l-plans .plans input", "Varasuunnitelma");
  await page.press("l-plans .plans input", "Enter");
  await page.waitForSelector("text=Varasuunnitelma");
  await second.page.goto(await page.getByRole("link", { name: "Varasuunnitelma" }).evaluate((a) => a.href));
  await second.messages(1);
  await page.bringToFront();
  await page.getByRole("button", { name: "Poista: Varasuunnitelma" }).click();
  assert.match(await text("l-plans [role=alert]:not(.error)"), /pysyvästi/);
  await page.getByRole("button", { name: "Poista pysyvästi" }).click();
  await page.waitForFunction((n) => document.querySelectorAll("l-plans .plans li").length === n, count);
  await second.page.waitForURL(/#plans$/);
  await page.click("l-plans button[data-key=new]");
  await page.waitForFunction(() => document.body.dataset.page === "plan");
  await person.messages(1);
  assert.equal((await person.conversation()).length, 1, "a new plan begins with its greeting only");
  assert.equal(await page.locator("l-plan [data-key=undo][aria-disabled=true]").count(), 1, "there is nothing to undo");
}
