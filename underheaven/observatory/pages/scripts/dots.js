/**
 * One measure of each category: a dot with its 95 % interval on one scale, about the line of everyone.
 * @module
 */

import { drawn } from "./dom.js";
import * as figures from "./figures.js";

/** @typedef {import("./measures.js").Known} Known */

/** A row; where nothing is shown of it, why. @typedef {{title: string, adults: number, known: Known, why: string | null}} Row */

const NARROW = 640;
const LETTER = 6.6;
const EDGE = 8;
const HEAD = 24;

/**
 * @param {SVGElement} svg @param {Known} everyone @param {Row[]} rows @param {string} unit @param {number} wide
 * @returns {boolean} Whether the scale holds 0.
 */
export function draw(svg, everyone, rows, unit, wide) {
  const narrow = wide < NARROW;
  const [left, right] = narrow ? [EDGE, wide - EDGE] : [Math.round(0.46 * wide), wide - EDGE];
  const [from, to] = scaleOf(everyone, rows);
  const x = (/** @type {number} */ value) => left + ((value - from) / (to - from)) * (right - left);
  const tall = narrow ? 54 : 34;
  const bottom = HEAD + rows.length * tall;
  /** @type {SVGElement[]} */
  const parts = [];
  if (everyone.value !== null) parts.push(...whole(everyone.value, x, bottom, unit, wide));
  rows.forEach((row, at) => parts.push(...lineOf(row, HEAD + at * tall, { narrow, tall, left, right, wide, unit, x })));
  parts.push(drawn("text", { x: left, y: bottom + 16 }, [figures.value(from, unit)]),
    drawn("text", { x: right, y: bottom + 16, "text-anchor": "end" }, [figures.value(to, unit)]));
  svg.setAttribute("viewBox", `0 0 ${wide} ${bottom + 24}`);
  svg.replaceChildren(...parts);
  return from <= 0 && to >= 0;
}

/** From where to where the scale goes: from 0 on, unless all lies far from it. @param {Known} everyone @param {Row[]} rows @returns {[number, number]} */
function scaleOf(everyone, rows) {
  const all = [everyone, ...rows.filter(({ why }) => !why).map(({ known }) => known)]
    .flatMap(({ value, low, high }) => [value, low, high]).filter((each) => each !== null);
  if (!all.length) return [0, 1];
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const close = (least > 0 && least > most / 2) || (most < 0 && most < least / 2);
  const [from, to] = close ? [least, most] : [Math.min(0, least), Math.max(0, most)];
  return to > from ? [from, to] : [from, from + (Math.abs(from) || 1)];
}

/** The line of everyone, with its value at the top. @param {number} value @param {(value: number) => number} x @param {number} bottom @param {string} unit @param {number} wide */
function whole(value, x, bottom, unit, wide) {
  const text = `everyone ${figures.value(value, unit)}`;
  const half = (text.length * LETTER) / 2;
  const middle = Math.max(half, Math.min(wide - half, x(value)));
  return [drawn("line", { class: "threshold everyone", x1: x(value), x2: x(value), y1: HEAD - 4, y2: bottom }),
    drawn("text", { class: "name", x: middle, y: 13, "text-anchor": "middle" }, [text])];
}

/** @param {Row} row @param {number} top @param {{narrow: boolean, tall: number, left: number, right: number, wide: number, unit: string, x: (value: number) => number}} how */
function lineOf({ title, adults, known, why }, top, { narrow, tall, left, right, wide, unit, x }) {
  const y = top + (narrow ? 38 : 17);
  const value = why ? "not shown" : figures.value(known.value, unit);
  const parts = [
    drawn("text", { class: "name", x: 0, y: top + (narrow ? 16 : 21) }, [shortened(title, (narrow ? wide * 0.5 : wide * 0.22) / LETTER)]),
    drawn("text", narrow ? { x: wide, y: top + 16, "text-anchor": "end" } : { x: wide * 0.44, y: top + 21, "text-anchor": "end" },
      [`${value}, ${Math.round(adults).toLocaleString("en-GB")} adults`]),
    drawn("line", { class: "axis", x1: left, x2: right, y1: y, y2: y }),
    drawn("line", { class: "axis", x1: 0, x2: wide, y1: top + tall, y2: top + tall }),
  ];
  if (why || known.value === null) return parts;
  if (known.low !== null && known.high !== null) parts.push(drawn("line", { class: "span a", x1: x(known.low), x2: x(known.high), y1: y, y2: y }));
  parts.push(drawn("circle", { class: "mark-a", cx: x(known.value), cy: y, r: 5 }));
  return parts;
}

/** @param {string} text @param {number} letters */
const shortened = (text, letters) => (text.length <= letters ? text : `${text.slice(0, Math.max(1, Math.floor(letters) - 1))}…`);
