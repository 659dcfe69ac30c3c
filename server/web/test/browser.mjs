// Drives the page in one Chromium: three stories at the same time, each with a program
// of its own, and then the figures, with nothing beside them.
// Usage: node browser.mjs PROGRAM DATABASE PICTURES LONG_PLAN
import assert from "node:assert/strict";
import { Person, Program, launch } from "./harness.mjs";
import { journey } from "./journey.mjs";
import { Model, modelled } from "./model.mjs";
import { people } from "./people.mjs";
import * as figures from "./figures.mjs";

const [binary, db, pictures, longPlan] = process.argv.slice(2);
const model = new Model();
const program = new Program(binary, db);
const shared = new Program(binary, `${db}.people`);
const talking = new Program(binary, `${db}.model`, {
  LUONNOS_OPENAI_BASE_URL: await model.start(), LUONNOS_OPENAI_API: "chat", LUONNOS_MODEL: "test", LUONNOS_OPENAI_KEEP: "requests",
});
const trouble = [];
const browser = await launch();
const part = (name) => console.log(`${new Date().toISOString()} ${name}`);

/** Runs a story and tells in which one something went wrong. */
async function tell(name, work) {
  part(`${name} begins`);
  try {
    await work();
    part(`${name} ends`);
  } catch (e) {
    const pages = browser.contexts().flatMap((c) => c.pages());
    await Promise.all(pages.map((page, i) => page.screenshot({ path: `${pictures}/failed-${i}.png`, timeout: 5000 }).catch(() => undefined)));
    throw new Error(`${name}: ${e.stack}\n${trouble.join("\n")}`);
  }
}

try {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "fi-FI" });
  const page = await context.newPage();
  const person = new Person(page, trouble, pictures);
  await page.goto(await program.start());
  await page.waitForURL(/#plan=/);
  assert.equal(new URL(page.url()).pathname, "/", "the one-time link leaves no ticket in the address");
  await page.click("a[href='#plans'].wide-only");
  await page.click("l-plans button[data-key=new]");
  await person.messages(1);
  await figures.weight(browser, context, program, trouble, pictures);

  const ends = await Promise.allSettled([
    tell("journey", () => journey(context, person, program, trouble, part)),
    tell("people", () => people(browser, shared, pictures)),
    tell("model", () => modelled(browser, talking, model, pictures)),
  ]);
  for (const end of ends) if (end.status === "rejected") throw end.reason;

  part("figures");
  await figures.transcript(page, longPlan);
  await figures.streaming(page, context);
  assert.deepEqual(trouble, [], "nothing goes wrong on the page");
  console.log("browser test passed");
} finally {
  await browser.close();
  for (const p of [program, shared, talking]) await p.kill();
  model.stop();
}
