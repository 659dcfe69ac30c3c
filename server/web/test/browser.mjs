// Drives the page in Chromium: five answers with a reload in the middle, the same
// conversation and plan afterwards, no accessibility violation, and pictures.
// Usage: node browser.mjs LINK PICTURES
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const [link, pictures] = process.argv.slice(2);
mkdirSync(pictures, { recursive: true });
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const executablePath = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((p) => existsSync(p));

const answers = [
  "Olen Päivi Lehto, tietopalvelupäällikkö Kivirannan kaupungista, yksikkönä kirjasto. Olemme tutustuneet toimintamalliin ja noudatamme sitä.",
  "Uudistuksen nimi on Aineisto hyllyyn päivässä ja kohteena on palautetun aineiston käsittely, noin 410 000 palautusta vuodessa. Tarkoituksena on, että asiakas saa varatun kirjan nopeammin.",
  "Palautuksen käsittelyaika puolittuu. Aikajänne on 1.9.2026–31.12.2027. Kaupunginhallitus päätti asiasta 11.5.2026 kaupunginjohtaja Jaana Tervon esityksestä, ja johto on sitoutunut johtamaan toimeenpanoa tulosten perusteella.",
  "Palautuksen käsittelyaika: lähtötaso 36 h 31.3.2026, tavoite 18 h 30.6.2027. Mitataan viikoittain kirjastojärjestelmän aikaleimoista, lähde kirjastojärjestelmä, kaava mediaani(hyllytys − palautus), omistaja Päivi Lehto.",
  "<img src=x onerror=alert(1)> **Varausten noutoaika**: lähtötaso 5 vrk 31.3.2026, tavoite 3 vrk 30.9.2027. Mitataan kuukausittain varausraportista, lähde kirjastojärjestelmä, kaava summa(noutoaika) / varaukset, omistaja Ari Hietanen.",
];

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "fi-FI" });
const page = await context.newPage();
const trouble = [];
page.on("pageerror", (e) => trouble.push(`error on the page: ${e}`));
page.on("console", (m) => m.type() === "error" && trouble.push(`console: ${m.text()}`));
page.on("dialog", (d) => { trouble.push(`dialog: ${d.message()}`); d.dismiss(); });
page.on("request", (r) => { if (!r.url().startsWith(new URL(link).origin)) trouble.push(`request to ${r.url()}`); });

/** The text of all messages, without what a click opens. */
const conversation = () => page.locator("#log article .body").allInnerTexts();
const plan = () => page.locator("#tables").innerText();
const messages = (n) => page.waitForFunction((n) => document.querySelectorAll("#log article").length >= n && document.getElementById("stop").hidden, n);

async function say(text) {
  const before = await page.locator("#log article").count();
  await page.fill("#say", text);
  await page.press("#say", "Enter");
  await messages(before + 2);
}

async function check(name) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  assert.deepEqual(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target).join("; ")}`), [], `accessibility of ${name}`);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(overflow, 0, `${name} scrolls sideways by ${overflow} px`);
  await page.screenshot({ path: `${pictures}/${name}.png` });
}

await page.goto(link);
await messages(1);
assert.equal(new URL(page.url()).pathname, "/", "the one-time link leaves no ticket in the address");
for (const text of answers.slice(0, 3)) await say(text);
const seen = await conversation();
const planSeen = await plan();
await page.reload();
await messages(seen.length);
assert.deepEqual(await conversation(), seen, "the conversation after a reload");
assert.equal(await plan(), planSeen, "the plan after a reload");
for (const text of answers.slice(3)) await say(text);
assert.equal((await conversation()).length, seen.length + 4, "messages after five answers");
assert.match(await plan(), /Päivi Lehto/);
assert.match(await plan(), /Aineisto hyllyyn päivässä/);
assert.match(await plan(), /31\.12\.2027/);
assert.equal(await page.locator("#log img").count(), 0, "HTML in a message stays text");

const sizes = { wide: [1280, 900], narrow: [320, 720] };
for (const language of ["fi", "sv", "en"]) {
  await page.selectOption("#lang", language);
  await messages(seen.length);
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    for (const [size, [width, height]] of Object.entries(sizes)) {
      await page.setViewportSize({ width, height });
      await check(`${language}-${colorScheme}-${size}`);
      if (size === "narrow") {
        await page.click("#tab-plan");
        await check(`${language}-${colorScheme}-${size}-plan`);
        await page.click("#tab-chat");
      }
    }
  }
}
await page.setViewportSize({ width: 1280, height: 900 });
await page.selectOption("#lang", "fi");
await messages(seen.length);

await page.check("#attest-what input[value=lead]");
await page.fill("#attest-by", "Jaana Tervo");
await page.fill("#attest-date", "2026-05-11");
await page.click("#attest-form button");
await page.waitForFunction(() => document.querySelectorAll("#attested li").length === 1);
assert.match(await page.locator("#attested").innerText(), /Jaana Tervo/);

assert.deepEqual(trouble, [], "nothing goes wrong on the page");
await browser.close();
console.log("browser test passed");
