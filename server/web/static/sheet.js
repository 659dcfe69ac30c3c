// @ts-check
// <l-sheet>: the one sheet at the side, for passages and for the page's own texts.
import { el, icon } from "./dom.js";
import { t } from "./lang.js";

class Sheet extends HTMLElement {
  connectedCallback() {
    this.dialog = /** @type {HTMLDialogElement} */ (el("dialog", { class: "sheet", "aria-labelledby": "sheet-title" }));
    this.dialog.addEventListener("click", (e) => { if (e.target === this.dialog) this.dialog?.close(); });
    this.append(this.dialog);
  }

  /** @param {string} title @param {...Node} content */
  open(title, ...content) {
    const close = el("button", { type: "button", class: "quiet", onclick: () => this.dialog?.close() }, icon("cross"), t("close"));
    this.dialog?.replaceChildren(el("header", {}, el("h2", { id: "sheet-title" }, title), close), el("div", { class: "content" }, ...content));
    if (!this.dialog?.open) this.dialog?.showModal();
  }
}
customElements.define("l-sheet", Sheet);

/** @param {string} title @param {...Node} content */
export function openSheet(title, ...content) {
  /** @type {Sheet|null} */ (document.querySelector("l-sheet"))?.open(title, ...content);
}
