/**
 * How sure a value is: 95 % intervals from what leaving out each block of communities changes, with few events made sure
 * of (underheaven/measure/interval.py and few.py, docs/measures.md).
 * @module
 */

import { BLOCKS } from "./categories.js";
import { over } from "./expressions.js";
import { NORMAL_POINT, betaPoint, gammaPoint, studentPoint } from "./special.js";

/** @typedef {import("./categories.js").Design} Design */

const FEWEST = 8;
const ROUNDING = 1e-9;
const FEW = 10;
const LEAST_HALF = 1e-5;
const BORROWED = 5;
const TAIL = 0.025;

export const TOO_FEW = `no interval: fewer than ${FEWEST} of the ${BLOCKS} blocks hold anybody`;
export const ALONE = `no interval: fewer than ${FEWEST} of the ${BLOCKS} blocks share a group of a region with others`;
export const ONE_BLOCK = "no interval: it is undefined without one of the blocks";
export const ALL_ALIKE = "no interval: the value is the same whichever block is left out";
export const NOT_KEPT = "no interval: the distribution of scores is not kept by block";
export const NO_BLOCKS = "no interval: all blocks of a region share its queue, its places or how it is watched";

/**
 * Half an interval, NaN where there is none, why there is none ("" where there is), and how large one event is.
 * @typedef {{half: number, why: string, unit: number}} Sure
 */

/** A measure's own limits, infinite where it has none. @typedef {{lowest: number, highest: number}} Limits */

/**
 * Half the interval of one category.
 * @param {number} value @param {number[]} replicates @param {boolean[]} defined @param {Design} design @param {boolean} against
 * @returns {Sure}
 */
export function halfWidth(value, replicates, defined, design, against) {
  const changes = replicates.map((each, block) => (design.present[block] || against ? each - value : 0));
  const held = (/** @type {boolean[]} */ blocks) => blocks.filter((each) => each).length;
  let why = "";
  if (held(design.present) < FEWEST) why = TOO_FEW;
  else if (held(design.movable) < FEWEST) why = ALONE;
  else if (defined.some((each, block) => !each && design.present[block])) why = ONE_BLOCK;
  else if (changes.every((each) => Math.abs(each) <= ROUNDING * Math.abs(value))) why = ALL_ALIKE;
  if (why) return { half: NaN, why, unit: NaN };
  const variance = changes.reduce((sum, each) => sum + each * each, 0) / (design.share > 0 ? design.share : 1);
  return { half: studentPoint(design.degrees) * Math.sqrt(variance), why, unit: NaN };
}

/** The variance of a value over the size of one event. @param {number} value @param {Limits} limits */
function spreadOf(value, { lowest, highest }) {
  const [above, below] = [Math.max(value - lowest, 0), Math.max(highest - value, 0)];
  return Number.isFinite(highest) ? (above * below) / (highest - lowest) : above;
}

/** The size of one effective event. @param {number} value @param {number} half @param {Limits} limits */
function unitOf(value, half, limits) {
  const found = (half / NORMAL_POINT) ** 2 / spreadOf(value, limits);
  return Number.isFinite(found) && found > 0 ? found : NaN;
}

/**
 * Intervals of categories, everyone first, made sure of few events by what is known of everyone.
 * @param {number[]} values @param {Sure[]} sure @param {{of: number[], one: number}} base @param {Limits} limits @returns {Sure[]}
 */
export function steadied(values, sure, base, limits) {
  const { lowest, highest } = limits;
  const own = values.map((value, at) => unitOf(value, sure[at].half, limits));
  const times = Number.isFinite(highest) ? highest - lowest : 1;
  const known = own[0] > 0 ? own[0] * base.of[0] : NaN;
  return values.map((value, at) => {
    const { half, why } = sure[at];
    const borrowed = over(known, base.of[at]);
    const lent = Number.isNaN(borrowed) ? over(base.one, base.of[at]) * times : borrowed;
    const events = Math.min(value - lowest, highest - value) / lent;
    const mixed = (events * own[at] + BORROWED * lent) / (events + BORROWED);
    const needy = (why === ALL_ALIKE && (atLimit(value, lowest) || atLimit(value, highest))) || why === ONE_BLOCK;
    const unit = needy ? lent : Number.isNaN(mixed) || Number.isNaN(known) ? own[at] : mixed;
    const found = needy && !Number.isNaN(lent);
    if (!found && why) return { half: NaN, why, unit };
    const sized = needy || !Number.isNaN(unit);
    return { half: sized ? NORMAL_POINT * Math.sqrt(unit * spreadOf(value, limits)) : half, why: "", unit };
  });
}

/** @param {number} value @param {number} limit */
function atLimit(value, limit) {
  return Number.isFinite(limit) && Math.abs(value - limit) <= ROUNDING * Math.abs(limit);
}

/** The ends of an interval; NaN where half of it is. @param {number} value @param {Sure} sure @param {Limits} limits @returns {[number, number]} */
export function ends(value, { half, unit }, limits) {
  const { lowest, highest } = limits;
  const plain = /** @type {[number, number]} */ ([Math.max(lowest, value - half), Math.min(highest, value + half)]);
  if (!Number.isFinite(lowest)) return plain;
  const far = (/** @type {number} */ away) => (Math.abs(away) <= ROUNDING * Math.abs(value) ? 0 : away);
  const [above, below] = [far(value - lowest), far(highest - value)];
  const size = Number.isNaN(unit) ? unitOf(value, half, limits) : unit;
  const skewed = above >= 0 && below >= 0 && size > 0 && (half > LEAST_HALF * above || above === 0 || below === 0);
  if (!skewed) return plain;
  const hits = above / size;
  let [first, last] = [lowest, highest];
  if (Number.isFinite(highest)) {
    const misses = below / size;
    const less = Math.min(1, Math.min(hits, misses) / FEW) / 2;
    if (above > 0) first = lowest + (highest - lowest) * betaPoint(hits + less, misses + 1 - less, TAIL);
    if (below > 0) last = lowest + (highest - lowest) * betaPoint(hits + 1 - less, misses + less, 1 - TAIL);
  } else {
    const less = Math.min(1, hits / FEW) / 2;
    if (above > 0) first = lowest + size * gammaPoint(hits + less, TAIL);
    last = lowest + size * gammaPoint(hits + 1 - less, 1 - TAIL);
  }
  return [Math.min(first, value), Math.max(last, value)];
}
