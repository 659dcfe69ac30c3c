// With a language model behind the page: answers that come word by word, are stopped,
// fail, are asked for again, and are lost from sight while the network is away.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { Person } from "./harness.mjs";

/** A model whose every word the test says. */
export class Model {
  /** @type {((answer: Answer) => void)[]} */
  wanted = [];
  /** @type {Answer[]} */
  waiting = [];

  async start() {
    this.server = createServer(async (request, response) => {
      const body = (await request.toArray()).join("");
      const answer = new Answer(body, response);
      const taker = this.wanted.shift();
      if (taker) taker(answer);
      else this.waiting.push(answer);
    }).listen(0, "127.0.0.1");
    await once(this.server, "listening");
    return `http://127.0.0.1:${this.server.address().port}/v1`;
  }

  /** The next request. @returns {Promise<Answer>} */
  asked() { return new Promise((resolve) => { const first = this.waiting.shift(); if (first) resolve(first); else this.wanted.push(resolve); }); }

  stop() { this.server.closeAllConnections(); this.server.close(); }
}

/** One answer of the model, in Chat Completions' form. */
class Answer {
  constructor(body, response) { Object.assign(this, { body, response }); }

  frame(choice) { this.response.write(`data: ${JSON.stringify({ id: "c", object: "chat.completion.chunk", created: 1, model: "test", choices: [{ index: 0, finish_reason: null, ...choice }] })}\n\n`); }

  say(text) {
    if (!this.response.headersSent) this.response.writeHead(200, { "content-type": "text/event-stream" });
    this.frame({ delta: { role: "assistant", content: text } });
  }

  /** Calls a tool instead of speaking. */
  call(name, args) {
    this.response.writeHead(200, { "content-type": "text/event-stream" });
    this.frame({ delta: { role: "assistant", tool_calls: [{ index: 0, id: "call_1", type: "function", function: { name, arguments: JSON.stringify(args) } }] } });
    this.frame({ delta: {}, finish_reason: "tool_calls" });
    this.response.end("data: [DONE]\n\n");
  }

  end() {
    this.frame({ delta: {}, finish_reason: "stop" });
    this.response.end("data: [DONE]\n\n");
  }
}

/** An answer that is shown before it ends; no two are alike. @param {string} mark */
const long = (mark) => `${mark} kerron tässä vaiheessa pitkästi, miksi kohde kannattaa rajata yhteen palveluun, jonka tuloksen johto voi mitata. Rajattu kohde pitää mittarit vertailukelpoisina ja auttaa johtoa päättämään, milloin edetään seuraavaan erään. Siksi kysyn seuraavaksi. `;

