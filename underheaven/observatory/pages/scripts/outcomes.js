/**
 * Winners and losers: what changes for each person, the same under A and under B (underheaven/study/outcomes.py).
 * @module
 */

import { FEWEST } from "./contrasted.js";
import { overSeeds } from "./estimates.js";

/** @typedef {import("./estimates.js").Estimate} Estimate */
/** @typedef {import("./people.js").Kind} Kind */
/** @typedef {import("./people.js").People} People */

/** Shares of those whom A or B scores by age, and what changes for a person in the mean. @typedef {Kind & {better: Estimate, same: Estimate, worse: Estimate, mean: Estimate}} Outcome */
/** What changes for so many people, the mean over seeds. @typedef {{name: string, people: number, outcomes: Outcome[]}} Changed */
/** A pair of runs of each seed. @typedef {{a: {people: People}, b: {people: People}}[]} Pairs */

const WEEK = 10_080;
const SIXTEENTHS = 16;
/** People better off, the same, worse off, and the sum of differences. */
const SIDES = 4;

/** What changes for everyone. @param {Pairs} pairs @returns {Changed} */
export function outcomesOf(pairs) {
  return changedOf(pairs, ["everyone"], () => 0)[0];
}

/** By what people can be told apart there. @param {Pairs} pairs */
export const apartBy = ([{ a }]) => Object.keys(a.people.told.apart);

/** What changes in each category of a breakdown; of few people nothing is told. @param {Pairs} pairs @param {string} breakdown @returns {Changed[]} */
export function outcomesBy(pairs, breakdown) {
  const { categories, of_cell: ofCell } = pairs[0].a.people.told.apart[breakdown];
  return changedOf(pairs, categories, (cell) => ofCell[cell], FEWEST);
}

/** @param {Pairs} pairs @param {string[]} categories @param {(cell: number) => number} categoryOf @param {number} [fewest] @returns {Changed[]} */
function changedOf(pairs, categories, categoryOf, fewest = 0) {
  const { told, scale } = pairs[0].a.people;
  const other = JSON.stringify(scale) !== JSON.stringify(pairs[0].b.people.scale);
  const counted = pairs.map(({ a, b }) => {
    // Whom neither scores is of no category.
    const codes = Int8Array.from(a.people.cells, (cell, i) => (a.people.scored[i] | b.people.scored[i] ? categoryOf(cell) : -1));
    const scored = categories.map((_, code) => codes.reduce((sum, each) => sum + Number(each === code), 0));
    return { scored, sides: told.outcomes.map((kind, at) => sidesOf(kind, at, a.people, b.people, codes, categories.length)) };
  });
  return categories.map((name, code) => {
    const people = counted.reduce((sum, { scored }) => sum + scored[code], 0) / pairs.length;
    const few = { mean: null, low: null, high: null, n: pairs.length, missing: `fewer than ${fewest} people` };
    const outcomes = told.outcomes.map((kind, at) => {
      if (people < fewest) return { ...kind, better: few, same: few, worse: few, mean: few };
      const why = kind.row === null && other ? told.other_scale : null;
      const [better, same, worse, mean] = [0, 1, 2, 3].map((part) =>
        overSeeds(counted.map(({ scored, sides }) => (why || !scored[code] ? null : sides[at][code * SIDES + part] / scored[code])), why ?? told.nobody));
      return { ...kind, better, same, worse, mean };
    });
    return { name, people, outcomes };
  });
}

/** Of each category the `SIDES`. @param {Kind} kind @param {number} at Its place. @param {People} a @param {People} b @param {Int8Array} codes @param {number} many */
function sidesOf({ harm, unit }, at, a, b, codes, many) {
  const [one, other] = [a, b].map(({ counted, shown }) => counted[at] ?? shown);
  const by = a.counted[at] === null ? 1 / SIXTEENTHS : unit === "weeks" ? a.minutes / WEEK : 1;
  const sides = new Array(many * SIDES).fill(0);
  for (let i = 0; i < one.length; i++) {
    if (codes[i] < 0) continue;
    const difference = other[i] - one[i];
    sides[codes[i] * SIDES + 1 + Math.sign(harm ? difference : -difference)] += 1;
    sides[codes[i] * SIDES + 3] += difference * by;
  }
  return sides;
}
