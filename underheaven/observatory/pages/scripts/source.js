/**
 * The world behind the page: frames as they come, kept, and the digest at the end.
 * @module
 */

import { address, started } from "./folder.js";
import { Served } from "./served.js";

/** @typedef {import("./address.js").State} State */
/** @typedef {import("./frames.js").Frame} Frame */
/** @typedef {import("./worker.js").Told} Told */

/**
 * What a page is told.
 * @typedef {object} Listener
 * @property {() => void} made
 * @property {() => void} more
 * @property {(digest: string) => void} digest
 * @property {(why: string) => void} failed
 * @property {(words: string) => void} waits
 * @property {(reform: import("./reformed.js").Reform) => void} reformed
 * @property {(why: Error) => void} refused A reform cannot be lived.
 */

/**
 * Where frames come from: a worker, or what serves the page.
 * @param {import("./address.js").Catalogue} catalogue @param {Listener} listener @returns {Source | Served}
 */
export const sourceOf = (catalogue, listener) => (catalogue.served ? new Served(listener) : new Source(listener));

export class Source {
  /** @param {Listener} listener */
  constructor(listener) {
    this._listener = listener;
    this._worker = started("worker.js");
    this._worker.addEventListener("message", ({ data: told }) => this._hear(told));
    this._worker.addEventListener("error", () => listener.failed("the worker could not be started"));
    this._number = 0;
    /** @type {import("./reformed.js").Reformed | null} */
    this._reformed = null;
    /** @type {Frame[]} */
    this.frames = [];
    /** @type {any} */
    this.plan = null;
    this.begins = 0;
    document.addEventListener("visibilitychange", () => {
      this._worker.postMessage({ kind: document.hidden ? "wait" : "go on" });
    });
  }

  /** Live another world. @param {State} state @param {string} years Name of the span in files. */
  live(state, years) {
    this._number += 1;
    this.frames = [];
    this.plan = null;
    /** @type {import("./worker.js").Asked} */
    const asked = {
      kind: "live",
      number: this._number,
      kernel: address("kernel.wasm.gz"),
      file: address(`${state.society}/${state.policy}-${years}.gz`),
      seeds: state.seed === 1 ? null : address(`${state.society}/seeds.gz`),
      seed: state.seed,
      citizens: state.citizens,
    };
    if (state.r) this._reform(asked, state);
    else this._post(asked);
  }

  /** Live the world of a reform, once its file is made. @param {Extract<import("./worker.js").Asked, {kind: "live"}>} asked @param {State} state */
  async _reform(asked, state) {
    const { number } = asked;
    this._worker.postMessage({ kind: "stop" });
    try {
      // Late: most worlds are of policies as they are shipped.
      const { Reformed } = await import("./reformed.js");
      this._reformed ??= new Reformed((words) => this._listener.waits(words));
      const { reform, whole } = await this._reformed.world(state.r, state.citizens, asked.file);
      if (number !== this._number) return;
      this._listener.reformed(reform);
      this._post({ ...asked, whole });
    } catch (error) {
      if (number === this._number) this._listener.refused(/** @type {Error} */ (error));
    }
  }

  /** @param {import("./worker.js").Asked} asked */
  _post(asked) {
    this._worker.postMessage(asked);
    if (document.hidden) this._worker.postMessage({ kind: "wait" });
  }

  /** @param {Told} told */
  _hear(told) {
    if (told.number !== this._number) return;
    if (told.kind === "made") {
      this.plan = told.plan;
      this.begins = told.begins;
      this._listener.made();
    } else if (told.kind === "frames") {
      this.frames.push(...told.frames);
      this._listener.more();
    } else if (told.kind === "digest") {
      this._listener.digest(told.digest);
    } else {
      this._listener.failed(told.why);
    }
  }
}
