/**
 * The world behind the page where `underheaven observe` serves it: frames as the program that serves it lives them.
 *
 * One stream of events for each page that is seen: a browser opens few at a time, so a hidden page closes its own.
 * @module
 */

import { byId } from "./dom.js";

/** @typedef {import("./address.js").State} State */
/** @typedef {import("./frames.js").Frame} Frame */

const RETRY_MS = 1500;

/** What the program says is wrong. */
class Refusal extends Error {
  /** @param {{error: {what: string, why: string, fix: string}}} told */
  constructor({ error: { what, why, fix } }) {
    super([what, why, fix].filter((each) => each).join("; "));
  }
}

export class Served {
  /** @param {import("./source.js").Listener} listener */
  constructor(listener) {
    this._listener = listener;
    /** @type {EventSource | null} */
    this._stream = null;
    this._timer = 0;
    this._world = "";
    this._over = true;
    /** @type {State | null} */
    this._state = null;
    /** @type {Frame[]} */
    this.frames = [];
    /** @type {any} */
    this.plan = null;
    this.begins = 0;
    byId("cancel").addEventListener("click", () => this._cancel());
    document.addEventListener("visibilitychange", () => (document.hidden ? this._close() : this._open()));
    addEventListener("pagehide", () => this._close());
  }

  /** Live another world. @param {State} state */
  live(state) {
    this._close();
    this._state = state;
    this._world = "";
    this._over = false;
    this.frames = [];
    this.plan = null;
    this._open();
  }

  /** Ask for the world, and listen from the frame on that is wanting; again, where that cannot be done. */
  async _open() {
    const state = this._state;
    if (!state || this._over || document.hidden) return;
    this._close();
    try {
      const { world, reform } = await asked("worlds", "POST", state);
      if (state !== this._state || document.hidden) return;
      if (reform && !this.plan) this._listener.reformed(reform);
      this._listen(world);
    } catch (error) {
      if (state !== this._state) return;
      if (!(error instanceof Refusal)) return this._lost();
      this._end();
      if (state.r) this._listener.refused(error);
      else this._listener.failed(error.message);
    }
  }

  /** @param {string} world */
  _listen(world) {
    this._close();
    this._world = world;
    const stream = new EventSource(`worlds/${world}/stream?from=${this.frames.length}`);
    this._stream = stream;
    byId("cancel").hidden = false;
    /** @param {string} kind @param {(told: any) => void} hear */
    const on = (kind, hear) => stream.addEventListener(kind, (event) => hear(JSON.parse(/** @type {MessageEvent} */ (event).data)));
    on("state", ({ says }) => this._listener.waits(says));
    on("made", ({ plan, begins }) => {
      if (this.plan) return;
      this.plan = plan;
      this.begins = begins;
      this._listener.made();
    });
    on("frames", (frames) => {
      this.frames.push(...frames);
      this._listener.more();
    });
    on("digest", ({ digest }) => {
      this._end();
      this._listener.digest(digest);
    });
    on("failed", (told) => {
      if (told.error.code !== "cancelled") return this._fail(new Refusal(told).message);
      this._end();
      this._listener.waits("Stopped. Choose another world, or the same seed again.");
    });
    stream.onerror = () => this._lost();
  }

  _lost() {
    this._close();
    this._listener.waits("The connection is lost. What is here plays on; it is tried again.");
    this._timer = setTimeout(() => this._open(), RETRY_MS);
  }

  _close() {
    clearTimeout(this._timer);
    this._stream?.close();
    this._stream = null;
  }

  /** Nothing more will come. */
  _end() {
    this._over = true;
    this._close();
    byId("cancel").hidden = true;
  }

  /** @param {string} why */
  _fail(why) {
    this._end();
    this._listener.failed(why);
  }

  async _cancel() {
    try {
      await asked(`worlds/${this._world}`, "DELETE", null);
    } catch (error) {
      if (error instanceof Refusal) this._listener.waits(`${error.message}.`);
    }
  }
}

/**
 * Ask the program for a world, or to live it no further; the world's name, and what is told of a reform.
 * @param {string} address @param {"POST" | "DELETE"} method @param {State | null} state
 * @returns {Promise<{world: string, reform?: import("./reformed.js").Reform}>}
 */
async function asked(address, method, state) {
  const { policy, society, from, to, citizens, seed, r } = state ?? {};
  const sent = state && { headers: { "Content-Type": "application/json" }, body: JSON.stringify({ policy, society, from, to, citizens, seed, ...(r ? { r } : {}) }) };
  const answer = await fetch(address, { method, ...sent });
  const told = await answer.json();
  if (!answer.ok) throw new Refusal(told);
  return told;
}
