// Measures the page against its budgets. The times are bounds for a slow and shared
// machine; the figures are printed.
import assert from "node:assert/strict";
import { Person } from "./harness.mjs";

const SLOW = 4; // how much slower than alone a shared machine may be

/** What the page weighs over the wire, and when it first paints. */
export async function weight(browser, context, program, trouble, pictures) {
  const fresh = await browser.newContext({ locale: "fi-FI" });
  await fresh.addCookies(await context.cookies());
  const page = await fresh.newPage();
  const person = new Person(page, trouble, pictures);
  const cdp = await fresh.newCDPSession(page);
  await cdp.send("Network.enable");
  let bytes = 0;
  cdp.on("Network.loadingFinished", (e) => { bytes += e.encodedDataLength; });
  await page.goto(`http://${program.addr}/`);
  await person.messages(1);
  const paint = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0].startTime);
  console.log(`page weight ${(bytes / 1024).toFixed(1)} KB, first contentful paint ${paint.toFixed(0)} ms`);
  assert.ok(bytes <= 120 * 1024, `the page weighs ${bytes} bytes`);
  assert.ok(paint <= 300 * SLOW, `first paint after ${paint} ms`);
  await fresh.close();
}

/** How long a conversation of 2,000 messages takes to open, and whether it scrolls. */
export async function transcript(page, plan) {
  const began = Date.now();
  await page.evaluate((plan) => { location.hash = `#plan=${plan}`; }, plan);
  await page.waitForFunction(() => document.querySelectorAll("l-log article").length === 2000);
  const opened = Date.now() - began;
  const scrolled = await page.evaluate(async () => {
    const log = document.querySelector(".log");
    const began = performance.now();
    for (let i = 0; i < 20; i++) {
      log.scrollTop = (log.scrollHeight * i) / 20;
      await new Promise(requestAnimationFrame);
    }
    return (performance.now() - began) / 20;
  });
  console.log(`2,000 messages open in ${opened} ms, a screen scrolls in ${scrolled.toFixed(1)} ms`);
  assert.ok(opened <= 500 * SLOW, `2,000 messages opened in ${opened} ms`);
}

/** What 100 tokens a second cost the page. */
export async function streaming(page, context) {
  const cdp = await context.newCDPSession(page);
  await cdp.send("Performance.enable");
  const busy = async () => (await cdp.send("Performance.getMetrics")).metrics.find((m) => m.name === "TaskDuration").value;
  const before = await busy();
  const seconds = 4;
  await page.evaluate(async (seconds) => {
    const { room } = await import("/room.js");
    room.receive({ type: "RUN_STARTED" });
    room.receive({ type: "TEXT_MESSAGE_START", messageId: "figures", role: "assistant" });
    let sent = 0;
    await new Promise((done) => {
      const began = performance.now();
      const timer = setInterval(() => {
        for (; sent < (performance.now() - began) / 10; sent++) room.receive({ type: "TEXT_MESSAGE_CONTENT", messageId: "figures", delta: `sana${sent % 20 ? "" : ".\n\n"} ` });
        if (sent < seconds * 100) return;
        clearInterval(timer);
        done(undefined);
      }, 10);
    });
    room.receive({ type: "TEXT_MESSAGE_END", messageId: "figures" });
    room.receive({ type: "RUN_FINISHED", outcome: { type: "success" } });
  }, seconds);
  const share = (await busy() - before) / seconds;
  console.log(`100 tokens a second cost ${(share * 100).toFixed(1)} % of a core`);
  assert.ok(share <= 0.15 * SLOW, `streaming costs ${share} of a core`);
}
