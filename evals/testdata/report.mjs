// Opens report pages in Chromium without a network: no request, no error, trials open, no accessibility violation, no
// sideways scrolling. Usage: node report.mjs WEB-FOLDER PAGE…
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [web, ...files] = process.argv.slice(2);
const require = createRequire(join(web, "package.json"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const executablePath = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((p) => existsSync(p));

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
try {
  for (const file of files) for (const colorScheme of ["light", "dark"]) for (const width of [1280, 360]) {
    const context = await browser.newContext({ viewport: { width, height: 800 }, offline: true, colorScheme });
    const page = await context.newPage();
    const url = pathToFileURL(file).href;
    const trouble = [];
    page.on("pageerror", (e) => trouble.push(`error on the page: ${e}`));
    page.on("console", (m) => m.type() === "error" && trouble.push(`console: ${m.text()}`));
    page.on("dialog", (d) => { trouble.push(`dialog: ${d.message()}`); d.dismiss(); });
    page.on("request", (r) => r.url() !== url && trouble.push(`request for ${r.url()}`));
    await page.goto(url);
    const summaries = page.locator("summary");
    assert.ok((await summaries.count()) > 0, "the page lists trials");
    await summaries.first().focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelectorAll("details[open] table").length === 2);
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
    assert.deepEqual(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target).join("; ")}`), [], `accessibility of ${file}`);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(overflow, 0, `${file} scrolls sideways by ${overflow} px at ${width}`);
    assert.equal(await page.locator("img").count(), 0, "what the applicant wrote is text");
    assert.deepEqual(trouble, [], file);
    await context.close();
  }
} finally {
  await browser.close();
}
