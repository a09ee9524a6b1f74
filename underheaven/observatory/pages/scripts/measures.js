/**
 * Measures of a world, from the declaration that the package gives of them (docs/measures-as-data.md) and what was
 * gathered: every measure, everyone and every category, with 95 % intervals.
 * @module
 */

import { BLOCKS, categoriesOf, counted, designOf, replicates, without } from "./categories.js";
import { functionOf } from "./expressions.js";
import { NO_BLOCKS, NOT_KEPT, ends, halfWidth, steadied } from "./intervals.js";
import { strataOf } from "./strata.js";

/** @typedef {import("./expressions.js").Counts} Counts */
/** @typedef {import("./expressions.js").Expression} Expression */
/** @typedef {import("./gathered.js").Gathered} Gathered */

/**
 * @typedef {object} Declared
 * @property {string} name
 * @property {string} title
 * @property {string} unit
 * @property {string} definition
 * @property {string} missing Why a value may be missing.
 * @property {string[]} breakdowns
 * @property {boolean} from_start
 * @property {boolean} weighed
 * @property {{kind: string, lowest: number | null, highest: number | null, against_everyone: boolean, none_by: string[],
 *   over: Expression, one: number | null}} interval
 * @property {Expression} expression
 */

/**
 * What a world's measures are.
 * @typedef {object} Said
 * @property {number} form
 * @property {number} minutes_per_year
 * @property {string[]} columns
 * @property {Record<string, {column: string, times_of_quintile: number[]}>} derived
 * @property {string[]} queue
 * @property {import("./expressions.js").Scale} histogram
 * @property {{column: string, shares: Record<string, Record<string, number>>, least: number, most: number}} weights
 * @property {{group: string[], region: string[], place: string[], quintile: string[], wave: string[]}} breakdowns
 * @property {Declared[]} measures
 */

/** A value with its interval; what is null has a reason. @typedef {{value: number | null, low: number | null, high: number | null, reason: string | null}} Known */
/** A measure of everyone and of each category of each breakdown. @typedef {{everyone: Known, by: Record<string, Record<string, Known>>}} Measured */

const FORM = 2;
const NO_START = "the period does not begin with the run";
const NOT_BROKEN_DOWN = "it is not kept by this";
/** @type {Known} */
const UNKNOWN = { value: null, low: null, high: null, reason: NOT_BROKEN_DOWN };

/** Measures of one stretch of time. */
export class Measures {
  /** @param {Said} said @param {Gathered} gathered */
  constructor(said, gathered) {
    if (said.form !== FORM) throw new Error(`measures are told in form ${said.form}, and form ${FORM} is read here`);
    this._said = said;
    this._gathered = gathered;
    this._names = [...said.columns, ...Object.keys(said.derived)];
    this._of = { columns: new Map([...this._names, ...said.queue].map((name, at) => [name, at])), scale: said.histogram, year: said.minutes_per_year };
    this._people = new Sample(said, gathered, true, this._names.length);
    /** @type {Sample | null} */
    this._pairs = null;
  }

  /** Synthetic people of each category, as counted: of a column such as `person.adults`, the mean over the steps. @param {string} column */
  people(column) {
    const at = this._said.columns.indexOf(column);
    return this._people.categories.map(({ breakdown, name, of }) =>
      ({ breakdown, name, people: of.reduce((sum, [, part]) => sum + part.whole[at], 0) / this._gathered.steps }));
  }

  /** The value for everyone alone, without an interval; null where it is missing. @param {Declared} measure @returns {number | null} */
  everyone(measure) {
    if (measure.from_start && !this._gathered.fromStart) return null;
    const value = functionOf(measure.expression, this._of)(this._sample(measure).counts[0]);
    return Number.isNaN(value) ? null : value;
  }

  /** @param {Declared} measure @returns {Measured} */
  measured(measure) {
    const { categories, counts } = this._sample(measure);
    const values = counts.map(functionOf(measure.expression, this._of));
    const sure = this._sure(measure, values);
    const limits = limitsOf(measure);
    /** @type {Measured} */
    const found = { everyone: UNKNOWN, by: Object.fromEntries(Object.keys(this._said.breakdowns).map((breakdown) => [breakdown, {}])) };
    categories.forEach(({ breakdown, name }, at) => {
      const known = breakdown && !measure.breakdowns.includes(breakdown) ? UNKNOWN
        : this._known(measure, values[at], { ...sure[at], ...(measure.interval.none_by.includes(breakdown || "everyone") ? { why: NO_BLOCKS } : {}) }, limits);
      if (breakdown) found.by[breakdown][name] = known;
      else found.everyone = known;
    });
    return found;
  }

