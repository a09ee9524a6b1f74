/**
 * The pictures of a comparison: harms of everyone, one harm of each category, and harms over the years.
 * @module
 */

import { Card } from "./card.js";
import { FEWEST, byCategory, byYear, everyone, harmsOf } from "./contrasted.js";
import { draw } from "./contrasts.js";
import { byId, drawn, element } from "./dom.js";
import { WORDS } from "./estimates.js";
import * as figures from "./figures.js";
import { draw as drawYears } from "./over_time.js";
import { Winners } from "./winners.js";

/** @typedef {import("./compare_address.js").Compared} Compared */
/** @typedef {import("./contrasted.js").Line} Line */
/** @typedef {import("./contrasted.js").Pairs} Pairs */
/** @typedef {import("./estimates.js").Contrast} Contrast */

const SURE = "Lines are 95 % intervals over seeds. A harm that nothing changes would by chance seem changed in one of twenty. " +
  "With one seed they are of each policy alone, from its communities.";
/** What income fifths are called. */
export const FIFTHS = { q1: "poorest fifth", q2: "second fifth", q3: "third fifth", q4: "fourth fifth", q5: "richest fifth" };
const OF_WHAT = { group: "group", region: "region", quintile: "income fifth" };
const COLUMNS = ["A", "A low", "A high", "B", "B low", "B high", "Difference", "Difference low", "Difference high"];

export class ComparedPictures {
  constructor() {
    this._harms = new Lines("harms", "Harms, side by side",
      `Round: A. Square: B. Diamond: B less A, about a line at no difference; left of it B has less. Each line has its own scale. ${SURE}`, false);
    this._apart = new Lines("categories", "Who is better, who worse",
      "The same harm of each category, all on one scale. A gap between groups is of the policy and its sources: in this model nobody acts otherwise for being of a group.", true);
    this._winners = new Winners();
    this._years = element("ul", { class: "paths" });
    this._path = new Card(byId("path"), "Over time",
      "Each harm by year, on its own scale from 0. Solid and round: A. Dashed and square: B. Bands are 95 % intervals over seeds. No mark: not defined in that year in some seed, as where nobody is in the scheme.", this._years, {});
  }

  /** @param {Pairs} pairs @param {Compared} state @param {[string, string]} called A and B. @param {Record<string, string>} regions */
  draw(pairs, state, called, regions) {
    const lines = everyone(pairs, called);
    this._harms.draw(lines, sentenceOf(lines, pairs, state), state.years);
    const what = state.by === "none" ? "" : OF_WHAT[/** @type {keyof OF_WHAT} */ (state.by)];
    this._winners.draw(pairs, state, FIFTHS, what);
    byId("categories").hidden = state.by === "none";
    byId("of-measure").hidden = state.by === "none";
    if (state.by !== "none") {
      const title = harmsOf(pairs).find(({ name }) => name === state.measure)?.title ?? state.measure;
      const categories = byCategory(pairs, state.measure, called, state.by, { ...regions, ...FIFTHS });
      this._apart.draw(categories, ofCategories(categories, title, what, pairs), state.years);
    }
    this._paths(pairs, lines, state);
  }

  /** @param {Pairs} pairs @param {Line[]} lines @param {Compared} state */
  _paths(pairs, lines, { years }) {
    const paths = lines.map(({ name, title, unit }) => ({ title, unit, years: byYear(pairs, name) }));
    const [first, last] = [pairs[0].a.years[0], pairs[0].a.years[pairs[0].a.years.length - 1]];
    drawYears(this._years, paths);
    const rows = paths.flatMap(({ title, unit, years: of }) => of.map((each) => ({ title, unit, ...each })));
    this._path.show({
      sentence: first === last ? `One year is lived, ${first}: a path over time needs more. Choose more years where the site has them.`
        : `${paths.length} harms under A and under B in each year from ${first} to ${last}, ${seedsOf(pairs)}.`,
      table: { columns: ["Harm", "Year", "A", "B", "Difference"], rows: rows.map(({ title, unit, year, of }) => [title, String(year), ...cells(of, unit)]) },
      data: { columns: ["Harm", "Unit", "Year", ...COLUMNS], rows: rows.map(({ title, unit, year, of }) => [title, unit, year, ...numbers(of)]) },
    }, years);
  }

  /** Pale while they show something else than is asked for. @param {boolean} pale */
  dim(pale) {
    for (const figure of document.querySelectorAll("figure")) figure.classList.toggle("computing", pale);
  }
}

/** A card with lines. */
class Lines {
  /** @param {string} id @param {string} title @param {string} how @param {boolean} shared */
  constructor(id, title, how, shared) {
    this._figure = byId(id);
    this._svg = drawn("svg");
    this._card = new Card(this._figure, title, how, this._svg);
    this._shared = shared;
    /** @type {Line[]} */
    this._lines = [];
    this._wide = 0;
    new ResizeObserver(() => this._resize()).observe(this._figure);
  }

