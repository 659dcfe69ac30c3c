// @ts-check
// <l-value>: one value of the plan, with its state. A click opens it in place: the
// words that it comes from, a field to change it, and what else can be done with it.
import { fieldAt, labelOf, optionOf, show, valueAt } from "./catalogue.js";
import { announce, el, icon } from "./dom.js";
import { input } from "./inputs.js";
import { date, inLang, t } from "./lang.js";
import { room } from "./room.js";

/** @type {Record<string, string>} the sign of each source */
const signs = { said: "quote", document: "quote", edited: "pencil", imported: "import", computed: "equals" };

class Value extends HTMLElement {
  path = "";
  editing = false;

  /** Shows what the state says, unless a person is changing it. */
  draw() {
    if (this.editing) return;
    const { plan, provenance, states } = room.state;
    const value = valueAt(plan, this.path);
    const proof = provenance[this.path];
    const left = states[this.path];
    const pending = waits(proof);
    this.classList.toggle("changed", JSON.stringify(value) !== JSON.stringify(valueAt(room.before?.plan, this.path)));
    const text = value !== undefined ? [show(plan, this.path, value)] : left ? [t(left.kind)] : [el("span", { "aria-hidden": "true" }, "–"), el("span", { class: "hidden" }, t("missing"))];
    const sign = proof?.confirmed_by ? "check" : signs[proof?.source];
    this.replaceChildren(el("button", {
      type: "button", class: `val${value === undefined ? " empty" : ""}`, "data-key": this.path, "aria-expanded": "false", onclick: () => this.edit(),
      title: proof?.quote ? `”${proof.quote}”` : undefined,
    }, ...text, pending && el("span", { class: "pill other" }, t("proposed")), !pending && sign && icon(sign),
    el("span", { class: "hidden" }, `${value !== undefined && !pending && proof ? `, ${sourceOf(proof)}` : ""}, ${t(room.can("write") ? "change_value" : "show_value")}: ${labelOf(this.path)}`)));
  }

  /** Opens the value for a person. */
  edit() {
    const field = fieldAt(this.path);
    if (!field) return;
    this.editing = true;
    const { plan, provenance, states } = room.state;
    const value = valueAt(plan, this.path);
    const label = labelOf(this.path);
    const proof = provenance[this.path];
    const about = [el("strong", {}, label), el("p", { class: "muted" }, inLang(field.help)), proof && provenOf(proof), states[this.path]?.reason && el("p", { class: "muted" }, `”${states[this.path].reason}”`)];
    if (!room.can("write")) return this.show(el("form", { class: "editor", "aria-label": label, onsubmit: (/** @type {Event} */ e) => { e.preventDefault(); this.shut(); } }, ...about, el("div", { class: "row" }, el("button", { type: "submit" }, t("close")))));
    this.input = input(field, value, plan, label);
    this.error = el("p", { class: "error", role: "alert" });
    const form = el("form", { class: "editor", "aria-label": label, onsubmit: (/** @type {Event} */ e) => { e.preventDefault(); this.save(value); } },
      ...about, this.input.node, this.input.hint && el("p", { class: "muted" }, this.input.hint), this.error,
      waits(proof) && el("div", { class: "row" },
        el("button", { type: "button", class: "primary", onclick: () => this.send({ type: "confirm", paths: [this.path] }) }, t("accept")),
        el("button", { type: "button", onclick: () => this.send({ type: "reject", paths: [this.path] }) }, t("reject"))),
      el("div", { class: "row" }, el("button", { type: "submit", class: waits(proof) ? "" : "primary" }, t("save")), el("button", { type: "button", onclick: () => this.shut() }, t("cancel"))),
      el("div", { class: "row" }, ...this.others(value, states[this.path])));
    this.show(form);
  }

  /** Stands in the value's place. @param {HTMLFormElement} form */
  show(form) {
    form.addEventListener("keydown", (/** @type {KeyboardEvent} */ e) => {
      if (e.key === "Escape") { e.stopPropagation(); this.shut(); }
      if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) form.requestSubmit();
    });
    this.classList.remove("changed");
    this.replaceChildren(form);
    /** @type {HTMLElement} */ (form.querySelector("input, textarea, select, button")).focus();
  }

  /** @param {any} value @param {any} left */
  others(value, left) {
    /** @param {string} key @param {any} frame */
    const button = (key, frame) => el("button", { type: "button", class: "quiet", onclick: () => this.send(frame) }, t(key));
    const leave = { type: "leave", paths: [this.path], reason: "" };
    return [
      value !== undefined && button("clear_value", { type: "edit", remove: [this.path] }),
      left ? button("reopen", { ...leave, kind: "" }) : button("leave_skipped", { ...leave, kind: "skipped" }),
      left?.kind !== "not_applicable" && button("leave_na", { ...leave, kind: "not_applicable" }),
    ];
  }

  /** @param {any} old */
  save(old) {
    const { value, problem } = this.input?.read() ?? {};
    if (problem) { this.error.textContent = problem; return; }
    if (JSON.stringify(value) === JSON.stringify(old)) return this.shut();
    this.send(value === undefined ? { type: "edit", remove: [this.path] } : { type: "edit", set: [{ path: this.path, value }] });
  }

  /** @param {any} frame */
  send(frame) {
    room.change(frame).then(() => this.shut(), (/** @type {Error} */ e) => { this.error.textContent = e.message; announce(e.message); });
  }

  shut() {
    this.editing = false;
    this.draw();
    /** @type {HTMLElement | null} */ (this.querySelector(".val"))?.focus({ preventScroll: true });
    this.dispatchEvent(new Event("shut", { bubbles: true }));
  }
}
customElements.define("l-value", Value);

/** @param {any} proof */
const waits = (proof) => (proof?.source === "proposed" || proof?.source === "document") && !proof.confirmed_by;

/** @param {any} proof */
const sourceOf = (proof) => optionOf("source", proof.source) + (proof.confirmed_by ? `, ${t("confirmed")}` : "");

/** Where a value comes from. @param {any} proof */
function provenOf(proof) {
  const when = proof.at ? `, ${date(proof.at)}` : "";
  return el("div", {}, proof.quote && el("blockquote", {}, `”${proof.quote}”`), proof.formula && el("p", { class: "muted" }, proof.formula),
    el("p", { class: "muted" }, sourceOf(proof) + when));
}

/** @type {Map<string, Value>} the elements of the values, so that what a person is changing outlives the redraw */
const known = new Map();

/** @param {string} path */
export function valueElement(path) {
  let element = known.get(path);
  if (!element) {
    element = /** @type {Value} */ (document.createElement("l-value"));
    element.path = path;
    known.set(path, element);
  }
  element.draw();
  return element;
}

/** Another plan: nothing of the old one stays. */
export function forgetValues() { known.clear(); }
