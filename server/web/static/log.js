// @ts-check
// <l-log>: the conversation as it comes. The log itself is silent for people who
// listen; one status line announces finished answers.
import { announce, el, icon, toast } from "./dom.js";
import { inLang, t } from "./lang.js";
import { article, write } from "./message.js";
import { room } from "./room.js";

/** @typedef {import("./message.js").Message} Message */

const PAINT_MS = 100;
const NEAR_END = 80;

class Log extends HTMLElement {
  /** @type {Map<string, Message>} */
  messages = new Map();
  /** @type {Map<string, HTMLElement>} */
  nodes = new Map();
  /** @type {Set<string>} messages whose text is to be painted */
  dirty = new Set();
  live = false; // the replay is over
  follow = true;
  /** @type {any} */
  noticeText = undefined;
  timer = 0;

  connectedCallback() {
    this.notice = el("p", { class: "notice" });
    this.list = el("div", { class: "log", role: "log", "aria-live": "off", tabindex: "0", "aria-labelledby": "chat-title" });
    this.typing = el("p", { class: "typing", hidden: true });
    this.jump = el("button", { type: "button", class: "jump", hidden: true, onclick: () => this.toEnd() }, icon("down"), el("span"));
    this.append(this.list, this.jump);
    this.list.addEventListener("scroll", () => this.scrolled(), { passive: true });
    new ResizeObserver(() => this.scroll()).observe(this.list);
    room.addEventListener("open", () => this.clear());
    room.addEventListener("agui", (e) => this.event(/** @type {CustomEvent} */ (e).detail));
    room.addEventListener("outbox", () => this.sync());
    room.addEventListener("may", () => this.tools());
    room.addEventListener("link", () => { this.typing.hidden = !room.running; });
  }

  clear() {
    this.messages.clear();
    this.live = false;
    this.list?.replaceChildren();
  }

  /** Draws all of it anew: at the end of the replay and in another language. */
  draw() {
    this.nodes.clear();
    for (const message of this.messages.values()) this.nodes.set(message.id, article(message));
    this.notice.textContent = inLang(this.noticeText);
    this.typing.textContent = t("writing");
    this.jump.lastChild.textContent = t("newest");
    this.list.replaceChildren(this.notice, ...this.nodes.values(), this.typing);
    this.sync();
    this.tools();
    this.toEnd();
  }

  /** Shows the messages that have not reached the server's disk, and only those. */
  sync() {
    if (!this.live) return;
    const waiting = new Map(room.connection?.waiting().map((frame) => [frame.id ?? "", frame.text]));
    for (const m of this.messages.values()) {
      if (m.waiting && !waiting.has(m.id)) this.drop(m.id);
      if (m.client) waiting.delete(m.client);
    }
    for (const [id, text] of waiting) {
      if (this.messages.has(id)) continue;
      this.messages.set(id, { id, role: "user", text, waiting: true });
      this.redraw(id);
      this.toEnd();
    }
  }

  /** @param {any} event an AG-UI event */
  event(event) {
    const { type, messageId: id, name, value } = event;
    const mark = event.metadata?.luonnos;
    if (type === "TEXT_MESSAGE_START") this.begin(id, event.role ?? "assistant");
    else if (type === "TEXT_MESSAGE_CONTENT") this.more(id, event.delta);
    else if (type === "TEXT_MESSAGE_END") this.end(id, mark);
    else if (type === "RUN_ERROR") this.fail(event.message);
    else if (type === "RUN_FINISHED" && event.outcome?.type === "cancelled") this.fail(t("stopped"));
    else if (name === "luonnos.notice") this.noticeText = value;
    else if (name === "luonnos.ready") { this.live = true; this.draw(); }
    else if (name === "luonnos.cite") this.add(value.messageId, { cites: value.passages });
    else if (name === "luonnos.receipt") this.add(value.messageId, { receipt: value });
    else if (name === "luonnos.asks") this.add(value.messageId, { asks: value });
    if (type.startsWith("RUN_")) { this.typing.hidden = !room.running; this.tools(); this.scroll(); }
  }

  /** A message that begins again under its id replaces what was streamed. @param {string} id @param {string} role */
  begin(id, role) {
    const known = this.messages.get(id);
    if (known) known.text = "";
    else this.messages.set(id, { id, role, text: "" });
    if (this.live) this.redraw(id);
  }

