/**
 * Where people stand: bars of people by score, the policy's thresholds, and those in error under a lens.
 * @module
 */

import { Card } from "./card.js";
import { count, drawn, percent, points, roundUp } from "./dom.js";
import { limit, stretch } from "./limits.js";

/** @typedef {import("./frames.js").Frame} Frame */

const LEFT = 52;
const RIGHT = 12;
const TOP = 44;
const HIGH = 190;
const LENS_TOP = 286;
const LENS_HIGH = 64;
const AXIS = 20;
/** Steps over which the axis keeps to what was highest, so that it does not jump to and fro. */
const KEEPS = 26;

export class Histogram {
  /** @param {HTMLElement} figure */
  constructor(figure) {
    this._svg = drawn("svg", { tabindex: 0 });
    this._card = new Card(figure, "Where people stand",
      "Adults in the scheme by the score shown. Dashed: thresholds of the policy. Arrows move a reading line.", this._svg);
    this._wide = 0;
    this._at = -1;
    /** @type {any} */
    this._plan = null;
    /** @type {SVGElement[]} */
    this._bars = [];
    /** @type {SVGElement[]} */
    this._wrongs = [];
    this._most = drawn("text");
    this._mostWrong = drawn("text");
    this._lens = drawn("text");
    /** @type {Frame | null} */
    this._frame = null;
    /** @type {Frame[]} */
    this._frames = [];
    this._day = "";
    this._svg.addEventListener("keydown", (event) => this._key(event));
    this._svg.addEventListener("pointermove", (event) => this._point(event));
    this._svg.addEventListener("pointerdown", (event) => this._point(event));
    new ResizeObserver(() => this._resize()).observe(figure);
    this._figure = figure;
  }

  /** A new world. @param {any} plan */
  world(plan) {
    this._plan = plan;
    this._at = -1;
    this._card.reading.textContent = "";
    this._build();
  }

  /** @param {Frame} frame @param {Frame[]} frames @param {string} day */
  draw(frame, frames, day) {
    Object.assign(this, { _frame: frame, _frames: frames, _day: day });
    const lately = frames.slice(Math.max(0, frame.step - KEEPS + 1), frame.step + 1);
    const most = roundUp(Math.max(10, ...lately.flatMap((each) => each.histogram)));
    const mostWrong = roundUp(Math.max(5, ...lately.flatMap((each) => each.wrong)));
    this._raise(this._bars, frame.histogram, most, TOP, HIGH);
    this._raise(this._wrongs, frame.wrong, mostWrong, LENS_TOP, LENS_HIGH);
    this._most.textContent = count(most);
    this._mostWrong.textContent = count(mostWrong);
    const times = most / mostWrong;
    const any = lately.some((each) => each.wrong.some((number) => number > 0));
    const enlarged = times > 1.5 ? `enlarged ×${Math.round(times)}` : "on their own axis";
    this._lens.textContent = any ? `Of these in error, ${enlarged}` : "Of these in error: nobody in the last half year";
    this._card.show({ sentence: this._sentence(frame), table: this._table(frame) }, day);
    if (this._at >= 0) this._read(this._at);
  }

  /** @param {Frame} frame */
  _sentence(frame) {
    const [all, under, wrong] = [0, 1, 2].map((each) => frame.regions.reduce((sum, region) => sum + region[each], 0));
    if (all === 0) return "Nobody is in the scheme in this week.";
    if (under === 0) return `${count(all)} adults are in the scheme. The policy holds none of them under a consequence. One seed.`;
    return `${count(all)} adults are in the scheme. The policy holds ${count(under)} of them (${percent(under, all)}) ` +
      `under a consequence, ${count(wrong)} of them only because of records that are wrong. One seed.`;
  }

  /** @param {Frame} frame */
  _table(frame) {
    return {
      columns: ["Score", "Adults", "In error"],
      rows: frame.histogram.map((adults, bin) => [this._span(bin), adults, frame.wrong[bin]]),
    };
  }

  /** A bin in words. @param {number} bin */
  _span(bin) {
    const { low, begin, high } = this._plan.edges;
    const first = bin ? begin[bin - 1] : low;
    const last = bin < begin.length ? begin[bin] - 1 : high;
    return stretch(first, last);
  }

  /** @param {SVGElement[]} bars @param {number[]} counts @param {number} most @param {number} top @param {number} high */
  _raise(bars, counts, most, top, high) {
    counts.forEach((number, bin) => {
      const tall = number ? Math.max(1, (number / most) * high) : 0;
      bars[bin].setAttribute("y", String(top + high - tall));
      bars[bin].setAttribute("height", String(tall));
    });
  }

  _resize() {
    const wide = Math.round(this._figure.clientWidth - 32);
    if (wide === this._wide || wide < 100) return;
    this._wide = wide;
    if (!this._plan) return;
    this._build();
    if (this._frame) this.draw(this._frame, this._frames, this._day);
  }

  /** @param {number} score */
  _x(score) {
    const { low, high } = this._plan.edges;
    return LEFT + ((score - low) / (high - low)) * (this._wide - LEFT - RIGHT);
  }

