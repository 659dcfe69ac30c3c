// @ts-check
// The one plan that the page shows: its state as the server sends it, and what can
// be done to it. Elements listen to its events: "state" (the plan has changed),
// "agui" (one event of the conversation), "link" (online or not), "outbox" (what waits
// to be sent has changed), "open" (another plan), "gone" (the plan was deleted),
// "may" (what the person may do with it), "history" (whether there is anything to undo).
import { valueAt } from "./catalogue.js";
import { lang } from "./lang.js";
import { patched } from "./patch.js";
import { Connection } from "./socket.js";

class Room extends EventTarget {
  plan = "";
  /** @type {any} what the server last sent */
  state = undefined;
  /** @type {any} the state before the last change, to mark what changed */
  before = undefined;
  contact = ""; // where a person is reached
  /** @type {string[]} what the person may do */
  may = [];
  history = { undo: false, redo: false };
  /** @type {{signIn: string} | undefined} the session has ended, and where to begin another */
  ended = undefined;
  running = false;
  online = true;
  /** @type {Connection | undefined} */
  connection = undefined;

  /** @param {string} plan */
  open(plan) {
    this.connection?.close();
    this.plan = plan;
    this.state = this.before = undefined;
    this.running = false;
    this.online = true; // until we know better
    this.ended = undefined;
    this.may = [];
    this.dispatchEvent(new Event("open"));
    this.connection = new Connection(plan, {
      event: (e) => this.receive(e),
      state: (online) => this.link(online),
      outbox: () => this.dispatchEvent(new Event("outbox")),
      gone: () => this.dispatchEvent(new Event("gone")),
      ended: (signIn) => { this.ended = { signIn }; this.running = false; this.dispatchEvent(new Event("link")); },
      lang,
    });
  }

  /** @param {boolean} online */
  link(online) {
    if (online === this.online) return;
    this.online = online;
    if (!online) this.running = false;
    this.dispatchEvent(new Event("link"));
  }

  leave() {
    this.connection?.close();
    this.connection = undefined;
    this.plan = "";
  }

  /** @param {any} event */
  receive(event) {
    if (event.type === "STATE_SNAPSHOT") return this.show(event.snapshot);
    if (event.type === "STATE_DELTA") return this.show(patched(this.state, event.delta));
    if (event.name === "luonnos.welcome") this.welcome(event.value);
    if (event.name === "luonnos.history") { this.history = event.value; this.dispatchEvent(new Event("history")); }
    if (event.type === "RUN_STARTED") this.running = true;
    if (event.type === "RUN_FINISHED" || event.type === "RUN_ERROR") this.running = false;
    this.dispatchEvent(new CustomEvent("agui", { detail: event }));
  }

  /** @param {any} value */
  welcome({ contact, may }) {
    this.contact = contact ?? "";
    const same = String(may) === String(this.may);
    this.may = may;
    if (!same) this.dispatchEvent(new Event("may"));
  }

  /** @param {string} what as the server names it: write, attest, review, invite */
  can(what) { return this.may.includes(what); }

  /** @param {any} next */
  show(next) {
    this.before = this.state ?? next;
    this.state = next;
    this.dispatchEvent(new Event("state"));
  }

  /** @param {string} text @param {string} [replaces] my last message, when this takes its place */
  say(text, replaces) { return this.send({ type: "message", text, replaces }); }

  stop() { if (this.running) this.connection?.write({ type: "stop" }); }

  /**
   * A change of the plan as it is shown. When the plan has changed elsewhere meanwhile,
   * but not what the frame is about, it still holds.
   * @param {any} frame @returns {Promise<void>}
   */
  async change(frame) {
    const places = [frame.list, ...(frame.paths ?? []), ...(frame.remove ?? []), ...(frame.set ?? []).map((/** @type {any} */ s) => s.path)].filter(Boolean);
    const shown = () => JSON.stringify(places.map((path) => valueAt(this.state.plan, path) ?? null));
    const seen = shown();
    try {
      await this.send({ ...frame, rev: this.state.rev });
    } catch (e) {
      if (/** @type {any} */ (e).code !== "stale_rev" || !places.length || shown() !== seen) throw e;
      await this.change(frame);
    }
  }

  /** @param {any} frame @returns {Promise<void>} */
  send(frame) {
    if (!this.connection) return Promise.reject(new Error("no plan is open"));
    return this.connection.send(frame);
  }
}

export const room = new Room();
