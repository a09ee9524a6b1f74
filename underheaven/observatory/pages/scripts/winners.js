/**
 * Who is better off and who worse, person by person: for each thing the shares of people to both sides of a line.
 *
 * Outlined: better off. Solid: worse off. A colour would say that one is weighed against the other.
 * @module
 */

import { Card } from "./card.js";
import { byId, count, drawn } from "./dom.js";
import * as figures from "./figures.js";
import { outcomesOf } from "./outcomes.js";

/** @typedef {import("./estimates.js").Estimate} Estimate */
/** @typedef {import("./outcomes.js").Outcome} Outcome */

const [NARROW, ROW, TALL, LABEL] = [640, 34, 52, 62];
const PARTS = /** @type {("better" | "same" | "worse" | "mean")[]} */ (["better", "same", "worse", "mean"]);
const HOW = "Each person's two lives, one under A and one under B. Outlined: people better off under B. Solid: people worse off. Better off is who suffered less of it, or ended " +
  "with a higher score; nothing is weighed against anything else, and one person can be better off in one thing and worse off in another.";

export class Winners {
  constructor() {
    this._figure = byId("people");
    this._svg = drawn("svg");
    this._card = new Card(this._figure, "Person by person", HOW, this._svg);
    /** @type {Outcome[]} */
    this._outcomes = [];
    this._wide = 0;
    new ResizeObserver(() => this._resize()).observe(this._figure);
  }

  /** @param {import("./contrasted.js").Pairs} pairs @param {string} years */
  draw(pairs, years) {
    const { outcomes, people } = outcomesOf(pairs);
    this._outcomes = outcomes;
    this._wide = 0;
    this._resize();
    const ends = PARTS.flatMap((part) => [part, `${part} low`, `${part} high`].map((name) => `${name[0].toUpperCase()}${name.slice(1)}`));
    this._card.show({
      sentence: sentenceOf(outcomes, people, pairs.length),
      table: {
        columns: ["What", "Unit", "Better off", "The same", "Worse off", "Mean change of a person"],
        rows: outcomes.map((each) => [each.title, each.unit, share(each.better), share(each.same), share(each.worse), figures.difference(each.mean, each.unit)]),
      },
      data: {
        columns: ["Name", "Title", "Unit", "People", ...ends, "Seeds"],
        rows: outcomes.map((each) => [each.name, each.title, each.unit, Math.round(people),
          ...PARTS.flatMap((part) => [each[part].mean, each[part].low, each[part].high]), each.mean.n]),
      },
    }, years);
  }

  _resize() {
    const wide = Math.round(this._figure.clientWidth - 32);
    if (wide === this._wide || wide < 100 || !this._outcomes.length) return;
    this._wide = wide;
    const tall = wide < NARROW ? TALL : ROW;
    this._svg.setAttribute("viewBox", `0 0 ${wide} ${this._outcomes.length * tall + 4}`);
    const most = Math.max(...this._outcomes.flatMap(({ better, worse }) => [better.mean ?? 0, worse.mean ?? 0])) || 1;
    this._svg.replaceChildren(...this._outcomes.map((each, at) => rowOf(each, at * tall, wide, most)));
  }
}

/** @param {Outcome} outcome @param {number} top @param {number} wide @param {number} most The longest bar. */
function rowOf({ title, better, worse }, top, wide, most) {
  const narrow = wide < NARROW;
  const [left, y] = [narrow ? 0 : 0.36 * wide, narrow ? 22 : 8];
  const zero = (left + wide) / 2;
  const long = (/** @type {Estimate} */ { mean }) => ((mean ?? 0) / most) * ((wide - left) / 2 - LABEL);
  const parts = [drawn("text", { class: "name", x: 0, y: narrow ? 14 : 21 }, [title])];
  if (better.mean === null) return drawn("g", { transform: `translate(0 ${top})` }, [...parts, drawn("text", { x: left, y: y + 13 }, ["not defined"])]);
  parts.push(
    drawn("rect", { class: "better", x: zero - long(better), y, width: long(better), height: 16 }),
    drawn("rect", { class: "worse", x: zero, y, width: long(worse), height: 16 }),
    drawn("line", { class: "zero", x1: zero, x2: zero, y1: y - 4, y2: y + 20 }),
    drawn("text", { x: zero - long(better) - 6, y: y + 13, "text-anchor": "end" }, [share(better)]),
    drawn("text", { x: zero + long(worse) + 6, y: y + 13 }, [share(worse)]));
  return drawn("g", { transform: `translate(0 ${top})` }, parts);
}

/** @param {Estimate} estimate */
const share = ({ mean }) => figures.value(mean, "share");

/** @param {Outcome[]} outcomes @param {number} people @param {number} seeds */
function sentenceOf(outcomes, people, seeds) {
  const changed = outcomes.filter(({ same }) => same.mean !== null && same.mean < 1);
  const whose = `${count(Math.round(people))} people whom A or B scores by age`;
  if (!changed.length) return `Of ${whose}, nobody's life differs in any of these.`;
  const { title, better, worse } = changed.find(({ name }) => name === "sanctioned") ?? changed[0];
  return `In this model, of ${whose}, ${share(better)} are better off under B and ${share(worse)} worse off in “${title}”. ` +
    `In ${outcomes.length - changed.length} of ${outcomes.length} things nobody's life differs, or it cannot be compared. ${seeds === 1 ? "One seed: no interval yet." : `The mean of ${seeds} seeds.`}`;
}