  /**
   * @param {Declared} measure @param {number} value @param {import("./intervals.js").Sure} sure
   * @param {import("./intervals.js").Limits} limits @returns {Known}
   */
  _known(measure, value, sure, limits) {
    if (measure.from_start && !this._gathered.fromStart) return { ...UNKNOWN, reason: NO_START };
    if (Number.isNaN(value)) return { ...UNKNOWN, reason: measure.missing };
    if (sure.why) return { value, low: null, high: null, reason: sure.why };
    const [low, high] = ends(value, sure, limits);
    return { value, low, high, reason: null };
  }

  /** How sure each category is. @param {Declared} measure @param {number[]} values @returns {import("./intervals.js").Sure[]} */
  _sure(measure, values) {
    const { kind, over, one, against_everyone: against } = measure.interval;
    if (kind === "none") return values.map(() => ({ half: NaN, why: measure.weighed ? NOT_KEPT : NO_BLOCKS, unit: NaN }));
    const sample = this._sample(measure);
    const value = functionOf(measure.expression, this._of);
    const plain = sample.categories.map((_, at) => halfWidth(values[at], sample.replicates(at).map(value),
      sample.without(at).map((each) => !Number.isNaN(value(each))), sample.designs[at], against));
    const limits = limitsOf(measure);
    if (against || !Number.isFinite(limits.lowest)) return plain;
    const base = { of: sample.counts.map(functionOf(over, this._of)), one: one === null ? NaN : one * this._gathered.steps };
    return steadied(values, plain, base, limits);
  }

  /** @param {Declared} measure @returns {Sample} */
  _sample(measure) {
    if (measure.interval.kind !== "blocks of regions") return this._people;
    this._pairs ??= new Sample(this._said, this._gathered, false, this._names.length);
    return this._pairs;
  }
}

/** @param {Declared} measure @returns {import("./intervals.js").Limits} */
function limitsOf({ interval: { lowest, highest } }) {
  return { lowest: lowest ?? -Infinity, highest: highest ?? Infinity };
}

/** The counts of all categories, and what leaving out a block makes of them, found out when it is asked for. */
class Sample {
  /** @param {Said} said @param {Gathered} gathered @param {boolean} byGroup @param {number} width */
  constructor(said, gathered, byGroup, width) {
    const strata = strataOf(said, gathered, byGroup);
    this.categories = categoriesOf(said, strata);
    this._width = width;
    this._persons = said.columns.indexOf(said.weights.column);
    /** @type {import("./categories.js").Design[] | null} */
    this._designs = null;
    /** @type {Counts[][]} */
    this._replicates = [];
    /** @type {Counts[][]} */
    this._without = [];
    /** @type {Counts[]} */
    this.counts = [];
    for (const category of this.categories) {
      const columns = new Float64Array(width + said.queue.length);
      columns.set(counted(category, width));
      const { breakdown, name } = category;
      said.breakdowns.region.forEach((region, at) => {
        if (breakdown && !(breakdown === "region" && name === region)) return;
        said.queue.forEach((_, each) => { columns[width + each] += gathered.queue[at * said.queue.length + each]; });
      });
      const bins = ["", "group", "region"].includes(breakdown) ? scores(said, gathered, category) : null;
      this.counts.push({ columns, bins, everyone: this.counts[0] ?? null });
    }
  }

  get designs() {
    this._designs ??= this.categories.map((each) => designOf(each, this._persons));
    return this._designs;
  }

  /** @param {number} at @returns {Counts[]} */
  replicates(at) {
    const of = (/** @type {number} */ each) => replicates(this.categories[each], this.counts[each].columns.slice(0, this._width));
    return this._replicates[at] ??= this._byBlock(of(at), at ? this.replicates(0) : []);
  }

  /** @param {number} at @returns {Counts[]} */
  without(at) {
    return this._without[at] ??= this._byBlock(without(this.categories[at], this._width), at ? this.without(0) : []);
  }

  /** Neither scores nor the queue are kept by block. @param {Float64Array[]} found @param {Counts[]} everyone @returns {Counts[]} */
  _byBlock(found, everyone) {
    return Array.from({ length: BLOCKS }, (_, block) => ({ columns: found[block], bins: null, everyone: everyone[block] ?? null }));
  }
}

/** The scores of a category, weighed. @param {Said} said @param {Gathered} gathered @param {import("./categories.js").Category} category */
function scores(said, gathered, category) {
  const { bins } = said.histogram;
  const found = new Float64Array(bins);
  const groups = said.breakdowns.group.length;
  for (const [{ group, region, weight }] of category.of) {
    const begin = (region * groups + group) * bins;
    for (let bin = 0; bin < bins; bin++) found[bin] += weight * gathered.histogram[begin + bin];
  }
  return found;
}
