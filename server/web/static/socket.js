// @ts-check
// The connection to one plan's conversation: it says hello, resumes after a break
// from the last durable event, and sends again what was not acknowledged. What
// waits survives a reload; a frame's id makes it count once however often it goes.

import { lookAt } from "./api.js";

const RETRY_FIRST = 500;
const RETRY_MOST = 8000;

/** @typedef {{type: string, id?: string, [key: string]: any}} Frame */
/** @typedef {{frame: Frame, resolve: () => void, reject: (e: Error) => void}} Sent */

export class Connection {
  /**
   * @param {string} plan
   * @param {{event: (e: any) => void, state: (online: boolean) => void, outbox: () => void, gone: () => void, ended: (signIn: string) => void, lang: () => string}} on
   */
  constructor(plan, on) {
    this.plan = plan;
    this.on = on;
    this.seq = 0;
    this.wait = RETRY_FIRST;
    this.ready = false;
    this.key = `luonnos.outbox.${plan}`;
    /** @type {Map<string, Sent>} */
    this.unacknowledged = new Map();
    for (const frame of JSON.parse(localStorage.getItem(this.key) ?? "[]")) this.keep(frame);
    this.open();
  }

  open() {
    const url = new URL(`/v1/plans/${encodeURIComponent(this.plan)}/ws`, location.href);
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    this.ready = false;
    const socket = (this.socket = new WebSocket(url, ["luonnos.v1"]));
    socket.onopen = () => this.write({ type: "hello", after: this.seq, lang: this.on.lang(), bundle: true });
    socket.onmessage = (message) => {
      if (this.socket === socket) for (const event of [JSON.parse(message.data)].flat()) this.receive(event);
    };
    socket.onclose = (e) => {
      if (this.socket !== socket) return;
      if (e.reason === "not_found") this.on.gone();
      else this.lost();
    };
  }

  /** Begins anew at once, for another language or when the network is back. */
  again() {
    clearTimeout(this.timer);
    const old = this.socket;
    this.open();
    old?.close();
  }

  /** The network is gone; the socket may not have noticed. */
  cut() {
    const old = this.socket;
    this.socket = undefined;
    old?.close();
    clearTimeout(this.timer);
    this.lost();
  }

  /** The browser does not say why a connection was refused, so we ask. */
  async lost() {
    this.ready = false;
    if (this.closed) return;
    this.on.state(false);
    const { socket } = this;
    const { code, signIn } = await lookAt(this.plan);
    if (this.closed || this.socket !== socket) return;
    if (code === "unauthorized") return this.on.ended(signIn ?? "");
    if (code === "not_found") return this.on.gone();
    this.timer = setTimeout(() => this.open(), this.wait * (0.75 + Math.random() / 2));
    this.wait = Math.min(this.wait * 2, RETRY_MOST);
  }

  close() {
    this.closed = true;
    clearTimeout(this.timer);
    this.socket?.close();
  }

  /** @param {any} event */
  receive(event) {
    const { type, name, value } = event;
    if (type === "CUSTOM" && name === "luonnos.ack") this.answered(value.id);
    if (type === "CUSTOM" && name === "luonnos.error" && value.id) this.answered(value.id, value);
    this.on.event(event);
    if (event.metadata?.luonnos?.seq > this.seq) this.seq = event.metadata.luonnos.seq;
    if (type === "CUSTOM" && name === "luonnos.ready") this.resumed();
  }

  resumed() {
    this.ready = true;
    this.wait = RETRY_FIRST;
    this.on.state(true);
    for (const { frame } of this.unacknowledged.values()) this.write(frame);
  }

  /** @param {string} id @param {{code: string, message: string}} [refusal] */
  answered(id, refusal) {
    const sent = this.unacknowledged.get(id);
    if (!sent) return;
    this.unacknowledged.delete(id);
    this.save();
    if (refusal) sent.reject(Object.assign(new Error(refusal.message), { code: refusal.code }));
    else sent.resolve();
  }

  /** @param {Frame} frame @returns {Promise<void>} */
  keep(frame) {
    const { promise, resolve, reject } = Promise.withResolvers();
    this.unacknowledged.set(frame.id ?? "", { frame, resolve: () => resolve(undefined), reject });
    promise.catch(() => undefined); // the event has told the page already
    return promise;
  }

  save() {
    localStorage.setItem(this.key, JSON.stringify(this.waiting()));
    this.on.outbox();
  }

  /** The messages that are not on the server's disk yet. */
  waiting() { return [...this.unacknowledged.values()].map((s) => s.frame).filter((f) => f.type === "message"); }

  /**
   * Sends a frame exactly once, now or when the connection is back. The promise is
   * kept when it is on the server's disk, and broken when it is refused.
   * @param {Frame} frame
   */
  send(frame) {
    const whole = { ...frame, id: crypto.randomUUID() };
    const done = this.keep(whole);
    this.save();
    if (this.ready) this.write(whole);
    return done;
  }

  /** @param {Frame} frame */
  write(frame) {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(frame));
  }
}
