// @ts-check
// Small helpers that make DOM nodes. Text always becomes a text node: nothing that
// people or models write is ever read as HTML.

/**
 * @param {string} tag
 * @param {Record<string, any>} [attributes] properties that start with "on" are listeners, true/false toggles
 * @param {...(Node|string|null|undefined|false)} children
 */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== undefined && value !== null) node.setAttribute(name, String(value));
  }
  node.append(...children.filter((c) => c !== null && c !== undefined && c !== false).map(/** @param {any} c */ (c) => c));
  return node;
}

/** @param {string} id */
export function byId(id) {
  const node = document.getElementById(id);
  if (!node) throw new Error(`no element ${id}`);
  return node;
}

/**
 * Paragraphs and "- " lists out of plain text.
 * @param {string} text
 */
export function paragraphs(text) {
  const out = document.createDocumentFragment();
  for (const block of text.split(/\n{2,}/)) {
    let list = null;
    for (const line of block.split("\n")) {
      const item = line.match(/^\s*[-•] (.*)$/);
      if (item) {
        if (!list) out.append((list = el("ul")));
        list.append(el("li", {}, ...bold(item[1])));
      } else if (line.trim()) {
        list = null;
        out.append(el("p", {}, ...bold(line)));
      }
    }
  }
  return out;
}

/** **bold** becomes a strong element. @param {string} text */
function bold(text) {
  return text.split(/\*\*([^*]+)\*\*/).map((part, i) => (i % 2 ? el("strong", {}, part) : document.createTextNode(part)));
}
