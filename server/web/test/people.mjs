// Who may do what: a plan is shared by links that work once, signed by a signatory,
// assessed by an expert, and a session ends.
import assert from "node:assert/strict";
import { Person } from "./harness.mjs";
import { story } from "./story.mjs";

/** @param {import("playwright-core").Browser} browser @param {import("./harness.mjs").Program} program @param {string} pictures */
export async function people(browser, program, pictures) {
  /** @type {string[]} */
  const trouble = [];
  /** @param {string} link */
  const visit = async (link) => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "fi-FI", permissions: ["clipboard-read", "clipboard-write"] });
    const person = new Person(await context.newPage(), trouble, pictures);
    await person.page.goto(link);
    return person;
  };
  const opened = async (link) => {
    const person = await visit(link);
    await person.messages(1);
    return person;
  };

  const owner = await opened(await program.start());
  for (const message of story.slice(0, 2)) await owner.say(message);
  await owner.menu("people");
  /** @param {string} share */
  const invite = async (share) => {
    await owner.page.check(`#invite input[value=${share}]`);
    await owner.page.click("#invite button");
    const before = links.at(-1);
    await owner.page.waitForFunction((before) => { const { value } = document.querySelector(".why input") ?? {}; return value && value !== before; }, before);
    links.push(await owner.page.inputValue(".why input"));
  };
  /** @type {string[]} */
  const links = [];
  for (const share of ["editor", "signatory", "viewer", "viewer"]) await invite(share);
  await owner.page.click("text=Kopioi linkki");
  assert.equal(await owner.page.evaluate(() => navigator.clipboard.readText()), links[3]);
  await owner.check("fi-invitations");
  await owner.page.getByRole("button", { name: "Peru kutsu: Lukija" }).first().click();
  await owner.page.waitForFunction(() => document.querySelectorAll("[data-key^='withdraw']").length === 3);

  await joins(await opened(links[0]), "Mari Salo", (editor) => editor.say(story[2]));
  await owner.messages(7);
  await joins(await opened(links[1]), "Jaana Tervo", signs);
  await owner.page.keyboard.press("Escape");
  await owner.page.click("#tab-criteria");
  await owner.page.waitForSelector("l-signing li:has-text('Jaana Tervo, kaupunginjohtaja')");

  const late = await Promise.all(links.slice(2).map(visit)); // one of the two was withdrawn
  const answers = await Promise.all(late.map((p) => Promise.race([p.page.waitForSelector("#refused:not([hidden])").then(() => false), p.messages(7).then(() => true)])));
  assert.deepEqual([...answers].sort(), [false, true]);
  await joins(late[answers.indexOf(true)], "Ari Hietanen", reads);
  const again = await visit(links[0]);
  await again.page.waitForSelector("#refused:not([hidden])"); // the link works once

  await owner.menu("people");
  await owner.page.waitForSelector("text=Ari Hietanen");
  assert.match(await owner.page.innerText(".people"), /Mari Salo\s+Muokkaaja[^]*Jaana Tervo\s+Allekirjoittaja[^]*Ari Hietanen\s+Lukija/);
  await owner.page.getByRole("button", { name: "Poista osallistuja: Ari Hietanen" }).click();
  await owner.page.waitForSelector("text=Ari Hietanen", { state: "detached" });
  await owner.page.keyboard.press("Escape");

  await assesses(await opened(program.run("token", "add", "--name", "Eeva Virta", "--role", "expert", "--addr", program.addr).match(/http:\S+/)[0]), owner);
  await leaves(owner);
  assert.deepEqual(trouble.filter((x) => !/ 40[14] /.test(x)), []);
}

/** A guest says who they are, and does what they were invited for. */
async function joins(guest, name, acts) {
  await guest.menu("people");
  await guest.page.fill("#name-me input", name);
  await guest.page.click("#name-me button");
  await guest.page.waitForSelector(`.people >> text=${name}`);
  assert.equal(await guest.page.locator("#invite").count(), 0, "only the owner invites");
  await guest.page.keyboard.press("Escape");
  await acts(guest);
}

/** A viewer changes nothing, and sees where a value comes from. */
async function reads(viewer) {
  const { page } = viewer;
  assert.equal(await page.locator("textarea, [data-key=undo], [data-key^='add '], [data-key^='remove '], #attest").count(), 0);
  await page.click("[data-key='target.title']");
  assert.match(await page.innerText(".editor blockquote"), /Aineisto hyllyyn/);
  assert.equal(await page.locator(".editor :is(input, textarea, select)").count(), 0);
  await viewer.check("fi-viewer");
  await page.keyboard.press("Escape");
}

/** A signatory reads and signs, on a phone. */
async function signs(signatory) {
  const { page } = signatory;
  await page.setViewportSize({ width: 320, height: 640 });
  assert.match(await page.innerText("l-composer"), /johdon sitoumuksen/);
  await signatory.check("fi-signatory");
  await signatory.view("criteria");
  await page.check("#attest input[value=lead]");
  await page.fill("#attest input[name=by]", "Jaana Tervo");
  await page.fill("#attest input[name=title]", "kaupunginjohtaja");
  await page.fill("#attest input[name=date]", "2026-05-11");
  await page.click("#attest button");
  await page.waitForSelector("l-signing li:has-text('Jaana Tervo')");
}

/** An expert approves one part and returns another; the owner sees it at once. */
async function assesses(expert, owner) {
  const { page } = expert;
  await expert.view("criteria");
  await page.click("summary[data-key=C1]");
  /** @param {string} part @param {string} verdict @param {string} reason */
  const assess = async (part, verdict, reason) => {
    await page.click(`summary[data-key='review ${part}']`);
    const form = page.locator(`details:has(> summary[data-key='review ${part}']) form`);
    await form.locator("select").selectOption(verdict);
    await form.locator("textarea").fill(reason);
    await form.locator("button").click();
    return form;
  };
  await assess("K1a", "approved", "Kohde on selvä.");
  await page.waitForSelector("text=Asiantuntija: hyväksytty, Eeva Virta");
  const form = await assess("K1b", "returned", "");
  await form.locator(".error:not(:empty)").waitFor(); // what is returned needs a reason
  await form.locator("textarea").fill("Muutoksen suuruus puuttuu.");
  await expert.check("fi-expert");
  await form.locator("button").click();
  await owner.page.click("summary[data-key=C1]");
  await owner.page.waitForSelector("l-criteria >> text=Muutoksen suuruus puuttuu.");
  assert.equal(await owner.page.locator("[data-key^='review ']").count(), 0, "only an expert assesses");
  await expert.menu("record");
  await page.waitForSelector(".sheet li:has-text('Päivi Lehto')");
  await page.keyboard.press("Escape");
  await page.click("a[href='#plans'].wide-only");
  await page.waitForSelector("l-plans .plans li");
  assert.equal(await page.locator("l-plans button").count(), 0, "an expert makes, renames and deletes no plans");
}

/** A session that has ended is not taken for a lost connection. */
async function leaves({ page }) {
  await page.evaluate(() => fetch("/leave", { method: "POST" }));
  await page.context().setOffline(true);
  await page.waitForSelector(".offline");
  await page.context().setOffline(false);
  await page.waitForSelector(".offline:has-text('Istuntonne on päättynyt')");
}
