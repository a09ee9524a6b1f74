/**
 * Every measure of a run's last year, which is the year that `underheaven audit` takes.
 * @module
 */

import { ADULTS } from "./harms.js";
import { Measures } from "./measures.js";

/** @typedef {{name: string, title: string, unit: string, definition: string, measured: import("./measures.js").Measured}} Measure */

/**
 * What a run comes to in its last year.
 * @typedef {{digest: string, year: number, measures: Measure[], adults: {breakdown: string, name: string, people: number}[]}} Audited
 */

/**
 * @param {import("./measures.js").Said} said @param {import("./gathered.js").Gathered[]} years All of a run, in order.
 * @param {string} digest @returns {Audited}
 */
export function auditOf(said, years, digest) {
  const last = years[years.length - 1];
  const of = new Measures(said, last);
  const measures = said.measures.map((each) => ({ name: each.name, title: each.title, unit: each.unit, definition: each.definition, measured: of.measured(each) }));
  return { digest, year: last.years[0], measures, adults: of.people(ADULTS) };
}
