// @ts-check
// The field catalogue of the server: labels of topics, fields and values.
import { inLang, lang, t } from "./texts.js";

/** @typedef {import("./texts.js").Text} Text */
/** @typedef {{path: string, topic: string, kind: string, enum?: string, label: Text}} Field */

/** @type {{fields: Field[], topics: {topic: string, label: Text}[], enums: Record<string, {value: string, label: Text}[]>}} */
let data = { fields: [], topics: [], enums: {} };

export async function loadCatalogue() {
  const answer = await fetch("/v1/catalogue");
  if (answer.ok) data = await answer.json();
  return answer.ok;
}

export const topics = () => data.topics;

/** @param {string} topic */
export const fieldsOf = (topic) => data.fields.filter((f) => f.topic === topic);

/** @param {string} path with or without row ids */
export const fieldAt = (path) => data.fields.find((f) => f.path === path.replace(/\[[^\]]*\]/g, "[]"));

/** @param {string} path */
export function labelOf(path) {
  const field = fieldAt(path);
  if (field) return inLang(field.label);
  const topic = data.topics.find((x) => x.topic === path || path.startsWith(x.topic));
  return topic ? inLang(topic.label) : path;
}

/** @param {string} name @param {string} value */
export function optionOf(name, value) {
  const option = (data.enums[name] ?? []).find((o) => o.value === value);
  return option ? inLang(option.label) : value;
}

/** @param {string} name */
export const optionsOf = (name) => data.enums[name] ?? [];

/**
 * A value as people read it, in the page's language.
 * @param {string} path @param {any} value
 * @returns {string}
 */
export function show(path, value) {
  const field = fieldAt(path);
  if (Array.isArray(value)) return value.map((v) => show(path, v)).join(", ");
  if (typeof value === "boolean") return t(value ? "yes" : "no");
  if (typeof value === "number") return new Intl.NumberFormat(lang()).format(value);
  if (field?.kind === "date") return date(value);
  if (field?.enum) return optionOf(field.enum, value);
  return String(value);
}

/** @param {string} iso a day or a month */
function date(iso) {
  const whole = /^\d{4}-\d\d-\d\d$/.test(iso);
  const at = new Date(iso + (whole ? "" : "-01") + "T00:00:00Z");
  if (Number.isNaN(at.getTime())) return iso;
  /** @type {Intl.DateTimeFormatOptions} */
  const form = whole ? { day: "numeric", month: "numeric", year: "numeric" } : { month: "numeric", year: "numeric" };
  return new Intl.DateTimeFormat(lang() === "en" ? "en-GB" : lang(), { ...form, timeZone: "UTC" }).format(at);
}
