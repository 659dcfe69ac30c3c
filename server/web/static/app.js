// @ts-check
// Wires the page: which plan, which language, which view.
import { leave, listPlans, me, newPlan } from "./api.js";
import { articles } from "./articles.js";
import { loadCatalogue } from "./catalogue.js";
import { announce, byId, el, toast } from "./dom.js";
import { inLang, lang, setLang, t } from "./lang.js";
import { markdown } from "./markdown.js";
import { people } from "./people.js";
import { record } from "./record.js";
import { forgetReviews } from "./review.js";
import { room } from "./room.js";
import { openSheet } from "./sheet.js";
import "./log.js";
import "./composer.js";
import "./plan.js";
import "./criteria.js";
import "./plans.js";

/** @param {string} tag @returns {any} one of our elements */
const the = (tag) => document.querySelector(tag);

const menu = /** @type {HTMLDetailsElement} */ (byId("menu"));

/** Every text of the frame, in the page's language. */
function drawTexts() {
  document.documentElement.lang = lang();
  for (const node of document.querySelectorAll("[data-text]")) node.textContent = t(/** @type {HTMLElement} */ (node).dataset.text ?? "");
  for (const node of document.querySelectorAll("[data-label]")) node.setAttribute("aria-label", t(/** @type {HTMLElement} */ (node).dataset.label ?? ""));
  for (const node of document.querySelectorAll(".langs button")) node.setAttribute("aria-pressed", String(/** @type {HTMLButtonElement} */ (node).value === lang()));
  drawHead();
}

/** What the frame shows of the plan: its title and how much is open. */
function drawHead() {
  const onPlan = document.body.dataset.page === "plan";
  const title = room.state?.plan.target?.title ?? (room.state ? t("untitled") : "Luonnos");
  byId("title").textContent = onPlan ? title : "Luonnos";
  document.title = onPlan ? `${title} – Luonnos` : `${t("my_plans")} – Luonnos`;
  for (const format of ["md", "json"]) {
    const link = byId(`export-${format}`);
    link.parentElement?.toggleAttribute("hidden", !onPlan);
    link.setAttribute("href", `/v1/plans/${room.plan}/export?format=${format}&lang=${lang()}`);
  }
  for (const name of ["people", "record"]) document.querySelector(`#menu [value=${name}]`)?.parentElement?.toggleAttribute("hidden", !onPlan);
  document.querySelector("#menu [value=contact]")?.parentElement?.toggleAttribute("hidden", !room.contact);
  const gaps = openFindings();
  byId("open-count").replaceChildren(...(gaps ? [String(gaps), el("span", { class: "hidden" }, ` ${t("gaps_label")}`)] : []));
}

const openFindings = () => (room.state?.criteria.findings ?? []).filter((/** @type {any} */ f) => f.level === "hard" || f.level === "int").length;

/** Says once how much is left after a turn has changed it. */
let told = -1;
function tellGaps() {
  const gaps = openFindings();
  if (told >= 0 && gaps !== told) announce(gaps ? t("gaps", { n: gaps }) : t("gaps_none"));
  told = gaps;
}

/** @type {Map<string, number>} how far each view of the right pane was scrolled */
const scrolled = new Map();

/** @param {string} name chat, plan or criteria */
function view(name) {
  const right = byId("right");
  const before = document.body.dataset.view ?? "";
  scrolled.set(before, right.scrollTop);
  document.body.dataset.view = name;
  if (name !== before) right.scrollTop = scrolled.get(name) ?? 0;
  const shown = name === "chat" && byId("right").checkVisibility() ? "plan" : name;
  for (const tab of document.querySelectorAll(".tabs button")) tab.setAttribute("aria-pressed", String(/** @type {HTMLButtonElement} */ (tab).value === shown));
  if (name === "chat") the("l-log").toEnd();
}

/** @param {string} value */
async function changeLanguage(value) {
  await loadCatalogue(value);
  localStorage.setItem("luonnos.lang", lang());
  forgetReviews();
  drawTexts();
  for (const tag of ["l-log", "l-composer", "l-plan", "l-criteria", "l-signing"]) the(tag).draw();
  if (document.body.dataset.page === "plans") the("l-plans").draw();
  room.connection?.again();
}

