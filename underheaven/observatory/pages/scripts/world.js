/**
 * A world, lived by the project's own kernels from its tables to its digest.
 *
 * The order is that of underheaven/engine/cpu.py with one thread. No rule of the model stands here: the kernels
 * have them all.
 * @module
 */

import { Arrays } from "./memory.js";

/** @typedef {import("./carried.js").Carried} Carried */
/** @typedef {import("./carried.js").Seed} Seed */

const FIRST = 0;
const NOWHERE = -1n;
const COMMUNITIES = 0;
const WHOLE = 1;
const DIGEST_BYTES = 32;

export class World {
  /**
   * @param {WebAssembly.Module} module The kernels.
   * @param {Carried} carried
   * @param {number} citizens One of the numbers that are carried.
   * @param {{seed: Seed, bytes: Uint8Array} | null} another A seed in the place of the file's own.
   */
  constructor(module, carried, citizens, another = null) {
    this.plan = carried.plan;
    this.citizens = citizens;
    const size = this.plan.sizes[String(citizens)];
    if (!size) throw new Error(`${citizens} citizens are not among the numbers that are carried`);
    /** @type {Record<string, Uint8Array>} */
    const given = {};
    if (another) for (const [name, at] of Object.entries(another.seed.at)) given[name] = another.bytes.subarray(at);
    this._seed = another?.seed.key ?? this.plan.key;
    this.arrays = new Arrays(carried, size, given);
    const instance = new WebAssembly.Instance(module, { env: { memory: this.arrays.memory } });
    /** @type {Record<string, any>} */
    this._kernels = instance.exports;
    this.arrays.beginAt(this._kernels.__heap_base.value);
    /** @type {Record<string, number>} */
    this._addresses = {};
    /** Steps lived. */
    this.step = 0;
    this.communities = size.c;
    this.regions = this.arrays.shape("laying.nation.citizens")[0];
    this._begin();
  }

  /** Whether there is no step left. */
  get over() {
    return this.step === this.plan.steps;
  }

  /**
   * Live a step.
   * @param {(community: number) => void} [seen] Called after each community, while its room holds who is who in it.
   */
  live(seen) {
    this._allot();
    for (const name of ["tallies", "histogram", "public"]) this.arrays.view(`living.sums.${name}`).fill(0n);
    for (let community = 0; community < this.communities; community++) {
      while (this._run("live", this.step, community, community + 1) === community) this._lengthen();
      seen?.(community);
    }
    this._run("know", this.step + 1, 0, this.regions);
    this._run("link", this.step, 0, 1);
    this.step += 1;
  }

  /** The digest of the run so far, in hex, as the command line prints it. */
  digest() {
    this._run("digest", COMMUNITIES, 0, this.communities);
    const link = this.arrays.view("chaining.counted.link").slice();
    this.arrays.view("digesting.digested.whole").set(link, DIGEST_BYTES);
    this._run("digest", WHOLE, 0, this.communities);
    const run = this.arrays.view("digesting.digested.whole").subarray(2 * DIGEST_BYTES);
    return [...run].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  /** Lay the nation out, number its firms, make its people, and say what is known before the first step. */
  _begin() {
    const { lengths } = this.arrays;
    Object.assign(lengths, { N: this.citizens, c: this.communities, "c+1": this.communities + 1 });
    lengths.rows = this._run("lay_out", 0, 0, this.regions);
    if (this.plan.firms) this._run("found", 0, 0, this.communities);
    lengths.firms = Number(this.arrays.view("communities.firms")[this.communities]);
    lengths.room = this.plan.room;
    this._run("make_people", 0, 0, this.communities);
    this._run("know", FIRST, 0, this.regions);
    const known = this.arrays.view("living.told.known").slice();
    this.arrays.view("chaining.counted.rest").set(known);
  }

  /** In a step that begins a year, find out who is the last to have a place of each good. */
  _allot() {
    const known = this.arrays.view("living.told.known");
    const fields = known.length / this.regions;
    for (let region = 0; region < this.regions; region++) {
      known.fill(NOWHERE, region * fields + this.plan.cut, (region + 1) * fields);
    }
    if (!this.arrays.view("living.places.allotted")[this.step]) return;
    const region = this.arrays.view("communities.region");
    for (let first = 0, last = 0; first < this.communities; first = last) {
      while (last < this.communities && region[last] === region[first]) last++;
      this._rank(Number(region[first]), first, last);
    }
  }

  /** @param {number} region @param {number} first @param {number} last Its communities. */
  _rank(region, first, last) {
    this.arrays.view("living.ranking.digits").fill(0n);
    do {
      this.arrays.view("living.ranking.counts").fill(0n);
      this._run("count_families", this.step, first, last);
    } while (this._run("choose", this.step, region, region + 1));
  }

  /** Make room in the ledger. */
  _lengthen() {
    this.arrays.lengthen("room", 2 * this.arrays.lengths.room);
    this._addresses = {};
  }

  /** @param {string} kernel @param {number} step @param {number} first @param {number} last @returns {number} */
  _run(kernel, step, first, last) {
    const directory = this.plan.reads[kernel];
    this._addresses[directory] ??= this.arrays.directory(directory);
    const [low, high] = this._seed;
    return this._kernels[kernel](step, first, last, 1, low, high, this._addresses[directory]);
  }
}
