// Talks to POST /agui as an existing AG-UI front end does, with the client of the
// protocol's makers: it checks each event against its schema and its order.
import { HttpAgent } from "@ag-ui/client";
import assert from "node:assert/strict";
import { test } from "node:test";

const [base, token, plan] = process.argv.slice(2);
const headers = { authorization: `Bearer ${token}` };

/** @param {string} threadId */
const agentOf = (threadId) => new HttpAgent({ url: `${base}/agui`, headers, threadId });

/** What is said, as "role: text". @param {HttpAgent} agent */
const said = (agent) => agent.messages.filter((m) => m.content && m.role !== "tool").map((m) => `${m.role}: ${m.content}`);

test("the assistant begins, answers, and the state follows", async () => {
  const agent = agentOf(plan);
  const names = [];
  const watch = { onCustomEvent: (/** @type {any} */ { event }) => { names.push(event.name); } };
  await agent.runAgent({}, watch);
  assert.equal(said(agent).length, 1, "the greeting");
  assert.ok(names.includes("luonnos.notice"), "that this is a machine is said first");
  const rev = agent.state.rev;

  agent.addMessage({ id: "m1", role: "user", content: "Hakijana on Keravan kaupunki." });
  await agent.runAgent({}, watch);
  assert.equal(said(agent).length, 3);
  assert.match(said(agent)[1], /^user: Hakijana/);
  assert.match(said(agent)[2], /^assistant: /);
  assert.ok(agent.state.rev > rev, "the state's changes were applied");
  assert.match(JSON.stringify(agent.state.plan), /Kerava/);
  assert.ok(names.includes("luonnos.ack") || names.includes("luonnos.receipt"), `custom events: ${names}`);
});

test("another client reads the same conversation and state", async () => {
  const agent = agentOf(plan);
  await agent.runAgent();
  assert.equal(said(agent).length, 3);
  assert.match(JSON.stringify(agent.state.plan), /Kerava/);
});

test("a message that was sent before is not answered again", async () => {
  const agent = agentOf(plan);
  agent.addMessage({ id: "m1", role: "user", content: "Hakijana on Keravan kaupunki." });
  await agent.runAgent();
  const other = agentOf(plan);
  await other.runAgent();
  assert.equal(said(other).length, 3);
});

test("a plan that is not there is an error", async () => {
  await assert.rejects(agentOf("abcdefghijklmnopqrstuvwxyz").runAgent(), /404/);
});