  /** @param {Line[]} lines @param {string} sentence @param {string} years */
  draw(lines, sentence, years) {
    this._lines = lines;
    this._wide = 0;
    this._resize();
    const people = lines.some((line) => line.people !== null);
    const adults = (/** @type {Line} */ { people: many }) => (many === null ? [] : [Math.round(many)]);
    this._card.show({
      sentence,
      table: {
        columns: [people ? "Category" : "Harm", ...(people ? ["Adults"] : ["Unit"]), "A", "B", "Difference, 95 % interval", "What is seen"],
        rows: lines.map((line) => [line.title, ...(people ? adults(line) : [figures.inWords(line.unit)]), ...cells(line.of, line.unit), seen(line)]),
      },
      data: {
        columns: ["Name", "Title", "Unit", ...(people ? ["Adults"] : []), ...COLUMNS, "Seeds", "What is seen"],
        rows: lines.map((line) => [line.name, line.title, line.unit, ...adults(line), ...numbers(line.of), line.of.difference.n, seen(line)]),
      },
    }, years);
  }

  _resize() {
    const wide = Math.round(this._figure.clientWidth - 32);
    if (wide === this._wide || wide < 100 || !this._lines.length) return;
    this._wide = wide;
    draw(this._svg, this._lines, wide, this._shared);
  }
}

/** @param {Line} line */
const seen = ({ verdict, of }) => (verdict === "undefined" ? `${WORDS.undefined}: ${of.difference.missing}` : WORDS[verdict]);

/** @param {Contrast} of @param {string} unit */
const cells = ({ a, b, difference }, unit) => [figures.value(a.mean, unit), figures.value(b.mean, unit), figures.difference(difference, unit)];

/** @param {Contrast} of */
const numbers = ({ a, b, difference }) => [a, b, difference].flatMap(({ mean, low, high }) => [mean, low, high]);

/** @param {Pairs} pairs */
const seedsOf = (pairs) => (pairs.length === 1 ? "one seed" : `${pairs.length} seeds`);

/** @param {Line[]} lines @param {Pairs} pairs @param {Compared} state */
function sentenceOf(lines, pairs, { a, ra, b, r, citizens }) {
  const people = `the same ${citizens.toLocaleString("en-GB")} synthetic people`;
  if (a === b && ra === r) return `Identical: A and B are one policy, lived by ${people}.`;
  if (pairs.every((pair) => pair.a.digest === pair.b.digest)) {
    return `Identical: nothing in B differs in force, or it never came to bear. Every life of ${people} goes the same under both, ${seedsOf(pairs)}.`;
  }
  const [share, other] = [pairs[0].a.inScheme, pairs[0].b.inScheme].map((each) => figures.value(each, "share"));
  const inside = `Of adults, ${share} are in the scheme under A and ${other} under B.`;
  const first = lines.find(({ name, of }) => name === "under" && of.difference.mean !== null);
  const told = first ? `In this model ${figures.value(first.of.b.mean, first.unit)} of adults in the scheme are under a consequence at any one time under B, and ` +
    `${figures.value(first.of.a.mean, first.unit)} under A, with ${people}${apart(first)}. ` : `In this model ${people} live under A and under B. `;
  const sure = pairs.length === 1 ? "One seed: no interval yet, so nothing says how much of a difference is chance."
    : `Of ${lines.length} harms, over ${seedsOf(pairs)}: ${tally(lines)}.`;
  return `${told}${sure} ${inside}`;
}

/** A difference with its interval, where there is one. @param {Line} line */
function apart({ of: { difference }, unit }) {
  return difference.low === null ? "" : `: a difference of ${figures.difference(difference, unit)}, 95 %`;
}

/** Of how many what is seen. @param {Line[]} lines */
function tally(lines) {
  const many = (/** @type {string} */ verdict) => lines.filter((line) => line.verdict === verdict).length;
  const [fewer, more, none, identical, unknown] = ["fewer", "more", "none", "identical", "undefined"].map(many);
  return [fewer && `B has fewer in ${fewer}`, more && `B has more in ${more}`, none && `in ${none} no difference is seen`,
    identical && `in ${identical} nothing differs in any seed`, unknown && `${unknown} cannot be compared`].filter(Boolean).join(", ");
}

/** @param {Line[]} lines @param {string} title @param {string} what @param {Pairs} pairs */
function ofCategories(lines, title, what, pairs) {
  const shown = lines.filter(({ people }) => (people ?? 0) >= FEWEST);
  const hidden = lines.length - shown.length;
  const left = hidden ? ` Of ${hidden} nothing is shown: they have fewer than ${FEWEST} adults, and their numbers would be chance.` : "";
  const sure = pairs.length === 1 ? "one seed, no interval yet" : `of ${shown.length}, over ${seedsOf(pairs)}, ${tally(shown)}`;
  return `${title}, by ${what}: ${sure}.${left}`;
}