/** @param {import("playwright-core").Browser} browser @param {import("./harness.mjs").Program} program @param {Model} model @param {string} pictures */
export async function modelled(browser, program, model, pictures) {
  /** @type {string[]} */
  const trouble = [];
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "fi-FI" });
  const person = new Person(await context.newPage(), trouble, pictures);
  const { page } = person;
  const opened = page.goto(await program.start());
  const greeting = await model.asked();
  greeting.say("Hei! Mikä on uudistuksen kohde?");
  greeting.end();
  await opened;
  await person.messages(1);
  assert.match(await page.innerText(".notice"), /tekoäly/, "the page says that this is an AI");

  const send = async (text) => {
    await page.fill("#say", text);
    await page.press("#say", "Enter");
    return model.asked();
  };
  const shown = (text) => page.waitForFunction((text) => [...document.querySelectorAll("l-log article.assistant:not(.replaced) .body")].at(-1)?.textContent.includes(text), text);
  const idle = () => page.waitForSelector(".composer button:has-text('Lähetä')");

  // A reload in the middle of an answer.
  const first = await send("Kohteena on palautusten käsittely.");
  first.say(long("Ensin"));
  await shown("Ensin");
  await page.reload();
  await shown("Ensin");
  first.say("Mikä on uudistuksen tarkoitus?");
  first.end();
  await shown("tarkoitus?");
  await idle();
  assert.equal((await person.conversation()).length, 3, "the answer is there once");

  // The button stops an answer, Esc another; what came so far stays.
  for (const [said, mark, stop] of [
    ["Tarkoituksena on nopeampi palvelu.", "Toiseksi", () => page.click(".composer button:has-text('Keskeytä')")], ["Kirja löytyy helpommin.", "Kolmanneksi", () => page.press("#say", "Escape")],
  ]) {
    const answer = await send(said);
    answer.say(long(mark));
    await shown(mark);
    assert.ok(await page.locator("l-log .typing").isVisible(), "somebody writes");
    await stop();
    await page.waitForSelector("l-log article:not(.replaced) .error:has-text('keskeytettiin')");
    await idle();
    // Sent again, the message takes the place of the one that was stopped.
    await page.click(".tools button:has-text('Lähetä uudelleen')");
    const again = await model.asked();
    assert.equal(again.body.split(said).length, 2, "the model is shown the message once");
    again.say(`Selvä. Mitä vielä, ${mark}?`);
    again.end();
    await shown(`vielä, ${mark}?`);
    await idle();
  }

  // The last message is written again; the old one stays to be seen.
  await page.locator("l-log article.user").last().getByRole("button", { name: "Muokkaa" }).click();
  const rewritten = await send("Tarkoituksena on sujuvampi arki.");
  assert.ok(rewritten.body.includes("sujuvampi arki") && !rewritten.body.includes("helpommin"), "the model does not know the old words");
  rewritten.say("Kuinka monta palautusta on vuodessa?");
  rewritten.end();
  await shown("Kuinka monta");
  assert.ok(await page.locator("l-log article.user.replaced").count() >= 3);
  await person.check("fi-replaced");

  // What the model proposes counts when a person has accepted it.
  (await send("Ehdottakaa tarkoitus.")).call("propose", { path: "target.purpose", text: "nopeampi palvelu", reason: "pyydettiin" });
  const proposal = await model.asked();
  proposal.say("Ehdotan tarkoitukseksi nopeampaa palvelua. Sopiiko se?");
  proposal.end();
  await shown("Sopiiko se?");
  await idle();
  const purpose = page.locator("l-plan [data-key='target.purpose']");
  assert.match(await purpose.innerText(), /nopeampi palvelu\s*ehdotus/);
  const receipt = page.locator("l-log article.assistant").last().locator(".receipt");
  await receipt.locator("summary").click();
  await person.check("fi-proposal");
  await receipt.getByRole("button", { name: "Hyväksy" }).click();
  await purpose.and(page.locator(":not(:has(.pill))")).waitFor();

  // The network goes in the middle of an answer and comes back.
  const cut = await send("Noin 400 000.");
  cut.say(long("Lopuksi"));
  await shown("Lopuksi");
  await context.setOffline(true);
  await page.waitForSelector(".offline");
  await page.fill("#say", "Ja vielä tämä.");
  await page.press("#say", "Enter");
  await page.waitForSelector("l-log article.waiting");
  cut.say("Milloin aloitatte?");
  cut.end();
  await context.setOffline(false);
  const last = await model.asked(); // the message that was typed meanwhile
  last.say("Kiitos. Milloin uudistus päättyy?");
  last.end();
  await shown("päättyy?");
  await page.waitForSelector(".offline", { state: "detached" });
  assert.equal((await person.conversation()).filter((m) => m === "Ja vielä tämä.").length, 1);

  await person.menu("record");
  await page.waitForSelector(".sheet >> text=Kielimallille lähetettiin");
  await page.locator(".sheet summary:has-text('Kielimallille lähetettiin')").last().click();
  assert.match(await page.locator(".sheet pre:visible").last().innerText(), /Ja vielä tämä/);
  await person.check("fi-record");
  assert.deepEqual(trouble, []);
}
