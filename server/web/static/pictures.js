// @ts-check
// The pictures of the plan. They place what the server computed; each is followed or
// preceded by the same values as text.
import { optionOf, rowName } from "./catalogue.js";
import { el, svg } from "./dom.js";
import { date, number, t } from "./lang.js";

/** @param {string} caption @param {...Node} content */
const figure = (caption, ...content) => el("figure", {}, el("figcaption", {}, caption), ...content);

/** @param {number} part of 1 @param {string} [kind] */
function bar(part, kind = "") {
  const node = el("div", { class: `bar ${kind}` });
  node.style.width = `${Math.max(0, Math.min(1, part)) * 100}%`;
  return node;
}

/** @param {[string, string][]} kinds class and name */
const key = (kinds) => el("p", { class: "key" }, ...kinds.map(([kind, name]) => el("span", {}, el("span", { class: `bar ${kind}` }), name)));

/** Capabilities by maturity and criticality (memo chapter 3.2). @param {any} plan @param {any} derived */
export function quadrants(plan, derived) {
  const rated = (plan.capabilities ?? []).filter((/** @type {any} */ c) => derived.priorities[c.id]);
  if (!rated.length) return null;
  const size = 220, from = 40, step = size / 5;
  /** @param {number} m */ const x = (m) => from + (m - 0.5) * step;
  /** @param {number} c */ const y = (c) => 10 + (5.5 - c) * step;
  const cut = from + 3 * step, level = 10 + 2 * step; // 4 and 5 are high
  const areas = [["invest_now", from, 10, cut - from, level - 10], ["standardise_scale", cut, 10, size + from - cut, level - 10], ["monitor", from, level, cut - from, size + 10 - level], ["use", cut, level, size + from - cut, size + 10 - level]];
  /** @type {Map<string, number>} */
  const taken = new Map();
  const dots = rated.map((/** @type {any} */ c, /** @type {number} */ i) => {
    const at = `${c.maturity} ${c.criticality}`;
    const shift = (taken.get(at) ?? 0) * 17;
    taken.set(at, (taken.get(at) ?? 0) + 1);
    return svg("g", {}, svg("circle", { class: "dot", cx: x(c.maturity) + shift, cy: y(c.criticality), r: 9 }), svg("text", { class: "dot-text", x: x(c.maturity) + shift, y: y(c.criticality) + 4 }, String(i + 1)));
  });
  const ticks = [1, 2, 3, 4, 5].flatMap((n) => [svg("text", { class: "soft", x: x(n) - 3, y: size + 26 }, String(n)), svg("text", { class: "soft", x: from - 14, y: y(n) + 4 }, String(n))]);
  const picture = svg("svg", { class: "picture", viewBox: `0 0 ${size + from + 10} ${size + 48}`, role: "img", "aria-label": t("quadrant_picture") },
    ...areas.map(([name, ax, ay, w, h]) => svg("rect", { class: name === "invest_now" ? "area hot" : "area", x: ax, y: ay, width: w, height: h })),
    ...ticks, ...dots,
    svg("text", { x: from + size / 2, y: size + 44, "text-anchor": "middle" }, `${t("maturity")} →`),
    svg("text", { x: 12, y: 10 + size / 2, "text-anchor": "middle", transform: `rotate(-90 12 ${10 + size / 2})` }, `${t("criticality")} →`));
  const names = el("ol", { class: "muted" }, ...rated.map((/** @type {any} */ c) => el("li", {}, `${rowName(plan, "capabilities", c.id)}: ${optionOf("quadrant", derived.priorities[c.id].quadrant)}`)));
  return figure(t("quadrant_picture"), picture, names);
}

const DAY = 24 * 60;

