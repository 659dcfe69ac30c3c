// Every view in three languages, light and dark, wide and narrow. The colours change
// with the scheme and nothing else does: in the dark only the contrast is looked at.
import { Person } from "./harness.mjs";

const sizes = [[320, 640], [768, 1024], [1280, 900]];
const schemes = /** @type {const} */ ([["light", undefined], ["dark", ["color-contrast"]]]);

/**
 * @param {import("playwright-core").BrowserContext} context where a person is signed in
 * @param {string} address of a plan @param {string[]} trouble @param {string} pictures
 */
export const everyView = async (context, address, trouble, pictures) => {
  const storageState = await context.storageState();
  await Promise.all(["fi", "sv", "en"].map(async (lang) => {
    const own = await context.browser().newContext({ storageState, reducedMotion: "reduce" });
    await own.addInitScript((lang) => localStorage.setItem("luonnos.lang", lang), lang);
    const person = new Person(await own.newPage(), trouble, pictures);
    await person.page.goto(address);
    await person.messages(2);
    await views(person, lang);
    await own.close();
  }));
};

/** @param {Person} person @param {string} lang */
async function views(person, lang) {
  const { page } = person;
  for (const id of ["C1", "B1"]) await page.locator(`summary[data-key=${id}]`).evaluate((n) => n.click());
  await page.locator("l-log article.assistant .receipt summary").last().click();
  for (const [colorScheme, rules] of schemes) {
    await page.emulateMedia({ colorScheme });
    /** @param {string} name */
    const look = (name) => person.check(`${lang}-${colorScheme}-${name}`, rules);
    for (const [width, height] of sizes) {
      await page.setViewportSize({ width, height });
      for (const view of width < 900 ? ["chat", "plan", "criteria"] : ["plan", "criteria"]) {
        await person.view(view);
        await look(`${width}-${view}`);
      }
    }
    await person.view("plan");
    await page.click("[data-key='target.purpose']");
    await look("editor");
    await page.keyboard.press("Escape");
    const [width, height] = colorScheme === "light" ? sizes[0] : sizes[2];
    await page.setViewportSize({ width, height });
    for (const sheet of ["help", "people", "record"]) {
      await person.menu(sheet);
      await page.waitForSelector(".sheet h2 ~ *, .sheet .content > *");
      await look(`${width}-${sheet}`);
      await page.keyboard.press("Escape");
    }
    await page.evaluate(() => { location.hash = "#plans"; });
    await page.waitForSelector("l-plans .plans li");
    for (const [width, height] of sizes) {
      await page.setViewportSize({ width, height });
      await look(`${width}-plans`);
    }
    await page.goBack();
    await person.messages(2);
  }
}
