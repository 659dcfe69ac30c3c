// What the browser tests share: the program as a process that can be killed, and a
// person at the page.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const executablePath = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((p) => existsSync(p));
const runOnly = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What axe looks at: all of it, the colours, or all but the colours. */
export const looks = { all: { runOnly }, colours: { runOnly: ["color-contrast"] }, structure: { runOnly, rules: { "color-contrast": { enabled: false } } } };

/** The program on one database; it keeps its port when it is started again. */
export class Program {
  addr = "127.0.0.1:0";
  /** @param {string} binary @param {string} db @param {Record<string, string>} [settings] */
  constructor(binary, db, settings = {}) {
    const env = { ...process.env, LUONNOS_TEST_AS_SERVER: "1", LANG: "fi", LUONNOS_CONTACT: "neuvonta@example.org", ...settings };
    Object.assign(this, { binary, db: `sqlite:${db}`, env });
  }

  /** What another command of the program prints. @param {...string} args */
  run(...args) { return execFileSync(this.binary, [...args, "--db", this.db], { env: this.env, encoding: "utf8" }); }

  /** Starts it and returns the link for a browser. */
  async start() {
    this.process = spawn(this.binary, ["serve", "--addr", this.addr, "--db", this.db], { env: this.env, stdio: ["ignore", "pipe", "ignore"] });
    for await (const line of createInterface({ input: this.process.stdout })) {
      const link = line.match(/http:\/\/(\S+)\/enter#\S+/);
      if (!link) continue;
      this.addr = link[1];
      return link[0];
    }
    throw new Error("the program gave no link");
  }

  /** Ends it as kill -9 does. */
  async kill() {
    if (!this.process || this.process.exitCode !== null || this.process.signalCode) return;
    const gone = once(this.process, "exit");
    this.process.kill("SIGKILL");
    await gone;
  }
}

export const launch = () => chromium.launch({ executablePath, args: ["--no-sandbox"] });

/** A person at one tab. Whatever goes wrong on the page is gathered in trouble. */
export class Person {
  /** @param {import("playwright-core").Page} page @param {string[]} trouble @param {string} pictures */
  constructor(page, trouble, pictures) {
    Object.assign(this, { page, pictures });
    mkdirSync(pictures, { recursive: true });
    page.setDefaultTimeout(20_000);
    page.on("pageerror", (e) => trouble.push(`error on the page: ${e.stack}`));
    page.on("console", (m) => m.type() === "error" && !/WebSocket connection|ERR_CONNECTION_(REFUSED|RESET)|ERR_INTERNET_DISCONNECTED/.test(m.text()) && trouble.push(`console: ${m.text()}`));
    page.on("dialog", (d) => { trouble.push(`dialog: ${d.message()}`); d.dismiss(); });
    page.on("request", (r) => { if (!r.url().startsWith("http://127.0.0.1:") && !r.url().startsWith("ws://127.0.0.1:")) trouble.push(`request to ${r.url()}`); });
  }

  /** The texts of all messages. */
  conversation() { return this.page.locator("l-log article .body").allTextContents(); }

  /** Waits until as many messages are there and nobody writes. */
  messages(n) {
    return this.page.waitForFunction((n) => document.querySelectorAll("l-log article:not(.waiting)").length >= n && document.querySelector("l-log .typing")?.hidden, n);
  }

  /** Types a message and waits for the answer. */
  async say(text) {
    const before = await this.page.locator("l-log article").count();
    await this.page.fill("#say", text);
    await this.page.press("#say", "Enter");
    await this.messages(before + 2);
  }

  /** @param {"chat"|"plan"|"criteria"} name */
  async view(name) {
    const tab = this.page.locator(`#tab-${name}`);
    if (await tab.isVisible()) await tab.click();
  }

  /** Changes a value in its place. */
  async edit(path, value) {
    await this.page.click(`[data-key="${path}"]`);
    const field = this.page.locator(".editor").locator("input, textarea, select").first();
    if (await field.evaluate((n) => n.localName === "select")) await field.selectOption(value);
    else await field.fill(value);
    await this.page.click(".editor button[type=submit]");
  }

  /** Opens what the menu offers, in the sheet at the side. */
  async menu(name) {
    await this.page.click("#menu summary");
    await this.page.click(`#menu [value=${name}]`);
    await this.page.waitForSelector(".sheet[open]");
  }

  /**
   * No violation of WCAG 2.2 AA, nothing that scrolls sideways; and a picture. Of a long
   * conversation the newest messages stand for all.
   * @param {string} name @param {string} [within] the part that is new, when the rest was looked at
   * @param {keyof looks} [what] likewise
   */
  async check(name, within = "html", what = "all") {
    await this.page.evaluate((source) => globalThis.axe ?? source, axe).then((source) => typeof source === "string" && this.page.evaluate(source));
    const { violations } = await this.page.evaluate(([within, options]) => axe.run({ include: [within], exclude: ["l-log article:nth-last-of-type(n+9)"] }, { ...options, resultTypes: ["violations"], preload: false }), [within, looks[what]]);
    assert.deepEqual(violations.map((v) => `${v.id}: ${v.nodes.map((n) => `${n.target} ${n.failureSummary}`).slice(0, 3).join("; ")}`), [], `accessibility of ${name}`);
    await this.fits(name);
    await this.page.screenshot({ path: `${this.pictures}/${name}.png` });
  }

  /** Nothing scrolls sideways. */
  async fits(name) {
    const wide = await this.page.evaluate(() => [...document.querySelectorAll("html, .pane, .log, l-composer, .sheet")].filter((n) => n.checkVisibility() && n.scrollWidth > n.clientWidth).map((n) => `${n.className || n.localName}: ${n.scrollWidth - n.clientWidth} px`));
    assert.deepEqual(wide, [], `what scrolls sideways in ${name}`);
  }
}