  /** @param {string} id @param {string} delta */
  more(id, delta) {
    const message = this.messages.get(id);
    if (!message) return;
    message.text += delta;
    if (!this.live) return;
    this.dirty.add(id);
    this.timer ||= window.setTimeout(() => this.paint(), PAINT_MS);
  }

  paint() {
    this.timer = 0;
    for (const id of this.dirty) {
      const body = this.nodes.get(id)?.querySelector(".body");
      const message = this.messages.get(id);
      if (body && message) write(body, message);
    }
    this.dirty.clear();
    this.scroll();
  }

  /** @param {string} id @param {any} mark */
  end(id, mark) {
    const message = this.messages.get(id);
    if (!message) return;
    if (mark) Object.assign(message, { at: mark.at, client: mark.client });
    if (mark?.client) this.drop(mark.client);
    if (mark?.replaces) this.replace(mark.replaces, id);
    if (!this.live) return;
    this.redraw(id);
    if (message.role !== "user") announce(message.text);
  }

  /** What was said from one message to another does not count any more. @param {string} from @param {string} to */
  replace(from, to) {
    let within = false;
    for (const m of this.messages.values()) {
      if (m.id === to) return;
      within ||= m.id === from;
      if (!within) continue;
      m.replaced = true;
      if (this.live) this.redraw(m.id);
    }
  }

  /** @param {string} id */
  drop(id) {
    this.messages.delete(id);
    this.nodes.get(id)?.remove();
    this.nodes.delete(id);
  }

  /** @param {string} id @param {Partial<Message>} what */
  add(id, what) {
    const message = this.messages.get(id);
    if (!message) return;
    Object.assign(message, what);
    if (this.live) this.redraw(id);
  }

  /** @param {string} text of what went wrong with the last turn */
  fail(text) {
    const last = [...this.messages.values()].pop();
    if (!last) return;
    last.failed = text;
    if (!this.live) return;
    this.redraw(last.id);
    announce(text);
  }

  /** @param {string} id */
  redraw(id) {
    const message = this.messages.get(id);
    if (!message) return;
    const node = article(message);
    const old = this.nodes.get(id);
    this.nodes.set(id, node);
    if (old) old.replaceWith(node);
    else this.typing.before(node);
    this.tools();
    this.scroll();
  }

  /** Puts the buttons at the last messages. */
  tools() {
    if (!this.live) return;
    this.list.querySelectorAll(".tools.of-message").forEach((/** @type {Element} */ n) => n.remove());
    const all = [...this.messages.values()];
    const answer = all.findLast((m) => m.role !== "user");
    const mine = all.findLast((m) => m.role === "user" && !m.waiting);
    const may = room.can("write");
    for (const m of [answer, mine]) {
      if (!m || room.running) continue;
      const failed = m === mine && all.some((x) => x.failed && all.indexOf(x) >= all.indexOf(m));
      this.nodes.get(m.id)?.append(el("div", { class: "tools of-message" },
        el("button", { type: "button", class: "quiet", "data-key": `copy-${m.role}`, onclick: () => this.copy(m.text) }, t("copy_text")),
        m === mine && may && el("button", { type: "button", class: "quiet", onclick: () => this.dispatchEvent(new CustomEvent("rewrite", { detail: { id: m.id, text: m.text } })) }, t("edit_message")),
        failed && may && el("button", { type: "button", class: "quiet", onclick: () => room.say(m.text, m.id).catch(toast) }, t("retry"))));
    }
    this.dispatchEvent(new CustomEvent("asks", { detail: room.running || !may ? undefined : answer?.asks }));
  }

  /** @param {string} text */
  async copy(text) {
    await navigator.clipboard.writeText(text);
    announce(t("copied"));
  }

  scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.list;
    if (!clientHeight) return; // another view is shown
    this.follow = scrollHeight - scrollTop - clientHeight < NEAR_END;
    this.jump.hidden = this.follow;
  }

  /** Keeps the newest in sight, for a person who was there already. */
  scroll() { if (this.follow && this.live) this.list.scrollTop = this.list.scrollHeight; }

  toEnd() { this.follow = true; this.jump.hidden = true; this.scroll(); }
}
customElements.define("l-log", Log);
