// @ts-check
// The server's REST interface, as far as the page uses it.
import { lang } from "./lang.js";

/** @typedef {{id: string, title: string, created: string, updated: string}} PlanHead */

/** @param {string} method @param {string} path @param {any} [body] */
async function call(method, path, body) {
  const answer = await fetch(`${path}?lang=${lang()}`, { method, body: body && JSON.stringify(body), headers: body ? { "content-type": "application/json" } : {} });
  const data = answer.status === 204 ? undefined : await answer.json();
  if (!answer.ok) throw Object.assign(new Error(data.message), { code: data.code, signIn: data.sign_in });
  return data;
}

/** @returns {Promise<PlanHead[]>} last updated first */
export const listPlans = async () => (await call("GET", "/v1/plans")).plans;

/** @param {{copy?: string, title?: string}} [from] @returns {Promise<string>} the new plan's id */
export const newPlan = async (from = {}) => (await call("POST", "/v1/plans", from.copy ? from : { lang: lang(), ...from })).id;

/** @param {string} id @param {string} title */
export const renamePlan = (id, title) => call("PATCH", `/v1/plans/${id}`, { title });

/** @returns {Promise<{id: string}>} who is signed in; the operator has no id */
export const me = () => call("GET", "/v1/me");

/** Ends the session. @returns {Promise<{end: string} | undefined>} where to sign out of the provider */
export const leave = () => call("POST", "/leave");

/** @param {string} id */
export const deletePlan = (id) => call("DELETE", `/v1/plans/${id}`);
