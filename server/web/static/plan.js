// @ts-check
// The plan beside the conversation: every topic as facts or a table, live, with
// what the last turn changed marked; and the criteria in plain words.
import { byId, el } from "./dom.js";
import { fieldsOf, optionOf, show, topics } from "./catalogue.js";
import { inLang, t, lang } from "./texts.js";

/** @param {any} plan @param {string} path such as data.assets */
const at = (plan, path) => path.split(".").reduce((node, key) => node?.[key], plan);

/** @param {number} n @param {number} [digits] */
const number = (n, digits = 1) => new Intl.NumberFormat(lang(), { maximumFractionDigits: digits }).format(n);

/**
 * @param {any} state the wire state
 * @param {any} before the state before, to mark what changed
 */
export function drawPlan(state, before) {
  drawVerdict(state.criteria);
  drawCriteria(state.criteria);
  const box = byId("tables");
  box.replaceChildren(...topics().map((topic) => drawTopic(topic, state, before)));
  drawAttestations(state.plan.attestations ?? []);
}

/** @param {any} report */
function drawVerdict(report) {
  const passed = report.verdict === "pass";
  byId("verdict").replaceChildren(
    el("strong", {}, t("verdict")),
    el("span", { class: `pill ${passed ? "pass" : "neutral"}` }, t(passed ? "verdict_pass" : "verdict_fail")),
    el("span", { class: "count" }, t("verdict_note")),
  );
}

/** @param {any} report */
function drawCriteria(report) {
  const open = new Set([...byId("criteria").querySelectorAll("details[open]")].map((d) => /** @type {HTMLElement} */ (d).dataset.id));
  byId("criteria").replaceChildren(...Object.keys(report.criteria).sort(order).map((id) => {
    const state = report.criteria[id];
    const findings = (report.findings ?? []).filter((/** @type {any} */ f) => criterion(f.rule) === id);
    const good = state === "pass" || state === "met";
    return el("details", { "data-id": id, open: open.has(id) },
      el("summary", {}, el("span", {}, optionOf("criterion", id)), el("span", { class: `pill ${good ? "pass" : state === "fail" ? "fail" : "neutral"}` }, t(`state_${state}`))),
      findings.length
        ? el("ul", {}, ...findings.map((/** @type {any} */ f) => el("li", { class: f.level === "hard" || f.level === "int" ? "" : "remark" }, `${inLang(f.message).replace(/[.!?]?$/, ".")} ${inLang(f.fix)}`)))
        : el("ul", {}, el("li", { class: "remark" }, t("no_findings"))));
  }));
}

/** @param {string} a @param {string} b */
const order = (a, b) => (a[0] === b[0] ? a.localeCompare(b) : a[0] === "C" ? -1 : 1);

/** @param {string} rule */
const criterion = (rule) => (rule.startsWith("W.") ? "C3" : rule.slice(0, 2));

/** @param {any} topic @param {any} state @param {any} before */
function drawTopic(topic, state, before) {
  const progress = (state.progress ?? []).find((/** @type {any} */ p) => p.topic === topic.topic);
  const fields = fieldsOf(topic.topic);
  const lists = [...new Set(fields.filter((f) => f.path.includes("[]")).map((f) => f.path.slice(0, f.path.indexOf("[]"))))];
  const single = fields.filter((f) => !f.path.includes("[]"));
  const rows = single.filter((f) => at(state.plan, f.path) !== undefined).flatMap((f) => {
    const value = at(state.plan, f.path);
    return [el("dt", {}, inLang(f.label)), cell("dd", f.path, value, state, at(before?.plan, f.path))];
  });
  const tables = lists.filter((list) => at(state.plan, list)?.length).map((list) => table(list, fields, state, before));
  const empty = !rows.length && !tables.length;
  return el("section", { class: "topic", id: `topic-${topic.topic}` },
    el("header", {}, el("h3", {}, inLang(topic.label)), progress && el("span", { class: "count" }, `${progress.done} / ${progress.total}`)),
    rows.length ? el("dl", {}, ...rows) : null, ...tables,
    topic.topic === "value_stream" && state.plan.value_stream?.steps?.length ? flow(state.plan.value_stream.steps) : null,
    empty ? el("p", { class: "count" }, t("nothing_yet")) : null);
}

