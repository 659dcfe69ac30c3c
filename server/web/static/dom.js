// @ts-check
// Small helpers that make DOM nodes. Text always becomes a text node: nothing that
// people or models write is ever read as HTML.

/** @typedef {Node|string|null|undefined|false} Child */

/**
 * @param {Element} node
 * @param {Record<string, any>} attributes functions are listeners, true and false toggle
 * @param {Child[]} children
 */
function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name.slice("on".length), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== undefined && value !== null) node.setAttribute(name, String(value));
  }
  node.append(.../** @type {(Node|string)[]} */ (children.filter((c) => c !== null && c !== undefined && c !== false)));
  return node;
}

/**
 * @param {string} tag @param {Record<string, any>} [attributes] @param {...Child} children
 * @returns {any} an HTML element; its own properties are not checked
 */
export const el = (tag, attributes = {}, ...children) => fill(document.createElement(tag), attributes, children);

/** @param {string} tag @param {Record<string, any>} [attributes] @param {...Child} children */
export const svg = (tag, attributes = {}, ...children) => fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);

/** @param {string} id */
export function byId(id) {
  const node = document.getElementById(id);
  if (!node) throw new Error(`no element ${id}`);
  return node;
}

/** @type {Record<string, string>} outlines in a square of 24 */
const outlines = {
  quote: "M10 7H5v6h5zM10 13c0 3-2 4-4 4M19 7h-5v6h5zM19 13c0 3-2 4-4 4",
  pencil: "M4 20l1-5L16 4l4 4L9 19zM14 6l4 4",
  check: "M5 13l4 4L19 7",
  equals: "M6 9h12M6 15h12",
  import: "M12 4v11M7 11l5 5 5-5M5 20h14",
  send: "M12 19V5M6 11l6-6 6 6",
  up: "M6 15l6-6 6 6",
  left: "M15 6l-6 6 6 6",
  stop: "M7 7h10v10H7z",
  down: "M12 5v14M6 13l6 6 6-6",
  trash: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13",
  cross: "M6 6l12 12M18 6L6 18",
  plus: "M12 5v14M5 12h14",
  undo: "M9 7L4 12l5 5M4 12h10a6 6 0 0 1 6 6",
  redo: "M15 7l5 5-5 5M20 12H10a6 6 0 0 0-6 6",
};

/** @param {string} name */
export const icon = (name) => svg("svg", { class: "icon", viewBox: "0 0 24 24", "aria-hidden": "true" }, svg("path", { d: outlines[name] }));

/**
 * Says something once to people who listen to the page.
 * @param {string} text
 */
export function announce(text) { byId("status").textContent = text; }

/** Shows what was refused, until the next click. @param {Error} problem */
export function toast({ message }) { byId("toast").textContent = message; }

/**
 * Draws again below root and leaves the keyboard where it is.
 * @param {Element} root @param {() => void} draw
 */
export function keepFocus(root, draw) {
  const at = /** @type {HTMLElement|null} */ (document.activeElement);
  const key = at && root.contains(at) ? at.dataset.key : undefined;
  draw();
  if (!at || document.activeElement === at || at === document.body) return;
  const again = at.isConnected ? at : key ? root.querySelector(`[data-key="${CSS.escape(key)}"]`) : null;
  /** @type {HTMLElement|null} */ (again)?.focus({ preventScroll: true });
}
