/**
 * A world in which one community can be lived once more, so that the kernel writes down what happens to somebody.
 *
 * Communities meet only in what everybody knows of the step before, which is kept as the world is lived. The kernel's
 * log has no place for anything until a life is told (underheaven/engine/log.py).
 * @module
 */

import { World } from "./world.js";

/** @typedef {import("./carried.js").Carried} Carried */

/**
 * What the kernel wrote of one citizen in a step: rows of events, and how the step ended.
 * @typedef {{rows: number[][], end: number[]}} Written
 */

const EVENTS = 256;
const OPEN = ["n", "e", "room"];

/** The name of a length of the log. @param {string} axis */
const named = (axis) => `log.${axis}`;

/**
 * The same world, with lengths of its log that are found out.
 * @param {Carried} carried @param {Record<string, string[]>} log Array to its axes. @returns {Carried}
 */
function withLog(carried, log) {
  const { plan } = carried;
  const arrays = plan.arrays.map((each) => {
    const axes = log[each.name];
    return axes ? { ...each, shape: each.shape.map((length, at) => (OPEN.includes(axes[at]) ? named(axes[at]) : length)) } : each;
  });
  const living = plan.directories.living.map((entry) => {
    if (!Array.isArray(entry)) return entry;
    const { name, shape } = arrays[Number(entry[0])];
    return log[name] ? [entry[0], ...shape] : entry;
  });
  return { ...carried, plan: { ...plan, arrays, directories: { ...plan.directories, living } } };
}

export class Again extends World {
  /**
   * @param {WebAssembly.Module} module @param {Carried} carried @param {number} citizens
   * @param {{seed: import("./carried.js").Seed, bytes: Uint8Array} | null} another
   * @param {Record<string, string[]>} log Arrays of the kernel's log to their axes.
   */
  constructor(module, carried, citizens, another, log) {
    super(module, withLog(carried, log), citizens, another);
    const { arrays } = this;
    for (const axis of OPEN) arrays.lengths[named(axis)] = 0;
    this._events = EVENTS;
    /** What everybody knew in each step. @type {BigInt64Array[]} */
    this._knowns = [];
    /** Everybody on the first day. @type {[string, any][]} */
    this._first = this.plan.arrays.map(({ name }) => name).filter((name) => name.startsWith("state."))
      .map((name) => [name, arrays.view(name).slice()]);
  }

  /** @param {(community: number) => void} [seen] */
  live(seen) {
    this._knowns.length = this.step;
    super.live((community) => {
      if (community === 0) this._knowns.push(this.arrays.view("living.told.known").slice());
      seen?.(community);
    });
  }

  /** Where a citizen lives: numbers of the community among all and of the slot. @param {number} citizen */
  place(citizen) {
    const begin = this.arrays.view("communities.begin");
    let community = this.communities - 1;
    while (Number(begin[community]) > citizen) community--;
    return { community, slot: citizen - Number(begin[community]) };
  }

  /** What happens to a citizen in each step lived. @param {number} citizen @returns {Written[]} */
  tell(citizen) {
    const { community, slot } = this.place(citizen);
    for (;;) {
      const written = this._tell(community, slot);
      if (written) return written;
    }
  }

  /** @param {number} community @param {number} slot @returns {Written[] | null} Nothing where there was too little room. */
  _tell(community, slot) {
    const { arrays } = this;
    this._begins(community);
    this._makeRoom();
    arrays.view("living.log.row").fill(0n); // whatever was put together for nobody
    arrays.view("living.log.watched").fill(0);
    arrays.view("living.log.watched")[slot] = 1;
    /** @type {Written[]} */
    const found = [];
    for (let step = 0; step < this._knowns.length; step++) {
      arrays.view("living.told.known").set(this._knowns[step]);
      arrays.view("living.log.used")[0] = 0n;
      if (this._run("live", step, community, community + 1) === community) {
        this._lengthen();
        return null;
      }
      const used = Number(arrays.view("living.log.used")[0]);
      if (used > this._events) {
        this._events = 2 * used;
        return null;
      }
      found.push({ rows: this._rows(used), end: this._end(slot) });
    }
    return found;
  }

  /** Put a community back to its first day. @param {number} community */
  _begins(community) {
    const { arrays } = this;
    const edge = (/** @type {string} */ name, /** @type {number} */ at) => Number(arrays.view(`communities.${name}`)[at]);
    const begin = edge("begin", community);
    const people = [begin, begin + edge("size", community)];
    const firms = [edge("firms", community), edge("firms", community + 1)];
    for (const [name, first] of this._first) {
      const [from, to] = name === "state.firm" ? firms : people;
      if (first.length) arrays.view(name).set(first.subarray(from, to), from);
    }
    arrays.view("ledger.used")[community] = 0n;
  }

  /** As many places in the log as are needed: of a community, of events, of the ledger. */
  _makeRoom() {
    const { lengths } = this.arrays;
    const wanted = [this.arrays.shape("living.slots.member")[0], this._events, lengths.room];
    OPEN.forEach((axis, at) => {
      if (lengths[named(axis)] === wanted[at]) return;
      this.arrays.lengthen(named(axis), wanted[at]);
      this._addresses = {};
    });
  }

  /** @param {number} used @returns {number[][]} */
  _rows(used) {
    const wide = this.arrays.shape("living.log.rows")[1];
    const rows = this.arrays.view("living.log.rows");
    return Array.from({ length: used }, (_, at) => Array.from(rows.subarray(at * wide, (at + 1) * wide), Number));
  }

  /** @param {number} slot @returns {number[]} */
  _end(slot) {
    const wide = this.arrays.shape("living.log.ends")[1];
    return Array.from(this.arrays.view("living.log.ends").subarray(slot * wide, (slot + 1) * wide), Number);
  }
}
