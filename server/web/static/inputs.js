// @ts-check
// Form fields for the kinds of values that a plan has. Each knows its node and reads
// what was typed: a value, undefined for nothing, or a text that says what is wrong.
import { optionsOf, rowName, valueAt } from "./catalogue.js";
import { el } from "./dom.js";
import { date, inLang, lang, t } from "./lang.js";

/** @typedef {import("./catalogue.js").Field} Field */
/** @typedef {{value?: any, problem?: string}} Reading */
/** @typedef {{node: HTMLElement, hint?: string, read: () => Reading}} Input */

/**
 * @param {Field} field @param {any} value @param {any} plan @param {string} label
 * @returns {Input}
 */
export function input(field, value, plan, label) {
  const options = field.kind === "bool" ? [{ value: "true", label: t("yes") }, { value: "false", label: t("no") }]
    : field.enum ? optionsOf(field.enum).map((o) => ({ value: o.value, label: inLang(o.label) }))
      : field.list ? (valueAt(plan, field.list) ?? []).map((/** @type {any} */ r) => ({ value: r.id, label: rowName(plan, field.list ?? "", r.id) })) : [];
  switch (field.kind) {
    case "bool": return pick(options, value === undefined ? "" : String(value), label, (v) => v === "true");
    case "enum": case "ref": return pick(options, value ?? "", label, (v) => v);
    case "enums": case "refs": return several(options, value ?? [], label);
    case "texts": case "persons": return lines(value ?? [], label);
    case "number": return typed(value === undefined ? "" : new Intl.NumberFormat(lang(), { useGrouping: false, maximumFractionDigits: 12 }).format(value), label, readNumber, { inputmode: "decimal" });
    case "date": return { ...typed(value ? date(value) : "", label, readDate, { autocomplete: "off" }), hint: t("date_form") };
    case "person": return typed(value ?? "", label, (v) => ({ value: v }), { autocomplete: "off" });
    default: {
      const node = el("textarea", { rows: "1", "aria-label": label });
      node.value = value ?? "";
      return { node, read: () => ({ value: node.value.trim() || undefined }) };
    }
  }
}

/** @param {string} value @param {string} label @param {(v: string) => Reading} read @param {any} attributes @returns {Input} */
function typed(value, label, read, attributes) {
  const node = el("input", { type: "text", "aria-label": label, ...attributes });
  node.value = value;
  return { node, read: () => (node.value.trim() ? read(node.value.trim()) : {}) };
}

/** @param {{value: string, label: string}[]} options @param {string} value @param {string} label @param {(v: string) => any} read @returns {Input} */
function pick(options, value, label, read) {
  const node = el("select", { "aria-label": label }, el("option", { value: "" }, t("nothing_chosen")), ...options.map((o) => el("option", { value: o.value }, o.label)));
  node.value = value;
  return { node, read: () => (node.value ? { value: read(node.value) } : {}) };
}

/** @param {{value: string, label: string}[]} options @param {string[]} value @param {string} label @returns {Input} */
function several(options, value, label) {
  const boxes = options.map((o) => el("input", { type: "checkbox", value: o.value, checked: value.includes(o.value) }));
  const node = el("fieldset", { "aria-label": label }, ...options.map((o, i) => el("label", { class: "choice" }, boxes[i], o.label)));
  return { node, read: () => { const chosen = boxes.filter((b) => b.checked).map((b) => b.value); return chosen.length ? { value: chosen } : {}; } };
}

/** @param {string[]} value @param {string} label @returns {Input} */
function lines(value, label) {
  const node = el("textarea", { rows: "2", "aria-label": label });
  node.value = value.join("\n");
  return {
    node, hint: t("one_per_line"),
    read: () => { const all = node.value.split("\n").map((/** @type {string} */ s) => s.trim()).filter(Boolean); return all.length ? { value: all } : {}; },
  };
}

/** "1 200,5", "1,200.5" in English, "-3 %". @param {string} text @returns {Reading} */
export function readNumber(text) {
  const plain = text.replace(/[\s\u00a0\u202f%€]/g, "").replace(/[−–]/g, "-");
  const point = lang() === "en" ? plain.replace(/,(?=\d{3}\b)/g, "") : plain.replace(",", ".");
  return /^-?\d+(\.\d+)?$/.test(point) ? { value: Number(point) } : { problem: t("bad_number") };
}

/** "30.9.2026", "30/09/2026", "9/2026", "2026-09-30", "2026-09". @param {string} text @returns {Reading} */
export function readDate(text) {
  const day = text.match(/^(\d{1,2})[./](\d{1,2})[./](\d{4})$/);
  const month = text.match(/^(\d{1,2})[./](\d{4})$/);
  /** @param {string} n */
  const two = (n) => n.padStart(2, "0");
  const iso = day ? `${day[3]}-${two(day[2])}-${two(day[1])}` : month ? `${month[2]}-${two(month[1])}` : text;
  return /^\d{4}-\d\d(-\d\d)?$/.test(iso) ? { value: iso } : { problem: t("bad_date") };
}
