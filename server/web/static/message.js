// @ts-check
// One message of the conversation as an article: who, when, the text, and below it
// the passages it cites and what the turn recorded.
import { el } from "./dom.js";
import { clock, t } from "./lang.js";
import { markdown } from "./markdown.js";
import { receipt } from "./receipt.js";
import { room } from "./room.js";
import { openSheet } from "./sheet.js";

/** @typedef {{id: string, role: string, text: string, at?: string, client?: string, waiting?: boolean, replaced?: boolean, failed?: string, cites?: any[], receipt?: any, asks?: any}} Message */

/** @param {Message} message */
export function article(message) {
  const mine = message.role === "user";
  const body = el("div", { class: "body" });
  const node = el("article", { class: `message ${mine ? "user" : "assistant"}${message.waiting ? " waiting" : ""}${message.replaced ? " replaced" : ""}` },
    el("h3", {}, t(!mine ? "assistant" : room.can("write") ? "you" : "applicant"), message.at && el("time", { datetime: message.at }, clock(message.at)), message.waiting && ` – ${t("waiting")}`, message.replaced && ` – ${t("replaced")}`), body);
  write(body, message);
  if (message.replaced) return node;
  if (message.failed) node.append(el("p", { class: "error" }, message.failed));
  if (message.cites?.length) node.append(sources(message.cites));
  if (message.receipt) node.append(receipt(message.receipt) ?? "");
  return node;
}

/** @param {Element} body @param {Message} message */
export function write(body, message) {
  body.replaceChildren(message.role === "user" ? message.text : markdown(message.text));
}

/** @param {any[]} passages */
function sources(passages) {
  return el("div", { class: "sources" }, ...passages.map((p) => {
    const name = `${p.label ?? p.section} – ${p.title}`;
    return el("button", { type: "button", class: "quiet", onclick: () => openSheet(name, ...passage(p)) }, t("source", { name }));
  }));
}

/** A passage, with the words of the document that it is from. @param {any} p @returns {Node[]} */
function passage(p) {
  if (!p.quote) return [markdown(p.text)];
  const { document: name, text, lang, page } = p.quote;
  const words = el("blockquote", { lang }, `”${text}”`);
  return [markdown(p.text), words, el("p", { class: "muted" }, page ? t("on_page", { name, page }) : name)];
}
