// @ts-check
// <l-plan>: the plan beside the conversation, by the memo's phases: every topic as
// facts and tables, live, with what the last turn changed marked.
import { fieldAt, fieldsOf, listLabel, listOf, models, optionOf, topics, valueAt } from "./catalogue.js";
import { el, icon, keepFocus, toast } from "./dom.js";
import { inLang, number, t } from "./lang.js";
import { benefits, quadrants, stream, timeline } from "./pictures.js";
import { room } from "./room.js";
import { table } from "./table.js";
import { forgetValues, valueElement } from "./value.js";

/** @typedef {import("./catalogue.js").Field} Field */
/** @typedef {import("./catalogue.js").Topic} Topic */

class Plan extends HTMLElement {
  /** @type {Set<string>} what a person has unfolded */
  open = new Set();
  /** @type {{list: string, id: string} | undefined} a row that is being added */
  adding = undefined;

  connectedCallback() {
    room.addEventListener("open", () => { forgetValues(); this.open.clear(); this.adding = undefined; this.replaceChildren(); });
    room.addEventListener("state", () => this.draw());
    room.addEventListener("history", () => {
      for (const what of /** @type {const} */ (["undo", "redo"])) this.querySelector(`[data-key=${what}]`)?.setAttribute("aria-disabled", String(!room.history[what]));
    });
    this.addEventListener("shut", () => { if (this.adding) { this.adding = undefined; this.draw(); } });
  }

  draw() {
    if (!room.state) return;
    const { derived } = room.state;
    keepFocus(this, () => this.replaceChildren(
      el("div", { class: "head" }, el("h2", {}, t("plan")), room.can("write") && el("div", { class: "row" }, this.step("undo"), this.step("redo"))),
      el("nav", { "aria-label": t("phases") }, el("ol", { class: "phases" }, ...derived.phases.map((/** @type {any} */ p) => this.phaseButton(p)))),
      ...derived.phases.map((/** @type {any} */ p) => el("section", { class: "phase", id: `phase-${p.phase}` },
        el("h3", { tabindex: "-1" }, t(`phase_${p.phase}`)), ...topics().filter((x) => x.phase === p.phase).map((x) => this.topic(x))))));
  }

  /** @param {"undo"|"redo"} what */
  step(what) {
    const act = () => room.history[what] && room.send({ type: what }).catch(toast);
    return el("button", { type: "button", class: "quiet", "data-key": what, "aria-disabled": String(!room.history[what]), onclick: act }, icon(what), t(what));
  }

  /** @param {{phase: string, done: number, total: number}} p */
  phaseButton(p) {
    const count = t("done_of", { done: p.done, total: p.total });
    const go = () => {
      const title = /** @type {HTMLElement} */ (this.querySelector(`#phase-${CSS.escape(p.phase)} > h3`));
      title.scrollIntoView({ block: "start" });
      title.focus({ preventScroll: true });
    };
    return el("li", {}, el("button", { type: "button", "data-key": `phase ${p.phase}`, onclick: go }, el("span", {}, t(`phase_${p.phase}`)),
      el("span", {}, el("span", { class: "muted" }, count), el("progress", { max: p.total, value: p.done, "aria-label": `${t(`phase_${p.phase}`)}: ${count}` }))));
  }

  /** @param {Topic} topic */
  topic(topic) {
    const { plan, progress, derived } = room.state;
    const done = progress.find((/** @type {any} */ p) => p.topic === topic.topic);
    const fields = fieldsOf(topic.topic);
    const single = fields.filter((f) => !listOf(f.path));
    const shown = single.filter((f) => !f.later || valueAt(plan, f.path) !== undefined || room.state.states[f.path]);
    const lists = [...new Set(fields.map((f) => listOf(f.path)).filter(Boolean))];
    const minor = lists.filter((list) => this.idle(list, fields));
    return el("section", { class: "topic", id: `topic-${topic.topic}` },
      el("header", {}, el("h4", {}, inLang(topic.label)), done && el("span", { class: "muted" }, t("done_of", { done: done.done, total: done.total }))),
      shown.length ? facts(shown) : null,
      ...lists.filter((list) => !minor.includes(list)).flatMap((list) => this.list(list, fields)),
      topic.topic === "capabilities" ? quadrants(plan, derived) : null,
      topic.topic === "value_stream" ? stream(plan, derived) : null,
      topic.topic === "batches" ? timeline(plan) : null,
      ...(topic.topic === "realisation" ? benefits(derived) : []),
      topic.topic === "execution" ? this.fold("models", t("models"), () => [comparison(plan.execution?.model ?? [])]) : null,
      this.more(topic, single.filter((f) => !shown.includes(f)), minor, fields));
  }

  /** A list that the interview does not ask for and that has no rows. @param {string} list @param {Field[]} fields */
  idle(list, fields) {
    return !valueAt(room.state.plan, list)?.length && this.adding?.list !== list && fields.every((f) => listOf(f.path) !== list || f.later);
  }

  /** @param {Topic} topic @param {Field[]} rest @param {string[]} lists @param {Field[]} fields */
  more(topic, rest, lists, fields) {
    if (!rest.length && !lists.length) return null;
    return this.fold(topic.topic, t("more_fields"), () => [rest.length ? facts(rest) : null, ...lists.flatMap((list) => this.list(list, fields))]);
  }