/** Shows what the address names: a plan, or the list of plans. */
async function route() {
  menu.open = false;
  const plan = location.hash.match(/^#plan=([\w-]+)$/)?.[1];
  document.body.dataset.page = location.hash === "#plans" ? "plans" : "plan";
  if (location.hash === "#plans") {
    room.leave();
    await the("l-plans").draw();
    the("l-plans h2").focus();
  } else if (plan && plan !== room.plan) {
    told = -1;
    room.open(plan);
  } else if (!plan) {
    const [{ plans: [last] }, { may }] = await Promise.all([listPlans(), me()]);
    if (last) location.replace(`#plan=${last.id}`);
    else location.replace(may.includes("create") ? `#plan=${await newPlan()}` : "#plans");
  }
  drawHead();
}

function listen() {
  window.addEventListener("hashchange", () => route().catch(failed));
  window.addEventListener("offline", () => room.connection?.cut());
  window.addEventListener("online", () => room.online || room.connection?.again());
  window.addEventListener("resize", () => view(document.body.dataset.view ?? "chat"));
  room.addEventListener("state", drawHead);
  room.addEventListener("link", () => announce(t(room.online ? "back_online" : "offline")));
  room.addEventListener("gone", () => { location.hash = "#plans"; });
  room.addEventListener("agui", (e) => {
    const { type, name, value } = /** @type {CustomEvent} */ (e).detail;
    if (type === "RUN_FINISHED") tellGaps();
    if (name === "luonnos.error" && !value.id) toast(value); // what a frame led to is told by who sent it
  });
  document.addEventListener("goto", (e) => {
    const { path, edit } = /** @type {CustomEvent} */ (e).detail;
    const signing = path === "attestations" || path === "targets_lock";
    view(signing ? "criteria" : "plan");
    if (signing) the("l-signing [data-key=attestations]").focus();
    else the("l-plan").show(path, edit);
  });
  document.addEventListener("keydown", (e) => {
    if (e.key !== "Escape") return;
    if (menu.open) { menu.open = false; menu.querySelector("summary")?.focus(); } else room.stop();
  });
  document.addEventListener("click", (e) => {
    const target = /** @type {HTMLElement} */ (e.target);
    const button = /** @type {HTMLButtonElement | null} */ (target.closest("button"));
    byId("toast").textContent = "";
    if (button?.closest(".langs")) changeLanguage(button.value).catch(failed);
    if (button?.closest(".tabs")) view(button.value);
    if (button?.value === "sign_out") leave().then((to) => location.assign(to?.end ?? "/")).catch(failed);
    else if (button?.closest("#menu")) openSheet(t(button.value), (sheets[button.value] ?? (() => markdown(inLang(articles[button.value]))))());
    if (!target.closest("#menu") || target.closest("#menu li")) menu.open = false;
  });
}

/** @type {Record<string, () => Node>} what the menu opens besides the articles */
const sheets = { people, record, contact };

/** Where a person is reached: by letter, on the web or as it is written. */
function contact() {
  const at = room.contact;
  const address = /^\S+@\S+$/.test(at) ? `mailto:${at}` : /^https:\/\/\S+$/.test(at) ? at : "";
  return el("div", {}, el("p", {}, t("contact_intro")), el("p", {}, address ? el("a", { href: address }, at) : at));
}

/** @param {any} problem */
function failed(problem) {
  const signIn = problem?.signIn && el("a", { class: "button", href: `${problem.signIn}?next=${encodeURIComponent(`/${location.hash}`)}` }, t("sign_in"));
  const text = signIn ? t("signed_out") : problem?.code === "unauthorized" ? t("denied") : problem?.code ? problem.message : t("unreachable");
  byId("title").textContent = "Luonnos";
  document.querySelector("main")?.replaceChildren(el("p", { class: "pane error", role: "alert" }, text, signIn && el("p", {}, signIn)));
}

async function start() {
  setLang(localStorage.getItem("luonnos.lang") ?? navigator.language.slice(0, 2));
  drawTexts();
  listen();
  view("chat");
  const { id } = await me(); // or we may not come in
  byId("sign-out").hidden = id === "";
  await loadCatalogue();
  the("l-signing").draw();
  await route();
}

start().catch(failed);
