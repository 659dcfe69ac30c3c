// @ts-check
// Wires the page: which plan, which language, and what goes where.
import { Chat } from "./chat.js";
import { loadCatalogue, optionsOf } from "./catalogue.js";
import { byId, el } from "./dom.js";
import { patched } from "./patch.js";
import { drawPlan } from "./plan.js";
import { Connection } from "./socket.js";
import { inLang, lang, setLang, t } from "./texts.js";

const say = /** @type {HTMLTextAreaElement} */ (byId("say"));
const chat = new Chat();
/** @type {any} */ let state;
/** @type {any} */ let before;
/** @type {Connection | undefined} */ let connection;
/** @type {string} */ let planId;

setLang(localStorage.getItem("luonnos.lang") ?? navigator.language.slice(0, 2));

function drawTexts() {
  document.documentElement.lang = lang();
  for (const node of document.querySelectorAll("[data-text]")) node.textContent = t(/** @type {HTMLElement} */ (node).dataset.text ?? "");
  for (const node of document.querySelectorAll("[data-label]")) node.setAttribute("aria-label", t(/** @type {HTMLElement} */ (node).dataset.label ?? ""));
  /** @type {HTMLSelectElement} */ (byId("lang")).value = lang();
  byId("attest-what").replaceChildren(el("legend", {}, t("attest_what")), ...optionsOf("attest").map((o) =>
    el("label", {}, el("input", { type: "checkbox", name: "what", value: o.value }), inLang(o.label))));
  byId("export-md").setAttribute("href", `/v1/plans/${planId}/export?format=md&lang=${lang()}`);
  byId("export-json").setAttribute("href", `/v1/plans/${planId}/export?format=json&lang=${lang()}`);
  if (state) drawPlan(state, before);
}

/** @param {any} event */
function receive(event) {
  if (event.type === "STATE_SNAPSHOT") show(event.snapshot);
  else if (event.type === "STATE_DELTA") show(patched(state, event.delta));
  else {
    if (event.type === "CUSTOM" && event.name === "luonnos.ready") byId("alert").textContent = "";
    chat.event(event);
  }
}

/** @param {any} next */
function show(next) {
  before = state ?? next;
  state = next;
  drawPlan(state, before);
}

function connect() {
  connection?.close();
  chat.clear();
  state = before = undefined;
  connection = new Connection(planId, {
    event: receive,
    state: (online) => {
      byId("link").textContent = t(online ? "online" : "offline");
      byId("link").dataset.state = online ? "online" : "offline";
    },
    refused: () => undefined,
    lang,
  });
}

async function choosePlan() {
  const wanted = location.hash.match(/^#plan=([\w-]+)$/)?.[1];
  const list = await (await fetch("/v1/plans")).json();
  const known = (list.plans ?? list).map((/** @type {any} */ p) => p.id);
  if (wanted && known.includes(wanted)) return wanted;
  if (known.length) return known[0];
  const made = await fetch("/v1/plans", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ lang: lang() }) });
  return (await made.json()).id;
}

function send() {
  const text = say.value.trim();
  if (!text || !connection) return;
  byId("alert").textContent = "";
  connection.send({ type: "message", text });
  say.value = "";
  remember();
}

function remember() {
  if (planId) localStorage.setItem(`luonnos.unsent.${planId}`, say.value);
}

/** @param {Event} event */
function attest(event) {
  event.preventDefault();
  const what = [...document.querySelectorAll("#attest-what input:checked")].map((n) => /** @type {HTMLInputElement} */ (n).value);
  if (!what.length) { byId("alert").textContent = t("attest_none"); return; }
  /** @param {string} id */
  const value = (id) => /** @type {HTMLInputElement} */ (byId(id)).value.trim();
  connection?.send({ type: "attest", what, by: value("attest-by"), title: value("attest-position"), date: value("attest-date") });
  /** @type {HTMLFormElement} */ (byId("attest-form")).reset();
}

/** @param {"chat"|"plan"} view */
function view(view) {
  document.body.dataset.view = view;
  for (const name of ["chat", "plan"]) byId(`tab-${name}`).setAttribute("aria-pressed", String(name === view));
}

function listen() {
  byId("say-form").addEventListener("submit", (e) => { e.preventDefault(); send(); });
  say.addEventListener("keydown", (e) => {
    if (e.key === "Enter" && !e.shiftKey && !e.isComposing) { e.preventDefault(); send(); }
    if (e.key === "Escape" && chat.running) connection?.write({ type: "stop" });
  });
  say.addEventListener("input", remember);
  byId("stop").addEventListener("click", () => connection?.write({ type: "stop" }));
  byId("undo").addEventListener("click", () => connection?.send({ type: "undo" }));
  byId("redo").addEventListener("click", () => connection?.send({ type: "redo" }));
  byId("attest-form").addEventListener("submit", attest);
  byId("tab-chat").addEventListener("click", () => view("chat"));
  byId("tab-plan").addEventListener("click", () => view("plan"));
  byId("lang").addEventListener("change", (e) => {
    localStorage.setItem("luonnos.lang", setLang(/** @type {HTMLSelectElement} */ (e.target).value));
    drawTexts();
    connect();
  });
}

async function start() {
  view("chat");
  listen();
  drawTexts();
  if (!(await loadCatalogue())) { byId("alert").textContent = t("denied"); return; }
  planId = await choosePlan();
  history.replaceState(null, "", `#plan=${planId}`);
  say.value = localStorage.getItem(`luonnos.unsent.${planId}`) ?? "";
  drawTexts();
  connect();
}

start();
