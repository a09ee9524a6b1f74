/**
 * What a page shows of one step, counted from the kernel's tallies and from the state that it leaves.
 *
 * Who is in the scheme is what the kernel marked in its room: nothing is decided here. The package counts the same
 * natively (underheaven/observatory/frames.py), and a test holds each against the other.
 * @module
 */

/** @typedef {import("./world.js").World} World */

/**
 * @typedef {object} Frame
 * @property {number} step Steps are counted from 0.
 * @property {number[]} histogram Adults in the scheme by bin of the score shown.
 * @property {number[]} wrong Those of them who are under a consequence only in error.
 * @property {number[][]} regions Of each region: in the scheme, under a consequence, of these in error, by ties.
 * @property {number[][]} doors Of each door: granted, denied because of standing, no room.
 * @property {number[]} remarks Critical remarks: said, and held back out of dread.
 */

const OF_REGION = ["enrolled", "any_under", "any_in_error", "any_by_ties"];
const OF_DOOR = ["done", "denied", "refused"];
const OF_REMARK = ["done", "held_back"];
const ARCHETYPE = 0x0fff;

export class Frames {
  /** @param {World} world */
  constructor(world) {
    this._world = world;
    const { edges, doors, remarks, columns } = world.plan;
    const numbers = new Map(columns.map((name, number) => [name, number]));
    const column = (/** @type {string} */ name) => numbers.get(name) ?? missing(name);
    this._begin = edges.begin;
    this._ofRegion = OF_REGION.map((what) => column(`person.${what}`));
    this._ofDoors = doors.map(({ name }) => OF_DOOR.map((what) => column(`act.${name}.${what}`)));
    this._ofRemarks = OF_REMARK.map((what) => remarks.map(({ name }) => column(`act.${name}.${what}`)));
  }

  /** The first step in which anybody is in the scheme; 0 where nobody ever is. @returns {number} */
  get begins() {
    const { arrays, plan } = this._world;
    const since = [...arrays.view("communities.enrolled_from"), ...arrays.view("communities.joined_from")];
    const first = since.reduce((least, step) => Math.min(least, Number(step)), plan.steps);
    return first < plan.steps ? first : 0;
  }

  /** Live a step and count it. @returns {Frame} */
  next() {
    const step = this._world.step;
    const histogram = new Array(this._begin.length + 1).fill(0);
    const wrong = histogram.slice();
    const tops = this._tops(step);
    this._world.live((community) => this._count(community, tops, histogram, wrong));
    return { step, histogram, wrong, ...this._totals() };
  }

  /** The highest threshold of a consequence for each group in a step. @param {number} step @returns {number[]} */
  _tops(step) {
    const { arrays } = this._world;
    const z = Number(arrays.view("living.calendar.last_segment")[step]);
    const [, groups, consequences] = arrays.shape("living.rules.below");
    const below = arrays.view("living.rules.below");
    return Array.from({ length: groups }, (_, group) => {
      const first = (z * groups + group) * consequences;
      const row = below.subarray(first, first + consequences);
      return row.reduce((/** @type {number} */ top, /** @type {bigint} */ each) => Math.max(top, Number(each)), -Infinity);
    });
  }

  /**
   * Count the people of a community that was just lived.
   * @param {number} community @param {number[]} tops @param {number[]} histogram @param {number[]} wrong
   */
  _count(community, tops, histogram, wrong) {
    const { arrays } = this._world;
    const begin = Number(arrays.view("communities.begin")[community]);
    const end = begin + Number(arrays.view("communities.size")[community]);
    const member = arrays.view("living.slots.member");
    const of = arrays.view("living.traits.class_of");
    const [archetype, shown, clean] = ["archetype", "shown", "clean"].map((each) => arrays.view(`state.${each}`));
    for (let i = begin; i < end; i++) {
      if (!member[i - begin]) continue;
      const bin = this._bin(shown[i]);
      const top = tops[of[archetype[i] & ARCHETYPE] >> 1];
      histogram[bin] += 1;
      if (shown[i] < top && clean[i] >= top) wrong[bin] += 1;
    }
  }

  /** The bin of a score: how many bins begin at it or below. @param {number} score @returns {number} */
  _bin(score) {
    let low = 0;
    let high = this._begin.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this._begin[middle] <= score) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** What the tallies of the step say. */
  _totals() {
    const { arrays } = this._world;
    const [regions, groups, width] = arrays.shape("living.sums.tallies");
    const tallies = arrays.view("living.sums.tallies");
    const sum = (/** @type {number} */ column, first = 0, last = regions * groups) => {
      let total = 0;
      for (let row = first; row < last; row++) total += Number(tallies[row * width + column]);
      return total;
    };
    return {
      regions: Array.from({ length: regions }, (_, region) =>
        this._ofRegion.map((column) => sum(column, region * groups, (region + 1) * groups))),
      doors: this._ofDoors.map((columns) => columns.map((column) => sum(column))),
      remarks: this._ofRemarks.map((columns) => columns.reduce((total, column) => total + sum(column), 0)),
    };
  }
}

/** @param {string} name @returns {never} */
function missing(name) {
  throw new Error(`nothing is counted under the name ${name}`);
}
