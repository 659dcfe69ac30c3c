// @ts-check
// The conversation: messages as they come, with what each turn recorded and the
// passages it cites. The log itself is silent for screen readers; one status line
// announces finished answers.
import { byId, el, paragraphs } from "./dom.js";
import { labelOf, show } from "./catalogue.js";
import { inLang, t } from "./texts.js";

const PAINT_MS = 100;

export class Chat {
  constructor() {
    this.log = byId("log");
    this.status = byId("status");
    /** @type {Map<string, {node: HTMLElement, body: HTMLElement, text: string}>} */
    this.messages = new Map();
    this.running = false;
    /** @type {Set<{node: HTMLElement, body: HTMLElement, text: string}>} */
    this.painting = new Set();
    /** @type {number | undefined} */
    this.dirty = undefined;
    /** @type {string | undefined} the assistant's last message */
    this.last = undefined;
  }

  clear() {
    this.messages.clear();
    this.log.replaceChildren();
  }

  /** @param {any} event an AG-UI event */
  event(event) {
    switch (event.type) {
      case "RUN_STARTED": return this.run(true);
      case "RUN_FINISHED": return this.run(false);
      case "RUN_ERROR": this.run(false); return this.alert(event.message);
      case "TEXT_MESSAGE_START": return this.start(event.messageId, event.role ?? "assistant");
      case "TEXT_MESSAGE_CONTENT": return this.append(event.messageId, event.delta);
      case "TEXT_MESSAGE_END": return this.finish(event.messageId);
      case "CUSTOM": return this.custom(event);
    }
  }

  /** @param {any} event */
  custom(event) {
    if (event.name === "luonnos.receipt") this.receipt(event.value);
    if (event.name === "luonnos.cite") this.cite(event.value);
    if (event.name === "luonnos.error" || event.name === "luonnos.masked") this.alert(event.value.message);
    if (event.name === "luonnos.notice") byId("notice").textContent = inLang(event.value);
  }

  /** @param {boolean} on */
  run(on) {
    this.running = on;
    byId("stop").hidden = !on;
    if (on) this.status.textContent = t("writing");
  }

  /** @param {string} text */
  alert(text) { byId("alert").textContent = text ?? ""; }

  /**
   * A message that begins again under the same id replaces what was streamed.
   * @param {string} id @param {string} role
   */
  start(id, role) {
    const known = this.messages.get(id);
    if (known) {
      known.text = "";
      known.body.replaceChildren();
      return;
    }
    const body = el("div", { class: "body" });
    const node = el("article", { class: role === "user" ? "user" : "assistant" }, el("h3", {}, t(role === "user" ? "you" : "assistant")), body);
    this.messages.set(id, { node, body, text: "" });
    this.last = role === "user" ? this.last : id;
    this.log.append(node);
    this.scroll();
  }

  /** @param {string} id @param {string} delta */
  append(id, delta) {
    const message = this.messages.get(id);
    if (!message) return;
    message.text += delta;
    this.dirty ??= window.setTimeout(() => this.paint(), PAINT_MS);
    this.painting.add(message);
  }

  paint() {
    this.dirty = undefined;
    for (const message of this.painting) message.body.replaceChildren(paragraphs(message.text));
    this.painting.clear();
    this.scroll();
  }

  /** @param {string} id */
  finish(id) {
    const message = this.messages.get(id);
    if (!message) return;
    this.paint();
    if (message.node.className === "assistant") this.status.textContent = message.text;
  }

  /** @param {any} receipt */
  receipt(receipt) {
    const message = this.messages.get(receipt.messageId ?? this.last ?? "");
    if (!message) return;
    const lines = el("dl");
    /** @param {string} name @param {string} value */
    const line = (name, value) => lines.append(el("dt", {}, name), el("dd", {}, value));
    for (const s of receipt.stored ?? []) line(labelOf(s.path), show(s.path, s.value));
    for (const path of receipt.removed ?? []) line(t("removed"), labelOf(path));
    for (const path of receipt.reordered ?? []) line(t("reordered"), labelOf(path));
    for (const path of receipt.skipped ?? []) line(t("skipped"), labelOf(path));
    for (const r of receipt.refused ?? []) if (r.path) line(t("refused"), labelOf(r.path));
    for (const text of receipt.unplaced ?? []) line(t("unplaced"), text);
    if (receipt.undone) line(t("undo"), t("undone"));
    if (!lines.childElementCount) return;
    const count = (receipt.stored ?? []).length;
    const heading = `${t("recorded")} (${count})`;
    message.node.querySelector(".receipt")?.remove();
    message.node.append(el("details", { class: "receipt", open: count > 0 && count <= 6 }, el("summary", {}, heading), lines));
    this.scroll();
  }

  /** @param {any} cited */
  cite(cited) {
    const message = this.messages.get(cited.messageId ?? this.last ?? "");
    if (!message) return;
    message.node.querySelectorAll(".cite").forEach((old) => old.remove());
    for (const p of cited.passages ?? []) {
      message.node.append(el("details", { class: "cite" },
        el("summary", {}, `${t("source")}: ${p.reference ?? p.section} – ${p.title}`), el("p", {}, p.text)));
    }
  }

  scroll() { this.log.scrollTop = this.log.scrollHeight; }
}
