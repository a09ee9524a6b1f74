/**
 * Winners and losers: what changes for each person, the same under A and under B (underheaven/study/outcomes.py).
 * @module
 */

import { overSeeds } from "./estimates.js";

/** @typedef {import("./estimates.js").Estimate} Estimate */
/** @typedef {import("./people.js").Kind} Kind */
/** @typedef {import("./people.js").People} People */

/** Shares of those whom A or B scores by age, and what changes for a person in the mean. @typedef {Kind & {better: Estimate, same: Estimate, worse: Estimate, mean: Estimate}} Outcome */

const WEEK = 10_080;
const SIXTEENTHS = 16;

/** @param {{a: {people: People}, b: {people: People}}[]} pairs Of each seed. @returns {{outcomes: Outcome[], people: number}} People: the mean over seeds. */
export function outcomesOf(pairs) {
  const { told, scale } = pairs[0].a.people;
  const other = JSON.stringify(scale) !== JSON.stringify(pairs[0].b.people.scale);
  const scored = pairs.map(({ a, b }) => a.people.scored.reduce((sum, each, i) => sum + (each | b.people.scored[i]), 0));
  const outcomes = told.outcomes.map((kind, at) => {
    const why = kind.row === null && other ? told.other_scale : null;
    const found = pairs.map(({ a, b }) => sidesOf(kind, at, a.people, b.people));
    const [better, same, worse, mean] = [0, 1, 2, 3].map((part) =>
      overSeeds(found.map((sides, seed) => (why || !scored[seed] ? null : sides[part] / scored[seed])), why ?? told.nobody));
    return { ...kind, better, same, worse, mean };
  });
  return { outcomes, people: scored.reduce((sum, each) => sum + each, 0) / pairs.length };
}

/** People better off, the same, worse off, and the sum of differences. @param {Kind} kind @param {number} at Its place. @param {People} a @param {People} b */
function sidesOf({ harm, unit }, at, a, b) {
  const [one, other] = [a, b].map(({ counted, shown }) => counted[at] ?? shown);
  const by = a.counted[at] === null ? 1 / SIXTEENTHS : unit === "weeks" ? a.minutes / WEEK : 1;
  const sides = [0, 0, 0, 0];
  for (let i = 0; i < one.length; i++) {
    if (!(a.scored[i] | b.scored[i])) continue;
    const difference = other[i] - one[i];
    sides[1 + Math.sign(harm ? difference : -difference)] += 1;
    sides[3] += difference * by;
  }
  return sides;
}