/** @param {string} tag @param {string} path @param {any} value @param {any} state @param {any} old */
function cell(tag, path, value, state, old) {
  const proof = state.provenance?.[path];
  const proposed = proof?.source === "proposed" && !proof.confirmed_by;
  const changed = JSON.stringify(old) !== JSON.stringify(value);
  return el(tag, { class: `${changed ? "changed" : ""} ${proposed ? "proposed" : ""}`.trim() || undefined, title: proof?.quote ? `”${proof.quote}”` : undefined },
    value === undefined ? "" : show(path, value), proposed ? ` (${t("proposed")})` : "");
}

/** @param {string} list @param {any[]} fields @param {any} state @param {any} before */
function table(list, fields, state, before) {
  const used = (/** @type {any} */ f) => !f.later || at(state.plan, list).some((/** @type {any} */ row) => row[f.path.slice(f.path.lastIndexOf(".") + 1)] !== undefined);
  const columns = fields.filter((f) => f.path.startsWith(list + "[]") && used(f));
  const old = new Map((at(before?.plan, list) ?? []).map((/** @type {any} */ r) => [r.id, r]));
  const extra = list === "capabilities";
  const head = el("tr", {}, ...columns.map((f) => el("th", { scope: "col" }, inLang(f.label))),
    ...(extra ? [el("th", { scope: "col" }, t("pi")), el("th", { scope: "col" }, t("quadrant"))] : []));
  const body = at(state.plan, list).map((/** @type {any} */ row) => el("tr", {},
    ...columns.map((f) => {
      const key = f.path.slice(f.path.lastIndexOf(".") + 1);
      return cell("td", `${list}[${row.id}].${key}`, row[key], state, old.get(row.id)?.[key]);
    }),
    ...(extra ? priority(row) : [])));
  return el("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": inLang(topics().find((x) => x.topic === columns[0].topic)?.label) },
    el("table", {}, el("thead", {}, head), el("tbody", {}, ...body)));
}

/** Both indices and the quick reading of a capability (memo chapter 3.2). @param {any} row */
function priority(row) {
  const { maturity: m, criticality: k } = row;
  if (!(m >= 1 && m <= 5 && k >= 1 && k <= 5)) return [el("td"), el("td")];
  /** @param {number} cut */
  const quadrant = (cut) => (k >= cut ? (m >= cut ? "standardise_scale" : "invest_now") : m >= cut ? "use" : "monitor");
  const border = k === 3 || m === 3 ? ` (${t("border")}: ${optionOf("quadrant", quadrant(3))})` : "";
  return [el("td", {}, `${k * (5 - m)} / ${2 * k + 5 - m}`), el("td", {}, optionOf("quadrant", quadrant(4)) + border)];
}

/** @param {any[]} steps */
function flow(steps) {
  const p = steps.reduce((sum, s) => sum + (s.process_min ?? 0), 0);
  const w = steps.reduce((sum, s) => sum + (s.wait_d ?? 0), 0);
  const lead = p + w * 24 * 60;
  return el("p", { class: "count" }, t("flow_sum", { p: number(p), w: number(w, 2), e: number(lead ? (100 * p) / lead : 0, 2) }));
}

/** @param {any[]} attestations */
function drawAttestations(attestations) {
  byId("attested").replaceChildren(...attestations.map((a) => el("li", {},
    `${a.by}${a.title ? `, ${a.title}` : ""}, ${show("target.start", a.date)}: ${a.what.map((/** @type {string} */ w) => optionOf("attest", w)).join("; ")}`)));
}
