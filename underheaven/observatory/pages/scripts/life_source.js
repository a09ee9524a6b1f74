/**
 * One world behind the page of lives: how far it is lived, what is known of it, and the life that was asked for.
 * @module
 */

import { address, started } from "./folder.js";

/** @typedef {import("./reform_words.js").Side} Side */
/** @typedef {import("./reformed.js").Reform} Reform */
/** @typedef {import("./teller.js").Life} Life */
/** @typedef {import("./life_worker.js").Told} Told */
/** @typedef {Extract<import("./life_worker.js").Asked, {kind: "live"}>} Live */

export class LifeSource {
  /**
   * @param {() => void} changed @param {(why: string) => void} failed
   * @param {() => Promise<import("./reformed.js").Reformed>} reforming Who makes the worlds of reforms.
   */
  constructor(changed, failed, reforming) {
    this._changed = changed;
    this._failed = failed;
    this._reforming = reforming;
    /** @type {Worker | null} */
    this._worker = null;
    this._number = 0;
    this._world = "";
    /** @type {any} */
    this.plan = null;
    this.steps = 0;
    this.digest = "";
    /** By step. @type {number[]} */
    this.unlucky = [];
    /** @type {number[]} */
    this.favoured = [];
    /** @type {Life | null} */
    this.life = null;
    /** Whether the world of a reform is being made. */
    this.makes = false;
    /** What is told of the reform. @type {Reform | null} */
    this.reform = null;
    /** Why it cannot be lived. @type {Error | null} */
    this.refused = null;
    /** @type {number | null} */
    this._asked = null;
    document.addEventListener("visibilitychange", () => {
      this._worker?.postMessage({ kind: document.hidden ? "wait" : "go on" });
    });
  }

  _forget() {
    Object.assign(this, { plan: null, steps: 0, digest: "", unlucky: [], favoured: [], life: null, makes: false, reform: null, refused: null, _asked: null });
  }

  /** Whether the whole world is known. */
  get known() {
    return this.digest !== "";
  }

  /** No world. */
  end() {
    this._worker?.terminate();
    this._worker = null;
    this._world = "";
    this._number += 1;
    this._forget();
  }

  /** Live a world, if it is another. @param {import("./address.js").State} state @param {Side} side @param {string} years */
  live(state, { policy, r }, years) {
    // A reform names its policy itself.
    const world = [r ? `r=${r}` : policy, state.society, years, state.seed, state.citizens].join(" ");
    if (world === this._world) return;
    this._world = world;
    this._forget();
    this._number += 1;
    if (!this._worker) this._begin();
    const folder = state.society;
    /** @type {Live} */
    const asked = {
      kind: "live", number: this._number, kernel: address("kernel.wasm.gz"), lives: address("lives.gz"),
      file: address(`${folder}/${policy}-${years}.gz`), life: address(`${folder}/${policy}-${years}-life.gz`),
      seeds: state.seed === 1 ? null : address(`${folder}/seeds.gz`), seed: state.seed, citizens: state.citizens,
    };
    if (r) this._reform(asked, r);
    else this._live(asked);
  }

  /** Live the world of a reform, once its file is made. @param {Live} asked @param {string} word */
  async _reform(asked, word) {
    this.makes = true;
    this._post({ kind: "stop" });
    try {
      const made = await (await this._reforming()).world(word, asked.citizens, asked.file, "life", asked.life);
      if (asked.number !== this._number) return;
      this.reform = made.reform;
      this._live({ ...asked, whole: made.whole, said: made.beside });
    } catch (error) {
      if (asked.number !== this._number) return;
      this.refused = /** @type {Error} */ (error);
    }
    this.makes = false;
    this._changed();
  }

  /** @param {Live} asked */
  _live(asked) {
    this._post(asked);
    if (document.hidden) this._post({ kind: "wait" });
  }

  /** Ask for a life; it comes once the world is known. @param {number} citizen */
  tell(citizen) {
    if (this._asked === citizen) return;
    this._asked = citizen;
    this.life = null;
    this._post({ kind: "tell", citizen });
  }

  _begin() {
    this._worker = started("life_worker.js");
    this._worker.addEventListener("message", ({ data }) => this._hear(data));
    this._worker.addEventListener("error", () => this._failed("the worker could not be started"));
  }

  /** @param {import("./life_worker.js").Asked} asked */
  _post(asked) {
    this._worker?.postMessage(asked);
  }

  /** @param {Told} told */
  _hear(told) {
    if (told.number !== this._number) return;
    if (told.kind === "made") this.plan = told.plan;
    else if (told.kind === "lived") this.steps = told.steps;
    else if (told.kind === "known") Object.assign(this, { digest: told.digest, unlucky: told.unlucky, favoured: told.favoured });
    else if (told.kind === "life") this.life = told.life.citizen === this._asked ? told.life : this.life;
    else {
      this._failed(told.why);
      return;
    }
    this._changed();
  }
}
