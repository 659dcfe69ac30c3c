// @ts-check
// JSON Patch (RFC 6902) on a copy of a JSON value.

/** @typedef {{op: string, path: string, from?: string, value?: any}} Operation */

/** @param {string} pointer */
const keys = (pointer) => pointer.split("/").slice(1).map((k) => k.replaceAll("~1", "/").replaceAll("~0", "~"));

/** @param {any} root @param {string} pointer */
function get(root, pointer) {
  return keys(pointer).reduce((at, key) => {
    if (at === null || typeof at !== "object" || !(key in at)) throw new Error(`patch: nothing at ${pointer}`);
    return at[key];
  }, root);
}

/** @param {any} root @param {string} pointer @param {(parent: any, key: string) => void} act */
function withParent(root, pointer, act) {
  const path = keys(pointer);
  const key = /** @type {string} */ (path.pop());
  act(path.reduce((at, k) => at[k], root), key);
}

/** @param {any} root @param {string} pointer @param {any} value */
function add(root, pointer, value) {
  withParent(root, pointer, (parent, key) => {
    if (!Array.isArray(parent)) parent[key] = value;
    else parent.splice(key === "-" ? parent.length : Number(key), 0, value);
  });
}

/** @param {any} root @param {string} pointer */
function remove(root, pointer) {
  withParent(root, pointer, (parent, key) => {
    if (Array.isArray(parent)) parent.splice(Number(key), 1);
    else delete parent[key];
  });
}

/**
 * Applies the operations to a copy of value; throws when one does not fit.
 * @param {any} value
 * @param {Operation[]} operations
 */
export function patched(value, operations) {
  const box = { "": structuredClone(value) };
  for (const { op, path, from, value: given } of operations) {
    const at = "/" + path;
    if (op === "add") add(box, at, structuredClone(given));
    else if (op === "remove") { get(box, at); remove(box, at); }
    else if (op === "replace") { get(box, at); withParent(box, at, (parent, key) => { parent[key] = structuredClone(given); }); }
    else if (op === "move") { const moved = get(box, "/" + from); remove(box, "/" + from); add(box, at, moved); }
    else if (op === "copy") add(box, at, structuredClone(get(box, "/" + from)));
    else if (op === "test") { if (JSON.stringify(get(box, at)) !== JSON.stringify(given)) throw new Error(`patch: test failed at ${path}`); }
    else throw new Error(`patch: unknown operation ${op}`);
  }
  return box[""];
}
