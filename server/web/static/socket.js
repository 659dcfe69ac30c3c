// @ts-check
// The connection to one plan's conversation: it says hello, resumes after a break
// from the last durable event, and sends again what was not acknowledged.

const RETRY_FIRST = 500;
const RETRY_MOST = 8000;

/** @typedef {{type: string, id?: string, [key: string]: any}} Frame */

export class Connection {
  /**
   * @param {string} plan
   * @param {{event: (e: any) => void, state: (online: boolean) => void, refused: () => void, lang: () => string}} on
   */
  constructor(plan, on) {
    this.plan = plan;
    this.on = on;
    this.seq = 0;
    this.wait = RETRY_FIRST;
    this.ready = false;
    /** @type {Map<string, Frame>} */
    this.unacknowledged = new Map();
    this.open();
  }

  open() {
    const url = new URL(`/v1/plans/${encodeURIComponent(this.plan)}/ws`, location.href);
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    this.ready = false;
    this.socket = new WebSocket(url, ["luonnos.v1"]);
    this.socket.onopen = () => this.write({ type: "hello", after: this.seq, lang: this.on.lang() });
    this.socket.onmessage = (message) => this.receive(JSON.parse(message.data));
    this.socket.onclose = () => this.lost();
  }

  lost() {
    this.on.state(false);
    if (this.closed) return;
    setTimeout(() => this.open(), this.wait * (0.75 + Math.random() / 2));
    this.wait = Math.min(this.wait * 2, RETRY_MOST);
  }

  close() {
    this.closed = true;
    this.socket?.close();
  }

  /** @param {any} event */
  receive(event) {
    const seq = event.metadata?.luonnos?.seq;
    if (event.type === "CUSTOM" && event.name === "luonnos.ready") this.resumed();
    if (event.type === "CUSTOM" && event.name === "luonnos.ack") this.unacknowledged.delete(event.value.id);
    if (event.type === "CUSTOM" && event.name === "luonnos.error" && event.value.id) this.unacknowledged.delete(event.value.id);
    this.on.event(event);
    if (seq > this.seq) this.seq = seq;
  }

  resumed() {
    this.ready = true;
    this.wait = RETRY_FIRST;
    this.on.state(true);
    for (const frame of this.unacknowledged.values()) this.write(frame);
  }

  /**
   * Sends a frame exactly once, now or when the connection is back.
   * @param {Frame} frame
   */
  send(frame) {
    const id = crypto.randomUUID();
    const whole = { ...frame, id };
    this.unacknowledged.set(id, whole);
    if (this.ready) this.write(whole);
    return id;
  }

  /** @param {Frame} frame */
  write(frame) {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(frame));
  }
}
