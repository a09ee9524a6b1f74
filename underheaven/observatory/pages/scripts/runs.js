/**
 * Runs of worlds in workers side by side, two unless said otherwise: what is wanted is lived in its order, and what was lived is kept.
 * @module
 */

import { started } from "./folder.js";

/** @typedef {import("./contrasted.js").Lived} Run */
/** @typedef {import("./audited.js").Audited} Audited */
/** @typedef {import("./measuring.js").Told} Told */

/** A run that is wanted. @typedef {{key: string, which: import("./worlds.js").Which & {measures: string, said?: any, all?: boolean}}} Wanted */
/** @typedef {{more: () => void, failed: (why: string) => void}} Listener */

const SIDES = 2;

/** @template {Run | Audited} [T=Run] What they come to. */
export class Runs {
  /** @param {Listener} listener @param {number} [sides] */
  constructor(listener, sides = SIDES) {
    this._listener = listener;
    /** @type {Map<string, T>} */
    this.known = new Map();
    /** @type {Wanted[]} */
    this._wanted = [];
    this._number = 0;
    this._hands = Array.from({ length: sides }, () => this._hand());
    document.addEventListener("visibilitychange", () => this._look());
  }

  /** Live these, first things first; what else was being lived is given up. @param {Wanted[]} wanted */
  want(wanted) {
    this._wanted = wanted;
    for (const hand of this._hands) {
      if (!hand.key || wanted.some(({ key }) => key === hand.key)) continue;
      hand.worker.postMessage({ kind: "stop" });
      Object.assign(hand, { key: "", number: 0, done: 0 });
    }
    this._go();
  }

  /** Of what is wanted, the part that is lived, from 0 to 1. */
  get done() {
    const lived = this._wanted.filter(({ key }) => this.known.has(key)).length;
    const half = this._hands.reduce((sum, hand) => sum + (hand.key ? hand.done : 0), 0);
    return this._wanted.length ? (lived + half) / this._wanted.length : 0;
  }

  /** @returns {{worker: Worker, key: string, number: number, done: number}} */
  _hand() {
    const worker = started("measuring.js");
    const hand = { worker, key: "", number: 0, done: 0 };
    worker.addEventListener("message", ({ data }) => this._hear(hand, data));
    worker.addEventListener("error", () => this._listener.failed("a worker could not be started"));
    return hand;
  }

  /** Give whoever has nothing to do the next that is wanted. */
  _go() {
    for (const hand of this._hands.filter(({ key }) => !key)) {
      const next = this._wanted.find(({ key }) => !this.known.has(key) && !this._hands.some((other) => other.key === key));
      if (!next) continue;
      this._number += 1;
      Object.assign(hand, { key: next.key, number: this._number, done: 0 });
      hand.worker.postMessage({ kind: "live", number: this._number, ...next.which });
    }
    this._look();
  }

  /** Wait while nobody looks. */
  _look() {
    if (document.hidden) for (const { worker } of this._hands) worker.postMessage({ kind: "wait" });
    else for (const { worker } of this._hands) worker.postMessage({ kind: "go on" });
  }

  /** @param {{key: string, number: number, done: number}} hand @param {Told} told */
  _hear(hand, told) {
    if (told.number !== hand.number) return;
    if (told.kind === "failed") {
      Object.assign(hand, { key: "", number: 0 });
      this._wanted = [];
      this._listener.failed(told.why);
      return;
    }
    if (told.kind === "step") {
      hand.done = told.done / told.of;
    } else {
      this.known.set(hand.key, /** @type {T} */ (told.run));
      Object.assign(hand, { key: "", number: 0, done: 0 });
      this._go();
    }
    this._listener.more();
  }
}