/** The value stream with working and waiting times (memo chapter 4). @param {any} plan @param {any} derived */
export function stream(plan, derived) {
  const steps = plan.value_stream?.steps ?? [];
  if (!derived.flow || !steps.some((/** @type {any} */ s) => s.process_min !== undefined || s.wait_d !== undefined)) return null;
  const work = Math.max(...steps.map((/** @type {any} */ s) => s.process_min ?? 0), 1);
  const wait = Math.max(...steps.map((/** @type {any} */ s) => s.wait_d ?? 0), 1 / DAY);
  const rows = steps.map((/** @type {any} */ s) => el("li", {}, el("span", {}, rowName(plan, "value_stream.steps", s.id)),
    el("span", { class: "muted" }, [s.process_min !== undefined && `${t("work_time")} ${number(s.process_min)} min`, s.wait_d !== undefined && `${t("wait_time")} ${number(s.wait_d)} ${t("unit_d")}`].filter(Boolean).join(" · ")),
    s.process_min !== undefined && bar((s.process_min / work) * 0.5), s.wait_d !== undefined && bar(s.wait_d / wait, "wait")));
  const { process_min: p, wait_d: w, efficiency: e } = derived.flow;
  return figure(t("stream_picture"), key([["", t("work_time")], ["wait", t("wait_time")]]), el("ol", { class: "bars" }, ...rows),
    el("p", {}, t("flow_sum", { p: number(p), w: number(w, 2), e: number(e * 100, 2) })));
}

/** The first moment of a day or a month. @param {string|undefined} iso */
const time = (iso) => (iso ? Date.parse(iso.length === "2026-09".length ? `${iso}-01` : iso) : NaN);

const WEEK = 7 * DAY * 60 * 1000;

/** The batches between the plan's start and end. @param {any} plan */
export function timeline(plan) {
  const placed = (plan.batches ?? []).map((/** @type {any} */ b) => {
    const from = time(b.start);
    return { id: b.id, start: b.start, from, to: b.end ? time(b.end) : from + (b.weeks ?? 1) * WEEK };
  }).filter((/** @type {any} */ b) => b.to >= b.from);
  if (!placed.length) return null;
  const begin = Math.min(...placed.map((/** @type {any} */ b) => b.from), time(plan.target?.start) || Infinity);
  const finish = Math.max(...placed.map((/** @type {any} */ b) => b.to), time(plan.target?.end) || 0);
  const span = Math.max(finish - begin, WEEK);
  const rows = placed.map((/** @type {any} */ b) => {
    const mark = bar((b.to - b.from) / span);
    mark.style.marginLeft = `${((b.from - begin) / span) * 100}%`;
    return el("li", {}, el("span", {}, rowName(plan, "batches", b.id)), el("span", { class: "muted" }, date(b.start)), el("div", { class: "track" }, mark));
  });
  return figure(`${t("timeline")}: ${date(new Date(begin).toISOString().slice(0, 10))}–${date(new Date(finish).toISOString().slice(0, 10))}`, el("ol", { class: "bars" }, ...rows));
}

/** Planned and realised benefits by quarter, and the sums of the amounts. @param {any} derived */
export function benefits(derived) {
  const most = Math.max(...derived.quarters.flatMap((/** @type {any} */ q) => [q.planned_eur, q.realised_eur]), 1);
  const chart = derived.quarters.length ? figure(t("benefit_picture"), key([["planned", t("planned")], ["", t("realised")]]),
    el("ol", { class: "bars" }, ...derived.quarters.map((/** @type {any} */ q) => el("li", {}, el("span", {}, q.quarter),
      el("span", { class: "muted" }, `${t("planned")} ${number(q.planned_eur)} € · ${t("realised")} ${number(q.realised_eur)} €`),
      bar(q.planned_eur / most, "planned"), bar(q.realised_eur / most))))) : null;
  const sums = derived.amounts.map((/** @type {any} */ a) => `${number(a.sum)} ${a.unit}`).join(", ");
  return [chart, sums ? el("p", { class: "muted" }, t("sums", { sums })) : null];
}
