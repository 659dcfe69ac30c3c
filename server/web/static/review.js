// @ts-check
// An expert's assessment of one part of a criterion.
import { optionsOf } from "./catalogue.js";
import { announce, el } from "./dom.js";
import { inLang, t } from "./lang.js";
import { room } from "./room.js";

/** @type {Map<string, HTMLElement>} forms, so that what an expert is writing outlives the redraw */
const forms = new Map();

/** Another plan or language: nothing of the old one stays. */
export function forgetReviews() { forms.clear(); }

/** @param {string} id of the part @param {string} title */
export function reviewForm(id, title) {
  const form = forms.get(id) ?? build(id, title);
  forms.set(id, form);
  return form;
}

/** @param {string} id @param {string} title */
function build(id, title) {
  const verdict = el("select", { required: true, name: "verdict" }, el("option", { value: "" }, t("nothing_chosen")), ...optionsOf("review_verdict").map((o) => el("option", { value: o.value }, inLang(o.label))));
  const reason = el("textarea", { rows: "2", name: "reason" });
  const error = el("p", { class: "error", role: "alert" });
  const box = el("details", { class: "more" }, el("summary", { "data-key": `review ${id}` }, t("assess"), el("span", { class: "hidden" }, `: ${title}`)),
    el("form", { class: "form", "aria-label": `${t("assess")}: ${title}`, onsubmit: async (/** @type {Event} */ e) => {
      e.preventDefault();
      error.textContent = "";
      try {
        await room.change({ type: "review", criterion: id, verdict: verdict.value, reason: reason.value.trim() });
        forms.delete(id);
        box.open = false;
        announce(t("assessed"));
      } catch (problem) {
        error.textContent = /** @type {Error} */ (problem).message;
      }
    } },
    el("label", {}, t("verdict"), verdict), el("label", {}, t("reason"), reason), error, el("div", {}, el("button", { type: "submit", class: "primary" }, t("save")))));
  return box;
}
