// @ts-check
// The page's language: every text that a person sees comes through here.
import { texts } from "./texts.js";

/** @typedef {"fi"|"sv"|"en"} Lang */
/** @typedef {{fi: string, sv: string, en: string}} Text */

/** @type {Lang} */
let current = "fi";

/** @param {string} value @returns {Lang} */
export function setLang(value) {
  current = value === "sv" || value === "en" ? value : "fi";
  return current;
}

/** @returns {Lang} */
export const lang = () => current;

/** @param {Text | undefined} text */
export const inLang = (text) => (text ? text[current] : "");

/** @param {string} key */
export const has = (key) => key in texts;

/**
 * The page's own text for key, with {name} places filled.
 * @param {string} key
 * @param {Record<string, string|number>} [values]
 */
export function t(key, values = {}) {
  const text = texts[key];
  if (!text) throw new Error(`no text ${key}`);
  return text[current].replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

const locale = () => ({ fi: "fi-FI", sv: "sv-FI", en: "en-GB" })[current];

/** @type {Map<string, any>} formats cost more to make than to use */
const formats = new Map();

/**
 * @template T
 * @param {string} name @param {() => T} make
 * @returns {T}
 */
function format(name, make) {
  const key = `${name} ${current}`;
  if (!formats.has(key)) formats.set(key, make());
  return formats.get(key);
}

/** @param {number} n @param {number} [digits] */
export const number = (n, digits = 4) => format(`number ${digits}`, () => new Intl.NumberFormat(locale(), { maximumFractionDigits: digits })).format(n);

/**
 * A day or a month of the plan, or an instant's day.
 * @param {string} iso
 */
export function date(iso) {
  const whole = iso.length > "2026-09".length;
  const at = new Date(iso.length > "2026-09-30".length ? iso : iso + (whole ? "" : "-01") + "T00:00:00Z");
  if (Number.isNaN(at.getTime())) return iso;
  /** @type {Intl.DateTimeFormatOptions} */
  const form = { day: whole ? "numeric" : undefined, month: "numeric", year: "numeric", timeZone: "UTC" };
  return format(`date ${whole}`, () => new Intl.DateTimeFormat(locale(), form)).format(at);
}

/** @param {string} iso an instant, as the hour in the person's own time */
export function clock(iso) {
  return format("clock", () => new Intl.DateTimeFormat(locale(), { hour: "numeric", minute: "2-digit" })).format(new Date(iso));
}
