/**
 * The harms of a run, in the order of the model's list (underheaven/observatory/harmful.py): as a whole and by year.
 * @module
 */

import { together } from "./gathered.js";
import { Measures } from "./measures.js";

/** @typedef {import("./measures.js").Said} Said */

/**
 * A harm in one run: as a whole, and for everyone in each year.
 * @typedef {{name: string, title: string, unit: string, definition: string, measured: import("./measures.js").Measured,
 *   years: (number | null)[]}} Harm
 */

/**
 * What a run comes to.
 * @typedef {object} Run
 * @property {string} digest
 * @property {number[]} years
 * @property {Harm[]} harms In the order of the model's list; those that this world has.
 * @property {string[]} order Names of all harms of the list.
 * @property {{breakdown: string, name: string, people: number}[]} adults Of each category, mean over the steps.
 * @property {number} inScheme Share of adults who are in the scheme; 0 where there is no adult.
 */

export const ADULTS = "person.adults";
const ENROLLED = "enrolled";

/**
 * @param {Said & {harms: string[]}} said @param {import("./gathered.js").Gathered[]} years All of a run, in order.
 * @param {string} digest
 * @returns {Run}
 */
export function runOf(said, years, digest) {
  const whole = new Measures(said, together(years));
  const each = years.map((year) => new Measures(said, year));
  const harms = said.harms.flatMap((name) => {
    const measure = said.measures.find((one) => one.name === name);
    if (!measure) return [];
    const { title, unit, definition } = measure;
    return [{ name, title, unit, definition, measured: whole.measured(measure), years: each.map((year) => year.everyone(measure)) }];
  });
  const enrolled = said.measures.find((one) => one.name === ENROLLED);
  return {
    digest, years: years.flatMap((year) => year.years), harms, order: said.harms, adults: whole.people(ADULTS),
    inScheme: enrolled ? whole.everyone(enrolled) ?? 0 : 0,
  };
}
