// @ts-check
// The log of the conversation for those who assess it: who answered, with which tools,
// and what left the house for it.
import { transcript } from "./api.js";
import { el } from "./dom.js";
import { clock, date, number, t } from "./lang.js";
import { room } from "./room.js";

/** The content of the sheet, which fills itself. */
export function record() {
  const place = el("div", {}, el("p", { class: "muted" }, t("loading")));
  transcript(room.plan).then(
    ({ entries }) => place.replaceChildren(el("p", { class: "muted" }, t("record_intro")), el("ol", { class: "plans record" }, ...turns(entries).map(turn))),
    (e) => place.replaceChildren(el("p", { class: "error", role: "alert" }, e.message)));
  return place;
}

/** @typedef {{at: string, said?: string, answer?: string, tools: any[], done?: any}} Turn */

/** @param {any[]} entries @returns {Turn[]} */
function turns(entries) {
  /** @type {Map<string, Turn>} */
  const all = new Map();
  for (const { turn: id, at, kind, data } of entries) {
    if (!id) continue;
    const one = all.get(id) ?? /** @type {Turn} */ ({ at, tools: [] });
    all.set(id, one);
    if (kind === "message") one.said = data.text;
    if (kind === "reply") one.answer = data.text;
    if (kind === "tool") one.tools.push(data);
    if (kind === "done") one.done = data;
  }
  return [...all.values()];
}

/** @param {Turn} x */
function turn({ at, said, answer, tools, done }) {
  const model = done?.origin?.model ?? done?.model;
  const used = done?.usage ? `, ${t("tokens", { input: number(done.usage.input ?? 0), output: number(done.usage.output ?? 0) })}` : "";
  return el("li", {}, el("p", { class: "muted" }, `${date(at)} ${clock(at)}${model ? ` · ${model}${used}` : ""}`),
    said && el("p", {}, el("strong", {}, `${t("applicant")}: `), said), answer && el("p", {}, el("strong", {}, `${t("assistant")}: `), answer),
    tools.length > 0 && fold(t("tools_used", { n: tools.length }), ...tools.map((c) => `${c.name} ${c.arguments}\n→ ${c.result}`)),
    done?.sent?.length > 0 && fold(t("sent_out"), ...done.sent),
    done?.altered?.length > 0 && fold(t("altered"), ...done.altered.map((/** @type {any} */ a) => JSON.stringify(a))));
}

/** @param {string} title @param {...string} texts */
const fold = (title, ...texts) => el("details", { class: "more" }, el("summary", {}, title), ...texts.map((text) => el("pre", { tabindex: "0" }, text)));
