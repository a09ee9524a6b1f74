/**
 * Two policies held against each other: harms of everyone, of categories and of years, from the runs of the same seeds.
 * @module
 */

import { contrast, verdict } from "./estimates.js";

/** @typedef {import("./estimates.js").Contrast} Contrast */
/** @typedef {import("./estimates.js").Verdict} Verdict */
/** @typedef {import("./harms.js").Run} Run */

/**
 * A line of a picture and of a table.
 * @typedef {object} Line
 * @property {string} name
 * @property {string} title
 * @property {string} unit
 * @property {Contrast} of
 * @property {Verdict} verdict
 * @property {number | null} people Adults of a category.
 */

/** A run with what befell each person. @typedef {Run & {people: import("./people.js").People}} Lived */
/** A pair of runs of each seed, in the order of seeds. @typedef {{a: Lived, b: Lived}[]} Pairs */

/** Of fewer adults nothing is shown. */
export const FEWEST = 50;

/** A harm of a run. @param {Run} run @param {string} name */
const harmOf = (run, name) => run.harms.find((each) => each.name === name);

/** The harms that A or B has, in the model's order. @param {Pairs} pairs @returns {{name: string, title: string, unit: string, definition: string}[]} */
export function harmsOf(pairs) {
  const [{ a, b }] = pairs;
  return a.order.flatMap((name) => {
    const harm = harmOf(a, name) ?? harmOf(b, name);
    return harm ? [harm] : [];
  });
}

/**
 * @param {Pairs} pairs @param {string} name @param {[string, string]} called The policies.
 * @param {string} breakdown "" for everyone. @param {string} category
 */
function contrasted(pairs, name, called, breakdown, category) {
  let missing = /** @type {string | null} */ (null);
  const [a, b] = (/** @type {("a" | "b")[]} */ (["a", "b"])).map((side, number) => pairs.map((pair) => {
    const measured = harmOf(pair[side], name)?.measured;
    const known = breakdown ? measured?.by[breakdown][category] : measured?.everyone;
    if (!known || known.value === null) missing ??= known?.reason ?? `${called[number]} has nothing of the kind`;
    return known;
  }));
  const found = contrast(a.map(valueOf), b.map(valueOf), missing);
  // Of one seed there is an interval of each policy from its communities, and none of the difference.
  return pairs.length > 1 ? found : { ...found, a: ofOne(found.a, a[0]), b: ofOne(found.b, b[0]) };
}

/** @param {import("./measures.js").Known | undefined} known */
const valueOf = (known) => known?.value ?? null;

/** @param {import("./estimates.js").Estimate} estimate @param {import("./measures.js").Known | undefined} known */
const ofOne = (estimate, known) => ({ ...estimate, low: known?.low ?? null, high: known?.high ?? null, missing: known?.reason ?? estimate.missing });

/** Each harm of everyone. @param {Pairs} pairs @param {[string, string]} called @returns {Line[]} */
export function everyone(pairs, called) {
  return harmsOf(pairs).map(({ name, title, unit }) => {
    const of = contrasted(pairs, name, called, "", "");
    return { name, title, unit, of, verdict: verdict(of.difference), people: null };
  });
}

/**
 * One harm of each category of a breakdown, in the society's order.
 * @param {Pairs} pairs @param {string} name @param {[string, string]} called @param {string} breakdown
 * @param {Record<string, string>} titles
 * @returns {Line[]}
 */
export function byCategory(pairs, name, called, breakdown, titles) {
  const unit = harmsOf(pairs).find((each) => each.name === name)?.unit ?? "";
  const categories = pairs[0].a.adults.filter((each) => each.breakdown === breakdown);
  return categories.map((category) => {
    const people = pairs.reduce((sum, { a }) =>
      sum + (a.adults.find((each) => each.breakdown === breakdown && each.name === category.name)?.people ?? 0), 0) / pairs.length;
    const of = people < FEWEST ? nothing(pairs.length, `fewer than ${FEWEST} adults`) : contrasted(pairs, name, called, breakdown, category.name);
    return { name: category.name, title: titles[category.name] ?? category.name, unit, of, verdict: verdict(of.difference), people };
  });
}

/** @param {number} seeds @param {string} why @returns {Contrast} */
function nothing(seeds, why) {
  const none = new Array(seeds).fill(null);
  return { ...contrast(none, none, why), difference: { mean: null, low: null, high: null, n: seeds, missing: why } };
}

/** A harm of everyone in each year. @param {Pairs} pairs @param {string} name @returns {{year: number, of: Contrast}[]} */
export function byYear(pairs, name) {
  return pairs[0].a.years.map((year, at) => {
    const of = (/** @type {"a" | "b"} */ side) => pairs.map((pair) => harmOf(pair[side], name)?.years[at] ?? null);
    return { year, of: contrast(of("a"), of("b"), null) };
  });
}
