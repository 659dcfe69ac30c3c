// @ts-check
// <l-criteria>: the memo's criteria part by part in plain words, each finding with
// the way to its place; and below them what only a named person can do.
import { nameOf, optionOf, optionsOf } from "./catalogue.js";
import { el, keepFocus } from "./dom.js";
import { date, inLang, t } from "./lang.js";
import { goTo } from "./receipt.js";
import { room } from "./room.js";
import { forgetReviews, reviewForm } from "./review.js";
import "./signing.js";

class Criteria extends HTMLElement {
  /** @type {Set<string>} */
  open = new Set();

  connectedCallback() {
    this.report = el("div", { class: "criteria-list" });
    this.signing = document.createElement("l-signing");
    this.append(this.report, this.signing);
    room.addEventListener("open", () => { this.open.clear(); forgetReviews(); this.report.replaceChildren(); });
    room.addEventListener("state", () => this.draw());
  }

  draw() {
    if (!room.state) return;
    const { criteria } = room.state;
    keepFocus(this, () => this.report.replaceChildren(
      el("h2", {}, t("criteria")),
      el("p", {}, el("strong", {}, t(criteria.verdict === "pass" ? "verdict_pass" : "verdict_fail")), criteria.ready ? ` ${t("ready")}` : ""),
      el("p", { class: "muted" }, t("verdict_note")),
      ...optionsOf("criterion").map((o) => this.criterion(o.value, inLang(o.label)))));
  }

  /** @param {string} id @param {string} title */
  criterion(id, title) {
    const { criteria } = room.state;
    const state = criteria.criteria[id];
    const good = state === "pass" || state === "met";
    const parts = criteria.sub_criteria.filter((/** @type {any} */ s) => s.criterion === id);
    const box = el("details", { class: "criterion", open: this.open.has(id), ontoggle: () => this.open[box.open ? "add" : "delete"](id) },
      el("summary", { "data-key": id }, el("h3", {}, title), el("span", { class: `pill ${good ? "good" : "neutral"}` }, t(`state_${state}`))),
      el("ul", { class: "parts" }, ...parts.map((/** @type {any} */ s) => part(s, criteria.findings.filter((/** @type {any} */ f) => f.sub === s.id)))));
    return box;
  }
}
customElements.define("l-criteria", Criteria);

/** @param {any} sub @param {any[]} findings */
function part(sub, findings) {
  const met = sub.state.startsWith("met");
  const title = optionOf("sub_criterion", sub.id);
  return el("li", {},
    el("div", { class: "part" }, el("span", {}, title[0].toUpperCase() + title.slice(1)), el("span", { class: met ? "good" : "muted" }, optionOf("sub_state", sub.state))),
    sub.review && el("p", { class: "muted" }, t("expert", { verdict: optionOf("review_verdict", sub.review.verdict), by: sub.review.by, date: date(sub.review.date) }) + (sub.review.reason ? ` – ${sub.review.reason}` : "")),
    list(findings.filter(fails)), remarks(findings.filter((f) => !fails(f))), room.can("review") && reviewForm(sub.id, title));
}

/** @param {any} f */
const fails = (f) => f.level === "hard" || f.level === "int";

/** @param {any[]} findings */
const list = (findings) => (findings.length ? el("ul", { class: "findings" }, ...findings.map(finding)) : null);

/** @param {any[]} findings */
const remarks = (findings) => (findings.length ? el("details", { class: "more" }, el("summary", {}, t("remarks", { n: findings.length })), list(findings)) : null);

/** @param {any} f */
function finding(f) {
  const name = nameOf(room.state.plan, f.path);
  return el("li", {}, `${inLang(f.message).replace(/[.!?]?$/, ".")} ${inLang(f.fix)} `,
    f.path && el("button", { type: "button", class: "quiet", "aria-label": `${t("go_there")}: ${name}`, "data-key": `go ${f.rule} ${f.path}`, onclick: () => goTo(f.path) }, t("go_there")));
}
