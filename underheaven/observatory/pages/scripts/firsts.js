/**
 * In each step the first citizen, by number, who is under a consequence only in error, and the first with a privilege.
 *
 * Who is in the scheme is what the kernel marked in its room, and thresholds are the kernel's own.
 * @module
 */

/** @typedef {import("./world.js").World} World */

const ARCHETYPE = 0x0fff;
const NOBODY = -1;

export class Firsts {
  /** @param {World} world */
  constructor(world) {
    this._world = world;
    /** By step; −1: nobody. @type {number[]} */
    this.unlucky = [];
    /** @type {number[]} */
    this.favoured = [];
  }

  /** Live a step, and look. @param {(community: number) => void} [seen] Called after each community, as the world calls it. */
  next(seen) {
    const { step } = this._world;
    this.unlucky.push(NOBODY);
    this.favoured.push(NOBODY);
    const lines = this._lines(step);
    this._world.live((community) => {
      this._look(community, step, lines);
      seen?.(community);
    });
  }

  /** The highest threshold of a consequence for each group, and the lowest of a privilege. @param {number} step */
  _lines(step) {
    const { arrays } = this._world;
    const z = Number(arrays.view("living.calendar.last_segment")[step]);
    const [, groups, consequences] = arrays.shape("living.rules.below");
    const below = arrays.view("living.rules.below");
    const tops = Array.from({ length: groups }, (_, group) => {
      const first = (z * groups + group) * consequences;
      return Math.max(-Infinity, ...Array.from(below.subarray(first, first + consequences), Number));
    });
    return { tops, lowest: Number(arrays.view("living.privileges.lowest")[z]) };
  }

  /** @param {number} community @param {number} step @param {{tops: number[], lowest: number}} lines */
  _look(community, step, { tops, lowest }) {
    let [seeksError, seeksPrivilege] = [this.unlucky[step] === NOBODY, this.favoured[step] === NOBODY];
    if (!seeksError && !seeksPrivilege) return;
    const { arrays } = this._world;
    const begin = Number(arrays.view("communities.begin")[community]);
    const end = begin + Number(arrays.view("communities.size")[community]);
    const member = arrays.view("living.slots.member");
    const of = arrays.view("living.traits.class_of");
    const [archetype, shown, clean] = ["archetype", "shown", "clean"].map((each) => arrays.view(`state.${each}`));
    for (let i = begin; i < end && (seeksError || seeksPrivilege); i++) {
      if (!member[i - begin]) continue;
      const top = tops[of[archetype[i] & ARCHETYPE] >> 1];
      if (seeksError && shown[i] < top && clean[i] >= top) {
        this.unlucky[step] = i;
        seeksError = false;
      }
      if (seeksPrivilege && shown[i] > lowest) {
        this.favoured[step] = i;
        seeksPrivilege = false;
      }
    }
  }
}
