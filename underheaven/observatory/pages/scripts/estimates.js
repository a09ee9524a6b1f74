/**
 * What seeds say of a number: its mean and a 95 % interval by Student, and of a difference whether there is one
 * (underheaven/study/seeds.py). Seeds share nothing but what was written, so runs of different seeds are independent.
 * @module
 */

import { studentPoint } from "./special.js";

/** A mean over seeds; what is missing has a reason. @typedef {{mean: number | null, low: number | null, high: number | null, n: number, missing: string | null}} Estimate */

/** A value under A, under B, and the difference B − A, over the same seeds. @typedef {{a: Estimate, b: Estimate, difference: Estimate}} Contrast */

export const ONE_SEED = "one seed: no interval yet";

/** @param {(number | null)[]} values One a seed. @param {string | null} missing Why one may be. @returns {Estimate} */
export function overSeeds(values, missing) {
  const n = values.length;
  const known = values.filter((each) => each !== null);
  if (!n || known.length < n) {
    const seeds = n > 1 ? `undefined in ${n - known.length} of ${n} seeds` : "";
    return { mean: null, low: null, high: null, n, missing: [seeds, missing].filter(Boolean).join(": ") || "undefined" };
  }
  if (n === 1) return { mean: known[0], low: null, high: null, n, missing: ONE_SEED };
  if (known.every((each) => each === known[0])) return { mean: known[0], low: known[0], high: known[0], n, missing: null };
  const mean = known.reduce((sum, each) => sum + each, 0) / n;
  const variance = known.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (n - 1);
  const half = studentPoint(n - 1) * Math.sqrt(variance / n);
  return { mean, low: mean - half, high: mean + half, n, missing: null };
}

/** @param {(number | null)[]} a @param {(number | null)[]} b Of the same seeds in the same order. @param {string | null} missing @returns {Contrast} */
export function contrast(a, b, missing) {
  const differences = a.map((one, at) => {
    const other = b[at];
    return one === null || other === null ? null : other - one;
  });
  return { a: overSeeds(a, missing), b: overSeeds(b, missing), difference: overSeeds(differences, missing) };
}

/** What is read from a difference of a harm. @typedef {"fewer" | "more" | "none" | "identical" | "one" | "undefined"} Verdict */

/** @type {Record<Verdict, string>} */
export const WORDS = {
  fewer: "fewer harms in B", more: "more harms in B", none: "no difference seen", identical: "identical in every seed",
  one: ONE_SEED, undefined: "not defined",
};

/** @param {Estimate} difference B − A of something of which more is worse. @returns {Verdict} */
export function verdict({ mean, low, high, n }) {
  if (mean === null) return "undefined";
  if (mean === 0 && (low === 0 || low === null)) return "identical";
  if (low === null || high === null || n < 2) return "one";
  if (high < 0) return "fewer";
  return low > 0 ? "more" : "none";
}
