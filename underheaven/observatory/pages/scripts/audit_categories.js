/**
 * The picture of an audit: one measure of each category, with the table and the data of it.
 * @module
 */

import { BY_WORDS } from "./audit_choosers.js";
import { Card } from "./card.js";
import { FIFTHS } from "./compared_pictures.js";
import { FEWEST } from "./contrasted.js";
import { byId, drawn } from "./dom.js";
import { draw } from "./dots.js";
import * as figures from "./figures.js";

/** @typedef {import("./audited.js").Audited} Audited */
/** @typedef {import("./audited.js").Measure} Measure */
/** @typedef {import("./audit_address.js").Chosen} Chosen */
/** @typedef {import("./dots.js").Row} Row */

const FEW = `fewer than ${FEWEST} adults: the number would be chance`;
const HOW = "A dot is a category, its line the 95 % interval, the dashed line everyone. One seed is lived: intervals are from blocks of communities within this run. " +
  "A gap between groups is of the policy and its sources: in this model nobody acts otherwise for being of a group.";

export class Categories {
  constructor() {
    this._figure = byId("categories");
    this._svg = drawn("svg");
    this._card = new Card(this._figure, "One measure, category by category", HOW, this._svg);
    /** @type {(() => void) | null} */
    this._draw = null;
    this._wide = 0;
    new ResizeObserver(() => this._resize()).observe(this._figure);
  }

  /** @param {Audited} audited @param {Chosen} state @param {Record<string, string>} regions */
  show(audited, state, regions) {
    const measure = audited.measures.find(({ name }) => name === state.measure) ?? audited.measures[0];
    const { everyone, by } = measure.measured;
    const called = /** @type {Record<string, string>} */ ({ ...regions, ...FIFTHS });
    const rows = Object.entries(by[state.by]).map(([name, known]) => {
      const adults = audited.adults.find((each) => each.breakdown === state.by && each.name === name)?.people ?? 0;
      return { title: called[name] ?? name, adults, known, why: adults < FEWEST ? FEW : null };
    });
    this._draw = () => {
      const fromZero = draw(this._svg, everyone, rows, measure.unit, this._wide);
      this._card.reading.textContent = fromZero ? "" : "The scale does not begin at 0.";
    };
    this._wide = 0;
    this._resize();
    const all = [{ title: "everyone", adults: "", known: everyone, why: null },
      ...rows.map((row) => ({ ...row, adults: Math.round(row.adults) }))];
    this._card.show({
      sentence: sentenceOf(measure, rows, audited.year, BY_WORDS[/** @type {keyof BY_WORDS} */ (state.by)]),
      table: {
        columns: ["Category", "Adults", "Value", "95 % interval"],
        rows: all.map(({ title, adults, known, why }) => [title, adults, why ? "not shown" : figures.value(known.value, measure.unit), why ?? intervalOf(known, measure.unit)]),
      },
      data: {
        columns: ["Category", "Adults", "Measure", "Unit", "Value", "Low", "High", "Why missing"],
        rows: all.map(({ title, adults, known: { value, low, high, reason }, why }) =>
          [title, adults, measure.name, measure.unit, ...(why ? [null, null, null] : [value, low, high]), why ?? reason]),
      },
    }, String(audited.year));
  }

  /** Pale while it shows something else than is asked for. @param {boolean} pale */
  dim(pale) {
    this._figure.classList.toggle("computing", pale);
  }

  _resize() {
    const wide = Math.round(this._figure.clientWidth - 32);
    if (wide === this._wide || wide < 100 || !this._draw) return;
    this._wide = wide;
    this._draw();
  }
}

/** An interval in words, or why there is none. @param {import("./measures.js").Known} known @param {string} unit */
export function intervalOf({ low, high, reason }, unit) {
  return low === null || high === null ? reason ?? "no interval" : figures.between(low, high, unit);
}

/** @param {Measure} measure @param {Row[]} rows @param {number} year @param {string} by */
function sentenceOf({ title, unit, measured: { everyone } }, rows, year, by) {
  const counted = unit === "share" ? "" : ` (${unit})`;
  const sure = everyone.low === null ? ` (${everyone.reason})` : ` (95 % ${intervalOf(everyone, unit)})`;
  const whole = everyone.value === null ? `not defined: ${everyone.reason}` : `${figures.value(everyone.value, unit)} for everyone${sure}`;
  const known = rows.flatMap(({ title: name, known: { value }, why }) => (why || value === null ? [] : [{ name, value }]));
  known.sort((one, other) => one.value - other.value);
  const [least, most] = [known[0], known[known.length - 1]];
  const apart = known.length < 2 ? "" : ` By ${by} it goes from ${figures.value(least.value, unit)} (${least.name}) to ${figures.value(most.value, unit)} (${most.name}).`;
  const hidden = rows.filter(({ why }) => why).length;
  const left = hidden ? ` Of ${hidden} nothing is shown: ${FEW}.` : "";
  const bare = [...new Set(rows.filter(({ known: { value, low }, why }) => !why && value !== null && low === null).map(({ known: { reason } }) => reason))];
  const lineless = bare.length ? ` Where a dot has no line there is ${bare.join("; ")}.` : "";
  const none = [...new Set(rows.filter(({ known: { value }, why }) => !why && value === null).map(({ known: { reason } }) => reason))];
  const missing = none.length ? ` Where none is shown: ${none.join("; ")}.` : "";
  return figures.kept(`In this model, in ${year}: ${title}${counted}, ${whole}.${apart}${left}${lineless}${missing}`);
}
