/**
 * What is not being said: critical remarks made and held back in a week, as dots, and the share held back so far.
 * @module
 */

import { Card } from "./card.js";
import { count, drawn, roundUp } from "./dom.js";

/** @typedef {import("./frames.js").Frame} Frame */

const WIDE = 320;
const ACROSS = 16;
const DOT = 20;
const MOST = 96;
const DOTS_HIGH = 130;
const TREND_TOP = 158;
const TREND_HIGH = 60;
const YEARS = 104;

export class Remarks {
  /** @param {HTMLElement} figure */
  constructor(figure) {
    this._svg = drawn("svg", { viewBox: `0 0 ${WIDE} ${TREND_TOP + TREND_HIGH + 20}` });
    this._dots = Array.from({ length: MOST }, (_, number) =>
      drawn("circle", { cx: 10 + (number % ACROSS) * DOT, cy: 12 + Math.floor(number / ACROSS) * DOT, r: 6, visibility: "hidden" }));
    this._unit = drawn("text", { x: 2, y: DOTS_HIGH + 14 });
    this._trend = drawn("path", { class: "trend" });
    this._most = drawn("text", { x: WIDE, y: TREND_TOP - 4, "text-anchor": "end" });
    const base = TREND_TOP + TREND_HIGH;
    this._svg.replaceChildren(...this._dots, this._unit, this._most, this._trend,
      drawn("line", { class: "axis", x1: 0, x2: WIDE, y1: base, y2: base }),
      drawn("text", { x: 0, y: base + 14 }, ["two years before"]), drawn("text", { x: WIDE, y: base + 14, "text-anchor": "end" }, ["this week"]));
    this._card = new Card(figure, "What is not being said",
      "Critical posts and petitions. Filled: made. Hollow: held back out of dread, known because the same draws are kept. Line: held back of every 100.",
      this._svg);
  }

  /** @param {Frame} frame @param {Frame[]} frames @param {string} day */
  draw(frame, frames, day) {
    const [said, held] = frame.remarks;
    const unit = roundUp((said + held) / (MOST - 2));
    const filled = Math.round(said / unit);
    const hollow = held ? Math.max(1, Math.round(held / unit)) : 0;
    this._dots.forEach((dot, number) => {
      dot.setAttribute("class", number < filled ? "said-dot" : "held-dot");
      dot.setAttribute("visibility", number < filled + hollow ? "visible" : "hidden");
    });
    this._unit.textContent = unit === 1 ? "one dot: one remark" : `one dot: ${count(unit)} remarks`;
    this._draw(frame.step, frames);
    this._card.show({
      sentence: said + held
        ? `${count(said)} critical remarks are made in this week. In this model dread holds back ${count(held)} more.`
        : "Nobody would make a critical remark in this week.",
      table: { columns: ["Critical remarks", "In this week"], rows: [["made", said], ["held back", held]] },
    }, day);
  }

  /** The share held back in the weeks before. @param {number} step @param {Frame[]} frames */
  _draw(step, frames) {
    const first = Math.max(0, step - YEARS);
    const shares = frames.slice(first, step + 1).filter((each) => each).map(({ remarks: [said, held] }) => (said + held ? (100 * held) / (said + held) : 0));
    const most = roundUp(Math.max(1, ...shares));
    this._most.textContent = `${count(most)} of 100`;
    const path = shares.map((share, at) => {
      const x = WIDE - ((shares.length - 1 - at) / YEARS) * WIDE;
      return `${at ? "L" : "M"}${x.toFixed(1)} ${(TREND_TOP + TREND_HIGH - (share / most) * TREND_HIGH).toFixed(1)}`;
    });
    this._trend.setAttribute("d", path.join(""));
  }
}
