/**
 * Who is better off and who worse, in rows: the shares of people to both sides of a line.
 *
 * Outlined: better off. Solid: worse off. A colour would say that one is weighed against the other.
 * @module
 */

import { Card } from "./card.js";
import { byId, drawn } from "./dom.js";
import * as figures from "./figures.js";

/** @typedef {import("./estimates.js").Estimate} Estimate */
/** @typedef {{title: string, better: Estimate, same: Estimate, worse: Estimate, mean: Estimate}} Row What changes, with its name. */

const [NARROW, ROW, TALL, LABEL] = [640, 34, 52, 62];
const PARTS = /** @type {("better" | "same" | "worse" | "mean")[]} */ (["better", "same", "worse", "mean"]);
/** Names of the columns of `numbers`. */
export const ENDS = PARTS.flatMap((part) => [part, `${part} low`, `${part} high`].map((name) => `${name[0].toUpperCase()}${name.slice(1)}`));

/** The numbers of a row, with their intervals. @param {Row} row */
export const numbers = (row) => PARTS.flatMap((part) => [row[part].mean, row[part].low, row[part].high]);

/** @param {Estimate} estimate */
export const share = ({ mean }) => figures.value(mean, "share");

/** The cells of a row, or why it has none. @param {Row} row @param {string} unit */
export const cells = ({ better, same, worse, mean }, unit) => [share(better), share(same), share(worse), figures.difference(mean, unit)];

export class WinnersPicture {
  /** @param {string} id @param {string} title @param {string} how */
  constructor(id, title, how) {
    this._figure = byId(id);
    this._svg = drawn("svg");
    this._card = new Card(this._figure, title, how, this._svg);
    /** @type {Row[]} */
    this._rows = [];
    this._wide = 0;
    new ResizeObserver(() => this._resize()).observe(this._figure);
  }

  /** @param {Row[]} rows @param {import("./card.js").Shown} shown @param {string} years */
  show(rows, shown, years) {
    this._rows = rows;
    this._wide = 0;
    this._resize();
    this._card.show(shown, years);
  }

  _resize() {
    const wide = Math.round(this._figure.clientWidth - 32);
    if (wide === this._wide || wide < 100 || !this._rows.length) return;
    this._wide = wide;
    const tall = wide < NARROW ? TALL : ROW;
    this._svg.setAttribute("viewBox", `0 0 ${wide} ${this._rows.length * tall + 4}`);
    const most = Math.max(...this._rows.flatMap(({ better, worse }) => [better.mean ?? 0, worse.mean ?? 0])) || 1;
    this._svg.replaceChildren(...this._rows.map((each, at) => rowOf(each, at * tall, wide, most)));
  }
}

/** @param {Row} row @param {number} top @param {number} wide @param {number} most The longest bar. */
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
