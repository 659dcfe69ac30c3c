// @ts-check
// The field catalogue of the server in the page's language: labels of topics, fields and values.
import { date, has, inLang, lang, number, setLang, t } from "./lang.js";

/** @typedef {import("./lang.js").Text} Text */
/** @typedef {{path: string, topic: string, kind: string, unit?: string, enum?: string, list?: string, derived?: boolean, later?: boolean, label: Text, help: Text, example: Text}} Field */
/** @typedef {{topic: string, phase: string, label: Text, help: Text, example: Text}} Topic */
/** @typedef {{id: string, name: Text, idea: Text, best: Text, strength: Text, weakness: Text}} Model */
/** @typedef {{fields: Field[], topics: Topic[], enums: Record<string, {value: string, label: Text}[]>, models: Model[]}} Catalogue */

/** @type {Catalogue} */
let data = { fields: [], topics: [], enums: {}, models: [] };
/** @type {Map<string, Field>} */
const byPath = new Map();

/**
 * Loads the texts in a language, which is the page's from the moment that they are here.
 * @param {string} [language]
 */
export async function loadCatalogue(language = lang()) {
  const loaded = await (await fetch(`/v1/catalogue?lang=${language}`)).json();
  setLang(language);
  data = loaded;
  for (const field of data.fields) byPath.set(field.path, field);
}

export const topics = () => data.topics;
export const models = () => data.models;

/** @param {string} topic */
export const fieldsOf = (topic) => data.fields.filter((f) => f.topic === topic);

/** @param {string} topic */
export const aboutTopic = (topic) => data.topics.find((x) => x.topic === topic);

/** @param {string} path with or without row ids */
export const fieldAt = (path) => byPath.get(path.replace(/\[[^\]]*\]/g, "[]"));

/** @param {string} path */
export const listOf = (path) => path.match(/^(.*)\[[^\]]*\]/)?.[1] ?? "";

/** @param {string} path */
export const rowOf = (path) => path.match(/\[([^\]]+)\]/)?.[1] ?? "";

/** @param {string} list such as data.assets */
export function listLabel(list) {
  const own = `list_${list.slice(list.lastIndexOf(".") + 1)}`;
  return has(own) ? t(own) : inLang(aboutTopic(data.fields.find((f) => listOf(f.path) === list)?.topic ?? "")?.label);
}

/** @param {string} path */
export function labelOf(path) {
  const field = fieldAt(path);
  if (field) return inLang(field.label);
  const list = listOf(path) || path;
  if (data.fields.some((f) => listOf(f.path) === list)) return listLabel(list);
  return path === "attestations" ? t("attest_title") : path;
}

/** @param {string} name @param {string} value */
export function optionOf(name, value) {
  const option = (data.enums[name] ?? []).find((o) => o.value === value);
  return option ? inLang(option.label) : value;
}

/** @param {string} name */
export const optionsOf = (name) => data.enums[name] ?? [];

/** @param {any} plan @param {string} path such as data.assets or kpis[k1].name */
export function valueAt(plan, path) {
  return path.split(".").reduce((node, part) => {
    const row = part.match(/^(.*)\[(.+)\]$/);
    return row ? node?.[row[1]]?.find((/** @type {any} */ r) => r.id === row[2]) : node?.[part];
  }, plan);
}

/** What a row is called: the first of its fields that has a value. @param {any} plan @param {string} list @param {string} id */
export function rowName(plan, list, id) {
  const row = valueAt(plan, `${list}[${id}]`);
  const field = data.fields.find((f) => listOf(f.path) === list && row?.[f.path.slice(f.path.lastIndexOf(".") + 1)] !== undefined);
  if (!field) return id;
  const key = field.path.slice(field.path.lastIndexOf(".") + 1);
  return show(plan, `${list}[${id}].${key}`, row[key]);
}

/** What a place of the plan is called: the field, after its row where it has one. @param {any} plan @param {string} path */
export function nameOf(plan, path) {
  const id = rowOf(path);
  return id && fieldAt(path) ? `${rowName(plan, listOf(path), id)}: ${labelOf(path)}` : labelOf(path);
}

/** @param {any} plan @param {string} path @param {Field} field */
export function unitOf(plan, path, field) {
  if (!field.unit) return "";
  if (field.unit.startsWith("@")) return valueAt(plan, path.replace(/[^.]*$/, field.unit.slice(1))) ?? "";
  return ["min", "d", "week", "htv", "h", "year"].includes(field.unit) ? t(`unit_${field.unit}`) : field.unit;
}

/**
 * A value as people read it, in the page's language.
 * @param {any} plan @param {string} path @param {any} value
 * @returns {string}
 */
export function show(plan, path, value) {
  const field = fieldAt(path);
  if (Array.isArray(value)) return value.map((v) => show(plan, path, v)).join(", ");
  if (typeof value === "boolean") return t(value ? "yes" : "no");
  if (typeof value === "number") return `${number(value)} ${field ? unitOf(plan, path, field) : ""}`.trim();
  if (field?.kind === "date") return date(value);
  if (field?.enum) return optionOf(field.enum, value);
  if (field?.list) return value === rowOf(path) && listOf(path) === field.list ? value : rowName(plan, field.list, value);
  return String(value);
}
