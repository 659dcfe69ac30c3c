// @ts-check
// The one plan that the page shows: its state as the server sends it, and what can
// be done to it. Elements listen to its events: "state" (the plan has changed),
// "agui" (one event of the conversation), "link" (online or not), "outbox" (what waits
// to be sent has changed), "open" (another plan), "gone" (the plan was deleted).
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
    this.dispatchEvent(new Event("open"));
    this.connection = new Connection(plan, {
      event: (e) => this.receive(e),
      state: (online) => this.link(online),
      outbox: () => this.dispatchEvent(new Event("outbox")),
      gone: () => this.dispatchEvent(new Event("gone")),
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
    if (event.name === "luonnos.welcome") this.contact = event.value.contact ?? "";
    if (event.type === "RUN_STARTED") this.running = true;
    if (event.type === "RUN_FINISHED" || event.type === "RUN_ERROR") this.running = false;
    this.dispatchEvent(new CustomEvent("agui", { detail: event }));
  }

  /** @param {any} next */
  show(next) {
    this.before = this.state ?? next;
    this.state = next;
    this.dispatchEvent(new Event("state"));
  }

  /** @param {string} text */
  say(text) { return this.send({ type: "message", text }); }

  stop() { if (this.running) this.connection?.write({ type: "stop" }); }

  /** A change of the plan as it is shown. @param {any} frame */
  change(frame) { return this.send({ ...frame, rev: this.state.rev }); }

  /** @param {any} frame @returns {Promise<void>} */
  send(frame) {
    if (!this.connection) return Promise.reject(new Error("no plan is open"));
    return this.connection.send(frame);
  }
}

export const room = new Room();
