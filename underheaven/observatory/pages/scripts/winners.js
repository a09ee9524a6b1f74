/**
 * Who is better off and who worse, person by person: of everyone in each thing, and in one thing of each category.
 * @module
 */

import { byId, count } from "./dom.js";
import * as figures from "./figures.js";
import { apartBy, outcomesBy, outcomesOf } from "./outcomes.js";
import { ENDS, WinnersPicture, cells, numbers, share } from "./winners_picture.js";

/** @typedef {import("./compare_address.js").Compared} Compared */
/** @typedef {import("./contrasted.js").Pairs} Pairs */
/** @typedef {import("./outcomes.js").Changed} Changed */
/** @typedef {import("./outcomes.js").Outcome} Outcome */

const HOW = "Each person's two lives, one under A and one under B. Outlined: people better off under B. Solid: people worse off. Better off is who suffered less of it, or ended " +
  "with a higher score; nothing is weighed against anything else, and one person can be better off in one thing and worse off in another.";
const HOW_APART = "The same of each category, in one thing, all on one scale. A gap between groups is of the policy and its sources: in this model nobody acts otherwise for being of a group.";
const CELLS = ["Better off", "The same", "Worse off", "Mean change of a person"];

export class Winners {
  constructor() {
    this._everyone = new WinnersPicture("people", "Person by person", HOW);
    this._apart = new WinnersPicture("people-apart", "Person by person, category by category", HOW_APART);
  }

  /** @param {Pairs} pairs @param {Compared} state @param {Record<string, string>} titles Of categories, where their names are not enough. @param {string} what A category is, in words. */
  draw(pairs, { years, by, outcome }, titles, what) {
    const { outcomes, people } = outcomesOf(pairs);
    this._everyone.show(outcomes, {
      sentence: sentenceOf(outcomes, people, pairs.length),
      table: { columns: ["What", "Unit", ...CELLS], rows: outcomes.map((each) => [each.title, each.unit, ...cells(each, each.unit)]) },
      data: {
        columns: ["Name", "Title", "Unit", "People", ...ENDS, "Seeds"],
        rows: outcomes.map((each) => [each.name, each.title, each.unit, Math.round(people), ...numbers(each), each.mean.n]),
      },
    }, years);
    const shown = apartBy(pairs).includes(by);
    byId("people-apart").hidden = byId("of-outcome").hidden = !shown;
    if (shown) this._drawApart(outcomesBy(pairs, by), outcome, { years, titles, what });
  }

  /** @param {Changed[]} categories @param {string} outcome @param {{years: string, titles: Record<string, string>, what: string}} said */
  _drawApart(categories, outcome, { years, titles, what }) {
    const rows = categories.map(({ name, people, outcomes }) => {
      const found = outcomes.find((each) => each.name === outcome) ?? outcomes[0];
      return { ...found, of: found.title, name, title: titles[name] ?? name, people };
    });
    this._apart.show(rows, {
      sentence: sentenceApart(rows, what),
      table: {
        columns: ["Category", "People", ...CELLS],
        rows: rows.map((each) => [each.title, Math.round(each.people), ...(each.mean.mean === null ? ["not defined", "", "", each.mean.missing ?? ""] : cells(each, each.unit))]),
      },
      data: {
        columns: ["Name", "Title", "What", "Unit", "People", ...ENDS, "Seeds", "Why missing"],
        rows: rows.map((each) => [each.name, each.title, each.of, each.unit, each.people, ...numbers(each), each.mean.n, each.mean.mean === null ? each.mean.missing : null]),
      },
    }, years);
  }
}

/** @param {Outcome[]} outcomes @param {number} people @param {number} seeds */
function sentenceOf(outcomes, people, seeds) {
  const changed = outcomes.filter(({ same }) => same.mean !== null && same.mean < 1);
  const whose = `${count(Math.round(people))} people whom A or B scores by age`;
  if (!changed.length) return `Of ${whose}, nobody's life differs in any of these.`;
  const { title, better, worse } = changed.find(({ name }) => name === "sanctioned") ?? changed[0];
  return `In this model, of ${whose}, ${share(better)} are better off under B and ${share(worse)} worse off in “${title}”. ` +
    `In ${outcomes.length - changed.length} of ${outcomes.length} things nobody's life differs, or it cannot be compared. ${seeds === 1 ? "One seed: no interval yet." : `The mean of ${seeds} seeds.`}`;
}

/** @param {(Outcome & {of: string})[]} rows @param {string} what */
function sentenceApart(rows, what) {
  const known = rows.filter(({ mean }) => mean.mean !== null);
  const missing = [...new Set(rows.flatMap(({ mean }) => (mean.mean === null ? [mean.missing] : [])))];
  const hidden = missing.length ? ` Of ${rows.length - known.length} nothing is shown: ${missing.join("; ")}.` : "";
  if (!known.length) return `“${rows[0].of}” by ${what}: nothing can be compared.${hidden}`;
  if (known.every(({ same }) => same.mean === 1)) return `In “${rows[0].of}” nobody's life differs, in any ${what}.${hidden}`;
  const said = known.map(({ title, better, worse }) => `${title} ${share(better)} better off under B, ${share(worse)} worse off`).join("; ");
  return figures.kept(`In this model, in “${rows[0].of}”, of people whom A or B scores by age: ${said}.${hidden}`);
}
