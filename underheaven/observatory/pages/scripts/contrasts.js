/**
 * Lines of a comparison, drawn: A and B on one scale, and beside them the difference with its zero line and interval.
 *
 * A is ink, solid and round; B is blue, dashed and square. A policy's colour says nothing of people.
 * @module
 */

import { drawn } from "./dom.js";
import { WORDS } from "./estimates.js";
import * as figures from "./figures.js";

/** @typedef {import("./contrasted.js").Line} Line */
/** @typedef {import("./estimates.js").Estimate} Estimate */

const NARROW = 640;
const LETTER = 6.6;
const LINE = 15;
const EDGE = 8;

/**
 * @param {SVGElement} svg @param {Line[]} lines @param {number} wide
 * @param {boolean} shared Whether all stand on one scale, being of one measure.
 */
export function draw(svg, lines, wide, shared) {
  const ends = lines.map(({ of }) => reach(of.a, of.b));
  const aways = lines.map(({ of: { difference } }) => away(difference));
  const most = (/** @type {number[]} */ all, /** @type {number} */ at) => (shared ? Math.max(...all) : all[at]) || 1;
  let top = 0;
  /** @type {SVGElement[]} */
  const parts = [];
  lines.forEach((line, at) => {
    const place = wide < NARROW ? stacked(line, wide) : inRow(line, wide);
    const y = top;
    parts.push(drawn("g", { transform: `translate(0 ${y})` }, [
      ...place.words.map(([text, x, at_, name]) => drawn("text", { x, y: at_, ...(name ? { class: name } : {}) }, [text])),
      ...side(line.of.a, place.track, place.lanes[0], most(ends, at), "a"),
      ...side(line.of.b, place.track, place.lanes[1], most(ends, at), "b"),
      ...apart(line.of.difference, place.field, place.middle, most(aways, at)),
      drawn("line", { class: "axis", x1: 0, x2: wide, y1: place.tall - 4, y2: place.tall - 4 }),
    ]));
    top += place.tall;
  });
  svg.setAttribute("viewBox", `0 0 ${wide} ${Math.max(1, top)}`);
  svg.replaceChildren(...parts);
}

/** How far a scale from 0 must reach. @param {Estimate[]} both */
const reach = (...both) => Math.max(...both.map(({ mean, high }) => Math.max(0, mean ?? 0, high ?? 0)));

/** @param {Estimate} difference */
const away = ({ mean, low, high }) => Math.max(...[mean, low, high].map((each) => Math.abs(each ?? 0)));

/** @typedef {{words: [string, number, number, string][], track: [number, number], lanes: [number, number], field: [number, number], middle: number, tall: number}} Place */

/** Where a line's parts stand on a wide screen. @param {Line} line @param {number} wide @returns {Place} */
function inRow(line, wide) {
  const [second, third, fourth] = [0.3, 0.45, 0.68].map((share) => share * wide);
  const title = wrapped(line.title, (second - 16) / LETTER);
  const unit = wrapped(below(line), (second - 16) / LETTER);
  const tall = Math.max(70, (title.length + unit.length) * LINE + 18);
  const middle = 34;
  return {
    words: [
      ...heads(title, unit, 18),
      [`A  ${figures.value(line.of.a.mean, line.unit)}`, second, 25, "name"], [`B  ${figures.value(line.of.b.mean, line.unit)}`, second, 49, "name"],
      [differs(line), fourth, 18, "name"], [said(line, (wide - fourth) / LETTER), fourth, line.of.difference.mean === null ? 38 : 58, ""],
    ],
    track: [third, fourth - 32], lanes: [21, 45], field: [fourth, wide - EDGE], middle, tall,
  };
}