  /** Something that is drawn only when it is unfolded. @param {string} id @param {string} title @param {() => (Node|null)[]} content */
  fold(id, title, content) {
    const box = el("details", { class: "more", open: this.open.has(id) }, el("summary", { "data-key": `fold ${id}` }, title));
    const fill = () => { if (box.open && box.childElementCount === 1) box.append(...content().filter((n) => n !== null)); };
    fill();
    box.addEventListener("toggle", () => { this.open[box.open ? "add" : "delete"](id); fill(); });
    return box;
  }

  /** @param {string} list @param {Field[]} all of the topic @returns {Node[]} */
  list(list, all) {
    const { plan } = room.state;
    const rows = valueAt(plan, list) ?? [];
    const ids = rows.map((/** @type {any} */ r) => r.id);
    if (this.adding?.list === list && !ids.includes(this.adding.id)) ids.push(this.adding.id);
    const whole = `columns ${list}`;
    const own = all.filter((f) => listOf(f.path) === list);
    const minor = own.every((f) => f.later);
    const used = own.filter((f) => minor || !f.later || this.open.has(whole) || rows.some((/** @type {any} */ r) => r[f.path.slice(f.path.lastIndexOf(".") + 1)] !== undefined));
    const columns = own.some((f) => f.later) && !minor && ids.length ? el("label", { class: "choice muted" }, el("input", {
      type: "checkbox", checked: this.open.has(whole), "data-key": whole,
      onchange: (/** @type {any} */ e) => { this.open[e.target.checked ? "add" : "delete"](whole); this.draw(); },
    }), t("all_columns")) : null;
    const add = room.can("write") && el("button", { type: "button", class: "quiet", "data-key": `add ${list}`, onclick: () => this.add(list, own[0]) }, icon("plus"), t("add_row", { list: listLabel(list) }));
    return [
      minor ? el("h5", {}, listLabel(list)) : null, ids.length ? table(list, ids, used, extras(list)) : null,
      add || columns ? el("div", { class: "row" }, add, columns) : null,
    ].filter((n) => n !== null);
  }

  /** @param {string} list @param {Field} first */
  add(list, first) {
    this.adding = { list, id: room.state.derived.next_ids[list] };
    this.draw();
    valueElement(first.path.replace("[]", `[${this.adding.id}]`)).edit();
  }

  /** Shows a place of the plan. @param {string} path @param {boolean} edit */
  show(path, edit) {
    const field = fieldAt(path);
    /** @param {string} key */
    const find = (key) => this.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (field && !find(path)) { // it is folded away
      this.open.add(field.topic).add(`columns ${listOf(path)}`);
      this.draw();
    }
    const target = find(path) ?? this.querySelector(`[data-key^="${CSS.escape(path)}."]`) ?? find(`add ${listOf(path) || path}`);
    target?.scrollIntoView({ block: "center" });
    /** @type {HTMLElement|null} */ (target)?.focus({ preventScroll: true });
    if (edit && field) valueElement(path).edit();
  }
}
customElements.define("l-plan", Plan);

/** @param {Field[]} fields */
const facts = (fields) => el("dl", { class: "facts" }, ...fields.map((f) => el("div", {}, el("dt", {}, inLang(f.label)), el("dd", {}, valueElement(f.path)))));

/** The columns that the server computes. @param {string} list @returns {import("./table.js").Extra[]} */
function extras(list) {
  const { derived } = room.state;
  /** @param {number|undefined} n @param {string} unit */
  const shown = (n, unit) => (n === undefined ? "" : `${number(n, 1)} ${unit}`.trim());
  if (list === "kpis") {
    return [
      { label: t("change_pct"), text: (id) => shown(derived.indicators[id]?.change_pct, "%") },
      { label: t("progress_pct"), text: (id) => shown(derived.indicators[id]?.progress_pct, "%") },
    ];
  }
  if (list === "realisation" && Object.keys(derived.freed).length) return [{ label: t("freed_value"), text: (id) => shown(derived.freed[id], "€") }];
  if (list !== "capabilities") return [];
  /** @param {string} id */
  const reading = (id) => {
    const p = derived.priorities[id];
    if (!p) return "";
    const border = p.border && p.border !== p.quadrant ? ` (${t("border", { value: optionOf("quadrant", p.border) })})` : "";
    return optionOf("quadrant", p.quadrant) + border;
  };
  return [
    { label: t("pi1"), text: (id) => shown(derived.priorities[id]?.pi, "") },
    { label: t("pi2"), text: (id) => shown(derived.priorities[id]?.pi2, "") },
    { label: t("quadrant"), text: reading },
  ];
}

/** The memo's table 5, with what was chosen marked. @param {string[]} chosen */
function comparison(chosen) {
  const titles = [t("model"), t("model_best"), t("strength"), t("weakness")];
  const head = el("tr", { role: "row" }, ...titles.map((title) => el("th", { role: "columnheader", scope: "col" }, title)));
  /** @param {number} i @param {string} text */
  const cell = (i, text) => el("td", { role: "cell" }, el("span", { class: "label", "aria-hidden": "true" }, titles[i]), el("span", {}, text));
  const rows = models().map((m) => el("tr", { role: "row", class: chosen.includes(m.id) ? "chosen" : undefined },
    el("th", { role: "rowheader", scope: "row" }, inLang(m.name), chosen.includes(m.id) && el("span", { class: "muted" }, ` (${t("chosen")})`)),
    cell(1, inLang(m.best)), cell(2, inLang(m.strength)), cell(3, inLang(m.weakness))));
  return el("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": t("models") },
    el("table", { role: "table", class: "cards", "aria-label": t("models") }, el("thead", { role: "rowgroup" }, head), el("tbody", { role: "rowgroup" }, ...rows)));
}
