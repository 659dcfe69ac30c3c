// @ts-check
// <l-signing>: the acts of named persons: the management's commitment and the lock
// of the targets. No interviewer can do either.
import { nameOf, optionOf, optionsOf, show } from "./catalogue.js";
import { announce, el } from "./dom.js";
import { date, inLang, t } from "./lang.js";
import { room } from "./room.js";

class Signing extends HTMLElement {
  connectedCallback() {
    this.given = el("ul");
    this.lock = el("div");
    this.draw();
    room.addEventListener("state", () => this.update());
    for (const what of ["open", "may"]) room.addEventListener(what, () => this.draw());
  }

  /** Draws the forms anew; what was typed is gone. */
  draw() {
    const boxes = optionsOf("attest").map((o) => el("input", { type: "checkbox", name: "what", value: o.value }));
    const choices = optionsOf("attest").map((o, i) => el("label", { class: "choice" }, boxes[i], el("span", {}, inLang(o.label))));
    const may = room.can("attest");
    const attest = form(t("attest_do"), true, el("fieldset", {}, el("legend", {}, t("attest_what")), ...choices), async (signed) => {
      const chosen = boxes.filter((b) => b.checked).map((b) => b.value);
      if (!chosen.length) throw new Error(t("attest_none"));
      await room.send({ type: "attest", what: chosen, ...signed });
      announce(t("attest_done"));
    });
    attest.id = "attest";
    const lock = form(t("lock_do"), false, null, async ({ by, date: day }) => {
      await room.change({ type: "lock", by, date: day });
      announce(t("lock_done"));
    });
    lock.id = "lock";
    this.replaceChildren(
      el("section", { class: "box" }, el("h3", { "data-key": "attestations", tabindex: "-1" }, t("attest_title")), el("p", {}, t("attest_intro")), this.given, may ? attest : el("p", { class: "muted" }, t("may_not_attest"))),
      el("section", { class: "box" }, el("h3", {}, t("lock_title")), el("p", {}, t("lock_intro")), this.lock, may && lock));
    this.update();
  }

  update() {
    if (!room.state) return;
    const { plan, derived, rev } = room.state;
    this.given.hidden = !plan.attestations?.length;
    this.given.replaceChildren(...(plan.attestations ?? []).map((/** @type {any} */ a) => el("li", {},
      `${a.by}${a.title ? `, ${a.title}` : ""}, ${date(a.date)}: ${a.what.map((/** @type {string} */ w) => optionOf("attest", w)).join("; ")}`,
      a.rev ? el("span", { class: "muted" }, ` (${t("attest_rev", { signed: a.rev, now: rev })})`) : "")));
    const locked = plan.targets_lock;
    /** @param {any} d @param {any} v */
    const value = (d, v) => (v === null || v === undefined ? "–" : show(plan, d.path, v));
    this.lock.replaceChildren(locked ? el("p", {}, el("strong", {}, t("locked_by", { date: date(locked.date), by: locked.by }))) : "",
      derived.drift.length ? el("ul", {}, ...derived.drift.map((/** @type {any} */ d) => el("li", {}, t("drift", { name: nameOf(plan, d.path), locked: value(d, d.locked), now: value(d, d.now) })))) : "");
  }
}
customElements.define("l-signing", Signing);

/**
 * A form that a named person signs.
 * @param {string} title of the button @param {boolean} withPosition @param {Node|null} extra
 * @param {(signed: {by: string, title: string, date: string}) => Promise<void>} act
 */
function form(title, withPosition, extra, act) {
  const by = el("input", { required: true, autocomplete: "name", name: "by" });
  const position = el("input", { autocomplete: "organization-title", name: "title" });
  const day = el("input", { type: "date", required: true, name: "date" });
  const error = el("p", { class: "error", role: "alert" });
  const node = el("form", { class: "form", autocomplete: "off" }, extra,
    el("label", {}, t("by"), by), withPosition && el("label", {}, t("position"), position), el("label", {}, t("day"), day),
    error, el("div", {}, el("button", { type: "submit", class: "primary" }, title)));
  node.addEventListener("submit", async (/** @type {Event} */ e) => {
    e.preventDefault();
    error.textContent = "";
    try {
      await act({ by: by.value.trim(), title: position.value.trim(), date: day.value });
      node.reset();
    } catch (problem) {
      error.textContent = /** @type {Error} */ (problem).message;
    }
  });
  return node;
}
