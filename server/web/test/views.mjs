// Every view in three languages, light and dark, wide and narrow. With the language the
// colours stay as they are, and with the scheme nothing else changes: the contrast is
// looked at in one language, and in the dark nothing else is, each width in one language.
import { Person } from "./harness.mjs";

const sizes = [[320, 640], [768, 1024], [1280, 900]];
/** @type {Record<string, number[]>} of the dark */
const sizeOf = { fi: sizes[0], sv: sizes[1], en: sizes[2] };

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
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    const shown = colorScheme === "light" ? sizes : [sizeOf[lang]];
    const what = colorScheme === "dark" ? "colours" : lang === "fi" ? "all" : "structure";
    await page.emulateMedia({ colorScheme });
    /** @param {string} name @param {string} [within] */
    const look = (name, within) => person.check(`${lang}-${colorScheme}-${name}`, within, what);
    for (const [width, height] of shown) {
      await page.setViewportSize({ width, height });
      for (const view of width < 900 ? ["chat", "plan", "criteria"] : ["plan", "criteria"]) {
        await person.view(view);
        await look(`${width}-${view}`, width < 900 || view === "plan" ? undefined : ".pane.right");
      }
    }
    if (colorScheme === "light") await large(person, lang);
    await person.view("plan");
    await page.click("[data-key='target.purpose']");
    await look("editor", ".editor");
    await page.keyboard.press("Escape");
    const [width, height] = sizeOf[lang];
    await page.setViewportSize({ width, height });
    for (const sheet of ["help", "people", "record"]) {
      await person.menu(sheet);
      await page.waitForSelector(".sheet h2 ~ *, .sheet .content > *");
      await look(`${width}-${sheet}`, ".sheet");
      await page.keyboard.press("Escape");
    }
    await page.evaluate(() => { location.hash = "#plans"; });
    await page.waitForSelector("l-plans .plans li");
    for (const [width, height] of shown) {
      await page.setViewportSize({ width, height });
      await look(`${width}-plans`, colorScheme === "light" ? undefined : "l-plans");
    }
    await page.goBack();
    await person.messages(2);
  }
}

/** With text of twice the size nothing is cut off at the side. @param {Person} person @param {string} lang */
async function large(person, lang) {
  /** @param {string} size */
  const text = (size) => person.page.evaluate((size) => { document.documentElement.style.fontSize = size; }, size);
  await text("200%");
  for (const view of ["plan", "criteria"]) {
    await person.view(view);
    await person.fits(`${lang}, twice the size, ${view}`);
  }
  await person.page.screenshot({ path: `${person.pictures}/${lang}-large.png` });
  await text("");
}
