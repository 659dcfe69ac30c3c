// @ts-check
// The server's REST interface, as far as the page uses it.
import { lang } from "./lang.js";

/** @typedef {{id: string, title: string, created: string, updated: string, may: string[]}} PlanHead */
/** @typedef {{id: string, name: string, role: string, may: string[]}} Me */
/** @typedef {{person: string, name: string, share: string, since: string}} Member */
/** @typedef {{id: string, share: string, expires: string}} Invitation */

/** @param {string} method @param {string} path @param {any} [body] */
async function call(method, path, body) {
  const answer = await fetch(`${path}?lang=${lang()}`, { method, body: body && JSON.stringify(body), headers: body ? { "content-type": "application/json" } : {} });
  const data = answer.status === 204 ? undefined : await answer.json();
  if (!answer.ok) throw Object.assign(new Error(data.message), { code: data.code, signIn: data.sign_in });
  return data;
}

/** @returns {Promise<{plans: PlanHead[], retention_days?: number}>} last updated first */
export const listPlans = () => call("GET", "/v1/plans");

/** @param {{copy?: string, title?: string}} [from] @returns {Promise<string>} the new plan's id */
export const newPlan = async (from = {}) => (await call("POST", "/v1/plans", from.copy ? from : { lang: lang(), ...from })).id;

/** @param {string} id @param {string} title */
export const renamePlan = (id, title) => call("PATCH", `/v1/plans/${id}`, { title });

/** Ends the session. @returns {Promise<{end: string} | undefined>} where to sign out of the provider */
export const leave = () => call("POST", "/leave");

/** @param {string} id */
export const deletePlan = (id) => call("DELETE", `/v1/plans/${id}`);

/** @returns {Promise<Me>} who is signed in; the operator has no id */
export const me = () => call("GET", "/v1/me");

/** @param {string} name */
export const nameMe = (name) => call("PATCH", "/v1/me", { name });

/** Why a plan cannot be looked at; without a code it can, or nobody answers. @param {string} id @returns {Promise<{code?: string, signIn?: string}>} */
export const lookAt = (id) => call("GET", `/v1/plans/${id}/members`).catch((e) => e);

/** @param {string} id @returns {Promise<Member[]>} */
export const members = async (id) => (await call("GET", `/v1/plans/${id}/members`)).members;

/** @param {string} id @param {string} person */
export const removeMember = (id, person) => call("DELETE", `/v1/plans/${id}/members/${person}`);

/** @param {string} id @returns {Promise<Invitation[]>} */
export const invitations = async (id) => (await call("GET", `/v1/plans/${id}/invitations`)).invitations;

/** @param {string} id @param {string} share @returns {Promise<{link: string, expires: string}>} */
export const invite = (id, share) => call("POST", `/v1/plans/${id}/invitations`, { share });

/** @param {string} id @param {string} invitation */
export const withdraw = (id, invitation) => call("DELETE", `/v1/plans/${id}/invitations/${invitation}`);

/** @param {string} id @returns {Promise<{entries: any[]}>} the whole log */
export const transcript = (id) => call("GET", `/v1/plans/${id}/transcript`);
