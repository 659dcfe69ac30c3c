// @ts-check
// <l-composer>: where a person writes: the field, the quick replies to the question
// that was asked, and what is said about the connection. Unsent text is kept.
import { aboutTopic, fieldAt, labelOf, optionsOf } from "./catalogue.js";
import { el, icon, toast } from "./dom.js";
import { inLang, t } from "./lang.js";
import { room } from "./room.js";

const MOST = 20000;

class Composer extends HTMLElement {
  /** @type {{paths: string[], topic: string} | undefined} what the assistant asks */
  asked = undefined;
  /** @type {"why"|"example"|undefined} */
  shown = undefined;
  /** @type {{id: string} | undefined} the last message is being written again */
  rewriting = undefined;

  error = el("p", { class: "error", role: "alert" });

  connectedCallback() {
    this.field = el("textarea", { id: "say", rows: "2", "aria-describedby": "say-hint", onkeydown: (/** @type {KeyboardEvent} */ e) => this.key(e), oninput: () => { this.tell(""); this.remember(); } });
    room.addEventListener("open", () => { this.field.value = localStorage.getItem(this.place()) ?? ""; this.rewriting = undefined; this.draw(); });
    for (const what of ["link", "may"]) room.addEventListener(what, () => this.draw());
    room.addEventListener("agui", (e) => this.event(/** @type {CustomEvent} */ (e).detail));
    const log = document.querySelector("l-log");
    log?.addEventListener("asks", (e) => this.ask(/** @type {CustomEvent} */ (e).detail));
    log?.addEventListener("rewrite", (e) => this.rewrite(/** @type {CustomEvent} */ (e).detail));
  }

  place() { return `luonnos.unsent.${room.plan}`; }

  remember() { localStorage.setItem(this.place(), this.field.value); }

  draw() {
    const had = document.activeElement === this.field;
    this.chips = el("div", { class: "chips", role: "group", "aria-label": t("replies") });
    this.panel = el("div", { class: "why", id: "why", hidden: true });
    this.go = el("button", { type: "submit", class: "primary" }, icon("send"), el("span", {}, t("send")));
    this.halt = el("button", { type: "button", onclick: () => room.stop() }, icon("stop"), el("span", {}, t("stop")));
    if (!room.ended && room.may.length && !room.can("write")) return this.replaceChildren(el("p", { id: "say", tabindex: "-1", class: "composer muted" }, t(room.can("attest") ? "may_attest" : room.can("review") ? "may_review" : "may_read")));
    this.replaceChildren(el("form", { class: "composer", autocomplete: "off", onsubmit: (/** @type {Event} */ e) => { e.preventDefault(); this.send(); } },
      room.ended ? el("p", { class: "offline", role: "alert" }, endedNote(room.ended)) : !room.online && el("p", { class: "offline" }, t("offline")),
      this.error, this.panel, this.chips, this.rewriting && this.rewritingNote(),
      el("label", { for: "say", class: "hidden" }, t("your_message")),
      el("div", { class: "field" }, this.field, el("div", { class: "row" }, this.halt, this.go)),
      el("p", { id: "say-hint", class: "hint" }, t("say_hint"))));
    this.field.placeholder = t("your_message");
    this.run();
    this.offer();
    if (had) this.field.focus();
  }

  rewritingNote() {
    return el("p", { class: "row why" }, el("span", {}, t("editing_message")),
      el("button", { type: "button", class: "quiet", onclick: () => { this.rewriting = undefined; this.field.value = ""; this.remember(); this.draw(); this.field.focus(); } }, t("cancel")));
  }

  /** @param {any} event */
  event(event) {
    if (event.type.startsWith("RUN_")) this.run();
    if (event.name === "luonnos.masked") this.tell(event.value.message);
  }

  run() {
    if (!this.halt) return;
    this.halt.hidden = !room.running;
    this.go.hidden = room.running;
    this.chips.hidden = room.running || !this.asked;
  }

  /** @param {string} text */
  tell(text) { this.error.textContent = text; }

  /** @param {any} asked */
  ask(asked) {
    if (JSON.stringify(asked) !== JSON.stringify(this.asked)) this.shown = undefined;
    this.asked = asked;
    this.offer();
  }

  /** The quick replies to what is asked. */
  offer() {
    if (!this.chips) return;
    this.chips.hidden = room.running || !this.asked;
    this.panel.hidden = !this.shown;
    if (!this.asked) return;
    const about = this.asked.paths.length === 1 ? fieldAt(this.asked.paths[0]) : undefined;
    const topic = aboutTopic(this.asked.topic);
    /** @param {"why"|"example"} what */
    const toggle = (what) => el("button", {
      type: "button", "data-key": what, "aria-expanded": String(this.shown === what), "aria-controls": "why",
      onclick: () => { this.shown = this.shown === what ? undefined : what; this.offer(); /** @type {HTMLElement} */ (this.querySelector(`[data-key=${what}]`)).focus(); },
    }, t(what));
    /** @param {string} label @param {string} [said] */
    const reply = (label, said = label) => el("button", { type: "button", onclick: () => { room.say(said).catch(toast); this.field.focus(); } }, label);
    /** @param {"later"|"skip"} what */
    const leave = (what) => reply(t(what), t(`${what}_say`));
    this.chips.replaceChildren(...answers(this.asked.paths).map((x) => reply(x)), toggle("why"), toggle("example"), leave("later"), leave("skip"));
    const text = this.shown === "why" ? (about ?? topic)?.help : (about ?? topic)?.example;
    this.panel.replaceChildren(el("strong", {}, `${t(this.shown ?? "why")} `), inLang(text));
  }

  /** @param {{id: string, text: string}} detail */
  rewrite(detail) {
    this.rewriting = detail;
    this.field.value = detail.text;
    this.remember();
    this.draw();
    this.field.focus();
  }

  /** @param {KeyboardEvent} e */
  key(e) {
    if (e.key === "Enter" && !e.shiftKey && !e.isComposing) { e.preventDefault(); this.send(); }
  }

  send() {
    const text = this.field.value.trim();
    if (!text) return;
    if (text.length > MOST) return this.tell(t("too_long", { n: text.length, most: MOST }));
    this.tell("");
    const replaces = this.rewriting?.id;
    this.rewriting = undefined;
    this.field.value = "";
    this.remember();
    room.say(text, replaces).catch((e) => { this.field.value ||= text; this.remember(); this.tell(e.message); });
    this.draw();
    this.field.focus();
  }
}
customElements.define("l-composer", Composer);

const FEW = 5;

/** The answers that fit on buttons, to what is asked first; it is named when more is asked. @param {string[]} paths */
function answers([path, ...others]) {
  const field = fieldAt(path);
  const options = field?.kind === "bool" ? [t("yes"), t("no")] : field?.enum ? optionsOf(field.enum).map((o) => inLang(o.label)) : [];
  if (options.length > FEW) return [];
  return options.map((word) => (others.length ? `${labelOf(path)}: ${word}` : word[0].toUpperCase() + word.slice(1)));
}

/** How to go on when the session has ended. @param {{signIn: string}} ended */
const endedNote = ({ signIn }) => el("span", {}, t("session_ended"), " ", signIn ? el("a", { href: `${signIn}?next=${encodeURIComponent(`/${location.hash}`)}` }, t("sign_in")) : t("denied"));
