// @ts-check
// <l-plans>: the plans that are kept here: open, begin, rename, copy, delete.
import { deletePlan, listPlans, me, newPlan, renamePlan } from "./api.js";
import { announce, el, icon } from "./dom.js";
import { date, t } from "./lang.js";

/** @typedef {import("./api.js").PlanHead} PlanHead */

class Plans extends HTMLElement {
  async draw() {
    const [{ plans, retention_days: days }, { may }] = await Promise.all([listPlans(), me()]);
    this.creates = may.includes("create");
    this.error = el("p", { class: "error", role: "alert" });
    this.replaceChildren(
      el("h2", { tabindex: "-1" }, t("my_plans")), el("p", { class: "muted" }, days ? t("plans_retained", { days }) : t("plans_intro")), this.error,
      this.creates && el("p", {}, el("button", { type: "button", class: "primary", "data-key": "new", onclick: () => this.act(async () => open(await newPlan())) }, icon("plus"), t("new_plan"))) || "",
      plans.length ? el("ul", { class: "plans" }, ...plans.map((p) => this.item(p))) : el("p", {}, t("no_plans")));
  }

  /** @param {() => Promise<any>} what */
  async act(what) {
    try {
      await what();
    } catch (e) {
      const { message } = /** @type {Error} */ (e);
      this.error.textContent = message;
      announce(message);
    }
  }

  /** @param {PlanHead} p */
  item(p) {
    const name = p.title || t("untitled");
    const place = el("div", { class: "row" });
    const node = el("li", {}, el("div", {}, el("a", { href: `#plan=${p.id}` }, name), el("p", { class: "muted" }, t("updated", { date: date(p.updated) }))), place);
    const buttons = () => place.replaceChildren(...[
      p.may.includes("write") && el("button", { type: "button", class: "quiet", "aria-label": t("rename_plan", { name }), onclick: () => this.rename(p, name, place, buttons) }, t("rename")),
      this.creates && el("button", { type: "button", class: "quiet", "aria-label": t("copy_plan", { name }), onclick: () => this.act(async () => { await newPlan({ copy: p.id, title: t("copy_of", { name }) }); await this.draw(); }) }, t("copy_text")),
      p.may.includes("erase") && el("button", { type: "button", class: "quiet", "aria-label": t("delete_plan", { name }), onclick: () => this.ask(p, place, buttons) }, t("delete")),
    ].filter(Boolean));
    buttons();
    return node;
  }

  /** @param {PlanHead} p @param {string} name @param {HTMLElement} place @param {() => void} back */
  rename(p, name, place, back) {
    const field = el("input", { required: true, maxlength: "200", "aria-label": t("new_name") });
    field.value = p.title;
    const form = el("form", { class: "row", onsubmit: (/** @type {Event} */ e) => { e.preventDefault(); this.act(async () => { await renamePlan(p.id, field.value.trim() || name); await this.draw(); }); } },
      field, el("button", { type: "submit", class: "primary" }, t("save")), el("button", { type: "button", onclick: back }, t("cancel")));
    place.replaceChildren(form);
    field.focus();
  }

  /** Asks before a plan is deleted. @param {PlanHead} p @param {HTMLElement} place @param {() => void} back */
  ask(p, place, back) {
    const sure = el("button", { type: "button", class: "danger", onclick: () => this.act(async () => {
      await deletePlan(p.id);
      for (const kind of ["unsent", "outbox"]) localStorage.removeItem(`luonnos.${kind}.${p.id}`);
      await this.draw();
    }) }, t("delete_do"));
    place.replaceChildren(el("p", { role: "alert" }, t("delete_text")), sure, el("button", { type: "button", onclick: back }, t("cancel")));
    sure.focus();
  }
}
customElements.define("l-plans", Plans);

/** @param {string} id */
function open(id) { location.hash = `#plan=${id}`; }
