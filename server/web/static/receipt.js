// @ts-check
// What a turn recorded, read back by the server: each value can be accepted,
// corrected and undone while it is still as it was recorded.
import { labelOf, nameOf, show, valueAt } from "./catalogue.js";
import { el, toast } from "./dom.js";
import { t } from "./lang.js";
import { room } from "./room.js";

/** @param {any} data of luonnos.receipt @returns {HTMLElement | undefined} nothing when the turn recorded nothing */
export function receipt(data) {
  const stored = data.stored ?? [];
  const rest = [
    ...(data.removed ?? []).map((/** @type {string} */ p) => [labelOf(p), t("removed")]),
    ...(data.reordered ?? []).map((/** @type {string} */ p) => [labelOf(p), t("reordered")]),
    ...(data.skipped ?? []).map((/** @type {string} */ p) => [labelOf(p), t("skipped")]),
    ...(data.refused ?? []).filter((/** @type {any} */ r) => r.path).map((/** @type {any} */ r) => [labelOf(r.path), t("refused")]),
    ...(data.unplaced ?? []).map((/** @type {string} */ text) => [`”${text}”`, t("unplaced")]),
    ...(data.undone ? [[t("undone"), ""]] : []),
  ];
  if (!stored.length && !rest.length) return undefined;
  const list = el("ul");
  const box = el("details", { class: stored.length ? "receipt" : "receipt none" }, el("summary", {}, stored.length ? t("recorded", { n: stored.length }) : t("not_recorded")), list);
  box.addEventListener("toggle", () => {
    if (!box.open) return;
    list.replaceChildren(...stored.map(line), ...rest.map(([name, note]) => el("li", {}, el("span", {}, name), el("span", { class: "old" }, note))));
  });
  return box;
}

/** @param {any} s one stored value */
function line(s) {
  const { plan, provenance } = room.state;
  const name = nameOf(plan, s.path);
  const current = JSON.stringify(valueAt(plan, s.path)) === JSON.stringify(s.value);
  const pending = s.source === "proposed" && !provenance[s.path]?.confirmed_by;
  const item = el("li", {}, el("span", {}, el("strong", {}, `${name}: `), show(plan, s.path, s.value),
    s.old !== undefined && el("span", { class: "old" }, ` (${t("was", { value: show(plan, s.path, s.old) })})`)));
  if (!current) return item;
  /** @param {any} frame */
  const act = (frame) => () => room.change(frame).then(() => item.replaceWith(line(s)), toast);
  item.append(el("span", { class: "tools" },
    pending && el("button", { type: "button", class: "quiet", onclick: act({ type: "confirm", paths: [s.path] }) }, t("accept")),
    el("button", { type: "button", class: "quiet", "aria-label": t("correct_value", { name }), onclick: () => goTo(s.path, true) }, t("correct")),
    el("button", {
      type: "button", class: "quiet", "aria-label": t("undo_value", { name }),
      onclick: act(s.old === undefined ? { type: "edit", remove: [s.path] } : { type: "edit", set: [{ path: s.path, value: s.old }] }),
    }, t("undo"))));
  return item;
}

/** Asks the page to show a place of the plan. @param {string} path @param {boolean} [edit] */
export function goTo(path, edit = false) {
  document.dispatchEvent(new CustomEvent("goto", { detail: { path, edit } }));
}
