/**
 * Why the score is what it is on a day: from the start, step by step, what was lost and gained by whom or by what.
 * @module
 */

import { Card } from "./card.js";
import { drawn } from "./dom.js";
import { signed } from "./written_numbers.js";
import { score } from "./happened.js";

/** @typedef {import("./teller.js").Life} Life */
/** @typedef {import("./teller.js").Told} Told */
/** @typedef {{name: string, points: number}} Part */

const BACK = ["appeal upheld", "expires"];
const LEAST = 1 / 64;
const ROW = 24;
const TOP = 4;

/** How parts are told apart. @type {Record<string, (event: Told, titles: Record<string, string>) => string>} */
const BY = {
  rule: (event, titles) => titles[event.of] ?? "of the firm",
  source: (event) => (event.source ? `by ${event.source.replace(/[_-]/g, " ")}` : "without a source"),
  error: (event) => (event.record === "wrong" ? "wrong records" : "true records"),
};

/**
 * What makes up the score at the end of a step; null where the citizen has none then.
 * @param {Life} life @param {number} step @param {number} start Points @param {string} by @param {Record<string, string>} titles
 * @returns {{parts: Part[], shown: number, adds: boolean} | null}
 */
export function whence(life, step, start, by, titles) {
  const week = life.weeks[step];
  if (!week?.enrolled) return null;
  const replaced = life.events.filter((event) => event.what === "replaced" && event.step < step).map((event) => event.step);
  const first = replaced.length ? replaced[replaced.length - 1] + 1 : 0;
  /** @type {Map<string, number>} */
  const sums = new Map();
  for (const event of life.events) {
    if (event.step < first || event.step > step || !event.moved) continue;
    const name = BACK.includes(event.what) ? "given back by redress" : BY[by](event, titles);
    sums.set(name, (sums.get(name) ?? 0) + event.moved);
  }
  const regained = life.weeks.slice(first, step + 1).reduce((sum, each) => sum + each.recovered, 0);
  const parts = [...sums].map(([name, points]) => ({ name, points })).sort((one, other) => one.points - other.points);
  parts.push({ name: "regained with time", points: regained }, { name: "ties to others", points: week.shown - week.own });
  const total = parts.reduce((sum, { points }) => sum + points, start);
  return { parts: [{ name: "at the start", points: start }, ...parts.filter(({ points }) => points)], shown: week.shown,
    adds: Math.abs(total - week.shown) < LEAST };
}

export class Whence {
  /** @param {HTMLElement} figure */
  constructor(figure) {
    this._svg = drawn("svg");
    this._card = new Card(figure, "Why this score on that day",
      "From the score at the start to the score shown: each bar begins where the one above it ends. Left is a loss, right a gain.", this._svg);
    this._figure = figure;
    /** @type {ReturnType<typeof whence>} */
    this._found = null;
    new ResizeObserver(() => this._draw()).observe(figure);
  }

  /** @param {ReturnType<typeof whence>} found @param {string} day */
  show(found, day) {
    this._found = found;
    const parts = found?.parts ?? [];
    const sentence = !found ? "On that day the citizen is not in the scheme, and has no score."
      : found.adds ? `Together these parts make the score of ${score(found.shown)}, exactly.`
        : `These parts do not add up to the score of ${score(found.shown)}: this is a fault of the page.`;
    const rows = /** @type {(string | number)[][]} */ (parts.map(({ name, points }) => [name, points]));
    if (found) rows.push(["score shown", found.shown]);
    this._card.show({ sentence, table: { columns: ["Part", "Points"], rows } }, day);
    this._draw();
  }

  _draw() {
    const wide = this._figure.clientWidth - 32;
    if (wide <= 0) return;
    const [start, ...parts] = this._found?.parts ?? [];
    const totals = [start?.points ?? 0];
    for (const { points } of parts) totals.push(totals[totals.length - 1] + points);
    const [low, high] = [Math.min(...totals), Math.max(...totals, Math.min(...totals) + 1)];
    const [left, right] = [wide * 0.44, wide - 52];
    const x = (/** @type {number} */ value) => left + ((value - low) / (high - low)) * (right - left);
    this._svg.setAttribute("viewBox", `0 0 ${wide} ${TOP + ROW * Math.max(1, parts.length)}`);
    const most = Math.floor((left - 8) / 6.6);
    this._svg.replaceChildren(...parts.flatMap(({ name, points }, row) => {
      const [from, to] = [totals[row], totals[row + 1]].sort((one, other) => one - other).map(x);
      const y = TOP + row * ROW;
      return [drawn("text", { x: left - 8, y: y + 15, "text-anchor": "end" }, [name.length > most ? `${name.slice(0, most - 1)}…` : name]),
        drawn("rect", { class: points < 0 ? "bar low" : "bar high", x: from, y: y + 3, width: Math.max(1, to - from), height: ROW - 8 }),
        drawn("text", { x: wide, y: y + 15, "text-anchor": "end" }, [signed(points).replace("-", "−")])];
    }));
  }
}
