// @ts-check
// A list of the plan as a real table. On a narrow pane its rows become cards; the
// indicators stand side by side, as in the memo. The roles are written out because
// a table that is laid out otherwise loses them.
import { labelOf, listLabel, rowName } from "./catalogue.js";
import { el, icon, toast } from "./dom.js";
import { t } from "./lang.js";
import { room } from "./room.js";
import { valueElement } from "./value.js";

/** @typedef {import("./catalogue.js").Field} Field */
/** @typedef {{label: string, text: (id: string) => string}} Extra a column that the server computes */

const MANY = 6; // columns

/** @param {string} path */
const key = (path) => path.slice(path.lastIndexOf(".") + 1);

/**
 * @param {string} list @param {string[]} ids @param {Field[]} fields @param {Extra[]} extras
 */
export function table(list, ids, fields, extras) {
  const sideways = list === "kpis";
  const head = [
    ...fields.map((f) => el("th", { role: "columnheader", scope: "col", class: f.kind === "number" && !sideways ? "number" : undefined }, labelOf(f.path))),
    ...extras.map((x) => el("th", { role: "columnheader", scope: "col" }, x.label)),
    room.can("write") && el("th", { role: "columnheader", scope: "col", class: "acts" }, el("span", { class: "hidden" }, t("actions"))),
  ].filter(Boolean);
  const node = el("table", { role: "table", class: sideways ? "sideways cards" : head.length > MANY ? "many cards" : "cards", "aria-label": listLabel(list) },
    el("thead", { role: "rowgroup" }, el("tr", { role: "row" }, ...head)),
    el("tbody", { role: "rowgroup" }, ...ids.map((id, i) => row(list, ids, i, fields, extras, sideways))));
  if (sideways) node.style.setProperty("--fields", String(head.length));
  return el("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": listLabel(list) }, node);
}

/** @param {any} frame */
const change = (frame) => room.change(frame).catch(toast);

/** @param {string} list @param {string[]} ids @param {number} at @param {Field[]} fields @param {Extra[]} extras @param {boolean} sideways */
function row(list, ids, at, fields, extras, sideways) {
  const id = ids[at];
  const path = `${list}[${id}]`;
  const name = rowName(room.state.plan, list, id);
  /** @param {string} label */
  const shown = (label) => el("span", { class: "label", "aria-hidden": "true" }, label);
  const cells = fields.map((f, i) => (i === 0
    ? el("th", { role: "rowheader", scope: "row" }, valueElement(`${path}.${key(f.path)}`))
    : el("td", { role: "cell", class: f.kind === "number" && !sideways ? "number" : undefined }, shown(labelOf(f.path)), valueElement(`${path}.${key(f.path)}`))));
  const computed = extras.map((x) => el("td", { role: "cell" }, shown(x.label), el("span", {}, x.text(id))));
  if (!room.can("write")) return el("tr", { role: "row" }, ...cells, ...computed);
  const remove = el("button", { type: "button", class: "quiet", "data-key": `remove ${path}`, "aria-label": t("remove_row", { name }), title: t("remove_row", { name }), onclick: () => change({ type: "edit", remove: [path] }) }, icon("trash"));
  const rows = at > 0 ? ids.with(at, ids[at - 1]).with(at - 1, id) : ids;
  const earlier = at > 0 && el("button", { type: "button", class: "quiet", "data-key": `earlier ${path}`, "aria-label": t("earlier", { name }), title: t("earlier", { name }), onclick: () => change({ type: "order", list, rows }) }, icon(sideways ? "left" : "up"));
  return el("tr", { role: "row" }, ...cells, ...computed, el("td", { role: "cell", class: "acts" }, earlier, remove));
}