  _build() {
    if (!this._wide) this._wide = Math.max(100, Math.round(this._figure.clientWidth - 32));
    const { low, begin, high } = this._plan.edges;
    const { below, above } = this._plan.segments[this._plan.segments.length - 1];
    const tall = LENS_TOP + LENS_HIGH + AXIS;
    this._svg.setAttribute("viewBox", `0 0 ${this._wide} ${tall}`);
    const edges = [low, ...begin, high + 1];
    const lowest = below.length ? below[0][0] : -Infinity;
    const highest = above.length ? above[0][0] : Infinity;
    const bar = (/** @type {number} */ bin, /** @type {string} */ kind) => {
      const [first, last] = [this._x(edges[bin]), this._x(Math.min(edges[bin + 1], high))];
      return drawn("rect", { class: `bar ${kind}`, x: first + 0.3, width: Math.max(0.8, last - first - 0.6), y: 0, height: 0 });
    };
    const zone = (/** @type {number} */ bin) =>
      edges[bin] < lowest ? "low" : edges[bin] > highest ? "high" : "mid";
    this._bars = edges.slice(1).map((_, bin) => bar(bin, zone(bin)));
    this._wrongs = edges.slice(1).map((_, bin) => bar(bin, "wrong"));
    for (const each of this._wrongs) each.setAttribute("fill", "url(#hatch)");
    this._most = drawn("text", { x: LEFT - 6, y: TOP + 10, "text-anchor": "end" });
    this._mostWrong = drawn("text", { x: LEFT - 6, y: LENS_TOP + 10, "text-anchor": "end" });
    this._lens = drawn("text", { x: LEFT, y: LENS_TOP - 8, class: "name" });
    this._svg.replaceChildren(this._hatch(), ...this._axes(low, high), ...this._bars, ...this._wrongs,
      ...this._thresholds(below, above), this._most, this._mostWrong, this._lens);
  }

  _hatch() {
    const pattern = drawn("pattern", { id: "hatch", width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
      [drawn("rect", { class: "hatch-ground", width: 5, height: 5 }), drawn("line", { class: "hatch-line", x1: 0, y1: 0, x2: 0, y2: 5 })]);
    return drawn("defs", {}, [pattern]);
  }

  /** @param {number} low @param {number} high */
  _axes(low, high) {
    const parts = [[TOP, HIGH], [LENS_TOP, LENS_HIGH]].flatMap(([top, tall]) => [
      drawn("line", { class: "axis", x1: LEFT, x2: this._wide - RIGHT, y1: top + tall, y2: top + tall }),
      drawn("text", { x: LEFT - 6, y: top + tall, "text-anchor": "end" }, ["0"])]);
    const step = roundUp((high - low) / 16 / (this._wide < 500 ? 4 : 8)) * 16;
    for (let score = Math.ceil(low / step) * step; score <= high; score += step) {
      for (const y of [TOP + HIGH + 14, LENS_TOP + LENS_HIGH + 14]) {
        parts.push(drawn("text", { x: this._x(score), y, "text-anchor": "middle" }, [points(score)]));
      }
    }
    return parts;
  }

  /** Lines for all thresholds; words for the first that anybody meets from either side. @param {any[]} below @param {any[]} above */
  _thresholds(below, above) {
    const lines = [...below.map((each, number) => [...each, number, "below"]), ...above.map((each, number) => [...each, number, "above"])];
    return lines.flatMap(([score, title, number, side]) => {
      const x = this._x(score);
      const first = number === 0;
      const line = drawn("line", { class: first ? "threshold" : "threshold minor", x1: x, x2: x, y1: first ? TOP - 10 : TOP, y2: LENS_TOP + LENS_HIGH },
        [drawn("title", {}, [`${limit(side, score)}: ${title}`])]);
      if (!first) return [line];
      const right = side === "above" ? x < this._wide * 0.6 : x < this._wide * 0.3;
      const label = `${limit(side, score)}: ${shortened(title, this._wide)}`;
      const y = side === "above" ? TOP - 14 : TOP - 30;
      return [line, drawn("text", { class: "name", x: right ? x - 2 : x + 2, y, "text-anchor": right ? "start" : "end" }, [label])];
    });
  }

  /** @param {KeyboardEvent} event */
  _key(event) {
    const last = (this._plan?.edges.begin.length ?? 0);
    /** @type {Record<string, number>} */
    const to = { ArrowLeft: this._at - 1, ArrowRight: this._at + 1, Home: 0, End: last };
    if (!(event.key in to) || !this._frame) return;
    event.preventDefault();
    event.stopPropagation();
    this._read(Math.max(0, Math.min(last, to[event.key])));
  }

  /** @param {PointerEvent} event */
  _point(event) {
    if (!this._frame || !this._plan) return;
    const { left, width } = this._svg.getBoundingClientRect();
    const x = ((event.clientX - left) / width) * this._wide;
    const score = this._plan.edges.low + ((x - LEFT) / (this._wide - LEFT - RIGHT)) * (this._plan.edges.high - this._plan.edges.low);
    if (x >= LEFT && x <= this._wide - RIGHT) this._read(this._plan.edges.begin.filter((/** @type {number} */ each) => each <= score).length);
  }

  /** @param {number} bin */
  _read(bin) {
    this._bars[this._at]?.classList.remove("pointed");
    this._at = bin;
    this._bars[bin].classList.add("pointed");
    const { histogram, wrong } = /** @type {Frame} */ (this._frame);
    this._card.reading.textContent = `Score ${this._span(bin)}: ${count(histogram[bin])} adults, ${count(wrong[bin])} of them in error`;
  }
}

/** A title that fits. @param {string} title @param {number} wide */
function shortened(title, wide) {
  const most = wide < 500 ? 26 : 60;
  return title.length <= most ? title : `${title.slice(0, most - 1)}…`;
}
