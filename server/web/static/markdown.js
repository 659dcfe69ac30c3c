// @ts-check
// A small and safe part of Markdown, as DOM nodes: paragraphs, lists, bold, italic,
// code and links to known sites. Everything else stays the text that it is.
import { el } from "./dom.js";

const trusted = ["sitra.fi", "suomi.fi", "finlex.fi", "vm.fi", "avoindata.fi"];

/** @param {string} address */
function allowed(address) {
  const url = URL.parse(address);
  return url?.protocol === "https:" && !url.username && trusted.some((host) => url.hostname === host || url.hostname.endsWith("." + host));
}

const inline = /\*\*(.+?)\*\*|\*(?! )([^*]+?)\*|`([^`]+)`|\[([^\]]+)\]\(([^)\s]+)\)/;

/** @param {string} text @returns {(Node|string)[]} */
function spans(text) {
  const found = inline.exec(text);
  if (!found) return [text];
  const [whole, bold, italic, code, label, address] = found;
  /** @type {Node|string} */
  let node = whole;
  if (bold) node = el("strong", {}, ...spans(bold));
  else if (italic) node = el("em", {}, italic);
  else if (code) node = el("code", {}, code);
  else if (allowed(address) && text[found.index - 1] !== "!") node = el("a", { href: address, rel: "noopener noreferrer", target: "_blank" }, label);
  return [text.slice(0, found.index), node, ...spans(text.slice(found.index + whole.length))];
}

/** @param {string} text */
export function markdown(text) {
  const out = document.createDocumentFragment();
  /** @type {Element | null} */
  let list = null;
  /** @type {Element | null} */
  let paragraph = null;
  for (const line of text.split("\n")) {
    const item = line.match(/^\s*(?:[-•*]|(\d+)[.)]) (.*)$/);
    if (item) {
      const tag = item[1] ? "ol" : "ul";
      if (list?.localName !== tag) out.append((list = el(tag)));
      list?.append(el("li", {}, ...spans(item[2])));
      paragraph = null;
    } else if (line.trim()) {
      const heading = line.match(/^#{1,6} (.*)$/);
      if (paragraph && !heading) paragraph.append(el("br"), ...spans(line));
      else out.append((paragraph = el("p", {}, ...(heading ? [el("strong", {}, ...spans(heading[1]))] : spans(line)))));
      list = null;
      if (heading) paragraph = null;
    } else {
      list = paragraph = null;
    }
  }
  return out;
}