/** The same one below the other, on a phone. @param {Line} line @param {number} wide @returns {Place} */
function stacked(line, wide) {
  const title = wrapped(line.title, wide / LETTER);
  const unit = wrapped(below(line), wide / LETTER);
  const first = 16 + (title.length + unit.length) * LINE + 6;
  const verdict = wrapped(said(line, 400), wide / LETTER);
  const under = first + (line.of.difference.mean === null ? 52 : 92);
  const words = /** @type {[string, number, number, string][]} */ (verdict.map((text, at) => [text, 0, under + at * LINE, ""]));
  return {
    words: [
      ...heads(title, unit, 16),
      [`A  ${figures.value(line.of.a.mean, line.unit)}`, 0, first + 4, "name"], [`B  ${figures.value(line.of.b.mean, line.unit)}`, 0, first + 26, "name"],
      [differs(line), 0, first + 54, "name"], ...words,
    ],
    track: [0.34 * wide, wide - EDGE], lanes: [first, first + 22], field: [EDGE, wide - EDGE], middle: first + 68,
    tall: under + verdict.length * LINE + 4,
  };
}

/** @param {string[]} title @param {string[]} unit @param {number} y @returns {[string, number, number, string][]} */
function heads(title, unit, y) {
  return [...title.map((text, at) => /** @type {[string, number, number, string]} */ ([text, 0, y + at * LINE, "name"])),
    ...unit.map((text, at) => /** @type {[string, number, number, string]} */ ([text, 0, y + (title.length + at) * LINE, ""]))];
}

/** What stands below a title. @param {Line} line */
const below = (line) => (line.people === null ? figures.inWords(line.unit) : `${Math.round(line.people).toLocaleString("en-GB")} adults`);

/** The difference, where there is one. @param {Line} line */
const differs = ({ of: { difference }, unit }) => (difference.mean === null ? "" : figures.difference(difference, unit));

/** @param {Line} line @param {number} letters */
function said({ verdict, of }, letters) {
  const why = verdict === "undefined" ? `${WORDS.undefined}: ${of.difference.missing}` : WORDS[verdict];
  return why.length <= letters ? why : `${why.slice(0, letters - 1)}…`;
}

/** One policy's mark and interval. @param {Estimate} of @param {[number, number]} track @param {number} y @param {number} most @param {"a" | "b"} name */
function side({ mean, low, high }, [left, right], y, most, name) {
  const parts = [drawn("line", { class: "axis", x1: left, x2: right, y1: y, y2: y })];
  if (mean === null) return parts;
  const x = (/** @type {number} */ value) => left + (Math.max(0, Math.min(most, value)) / most) * (right - left);
  if (low !== null && high !== null) parts.push(drawn("line", { class: `span ${name}`, x1: x(low), x2: x(high), y1: y, y2: y }));
  parts.push(name === "a" ? drawn("circle", { class: "mark-a", cx: x(mean), cy: y, r: 5 })
    : drawn("rect", { class: "mark-b", x: x(mean) - 4.5, y: y - 4.5, width: 9, height: 9 }));
  return parts;
}

/** The difference about its zero line. @param {Estimate} of @param {[number, number]} field @param {number} y @param {number} most */
function apart({ mean, low, high }, [left, right], y, most) {
  if (mean === null) return [];
  const zero = (left + right) / 2;
  const x = (/** @type {number} */ value) => zero + (Math.max(-most, Math.min(most, value)) / most) * ((right - left) / 2 - EDGE);
  const parts = [drawn("line", { class: "axis", x1: left, x2: right, y1: y, y2: y }), drawn("line", { class: "zero", x1: zero, x2: zero, y1: y - 9, y2: y + 9 })];
  if (low !== null && high !== null) parts.push(drawn("line", { class: "span a", x1: x(low), x2: x(high), y1: y, y2: y }));
  const [at, size] = [x(mean), 6];
  parts.push(drawn("path", { class: "apart", d: `M${at - size} ${y}L${at} ${y - size}L${at + size} ${y}L${at} ${y + size}Z` }));
  return parts;
}

/** A text in lines of so many letters. @param {string} text @param {number} letters @returns {string[]} */
function wrapped(text, letters) {
  /** @type {string[]} */
  const lines = [];
  for (const word of text.split(" ")) {
    const last = lines[lines.length - 1];
    if (last !== undefined && last.length + word.length < letters) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
