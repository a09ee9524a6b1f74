/**
 * Scores over time as step lines, with the policy's thresholds near them.
 * @module
 */

import { drawn } from "./dom.js";
import { limit } from "./limits.js";

/** @typedef {import("./walk.js").Point} Point */
/** @typedef {{x: (minute: number) => number, left: number, right: number, top: number, high: number}} Frame Pixels. */
/** @typedef {{score: number, title: string, side: string, from: number, to: number}} Line Sixteenths, and minutes of the run. */

const POINT = 16;
const ROOM = 0.08;
const LEAST = 30 * POINT;
const NARROW = 600;
/** Pixels of a letter, about, and between two lines. */
const [LETTER, LINE] = [6.2, 15];

/** Thresholds as they are in force over time. @param {any} plan @returns {Line[]} */
export function thresholds(plan) {
  /** @type {Line[]} */
  const found = [];
  plan.segment.forEach((/** @type {number} */ z, /** @type {number} */ step) => {
    const from = step * plan.step_minutes;
    const to = Math.min(from + plan.step_minutes, plan.horizon);
    for (const side of ["below", "above"]) {
      for (const [score, title] of plan.segments[z][side]) {
        const last = found.find((each) => each.score === score && each.title === title && each.to === from);
        if (last) last.to = to;
        else found.push({ score, title, side, from, to });
      }
    }
  });
  return found;
}

/**
 * @param {{pieces: Point[][], style: string}[]} walks @param {Line[]} lines @param {Frame} frame @param {string[]} titles Of the policy, and of the twin's.
 * @param {(y: (score: number) => number) => SVGElement[]} [more] What else stands at a score, in points.
 */
export function scoreLane(walks, lines, frame, titles, more = () => []) {
  const { x, left, right, top, high: tall } = frame;
  const names = inLines([`Score under ${titles[0]}`, ...titles.slice(1).map((each) => `dashed: ${each}`)], right)
    .map((text, at, all) => drawn("text", { class: "lane", x: 0, y: top - 12 - LINE * (all.length - 1 - at) }, [text]));
  const values = walks.flatMap(({ pieces }) => pieces.flat().map(({ score }) => score * POINT));
  if (!values.length) return [...names, drawn("text", { x: left, y: top + tall / 2 }, ["Never in the scheme: no score"])];
  const below = lines.filter(({ side }) => side === "below").map(({ score }) => score);
  const least = Math.min(...values, ...(below.length ? [Math.max(...below)] : []));
  const most = Math.max(...values, least + LEAST);
  const [low, high] = [least - ROOM * (most - least), most + ROOM * (most - least)];
  const y = (/** @type {number} */ sixteenths) => top + tall * (1 - (sixteenths - low) / (high - low));
  const near = lines.filter(({ score }) => score >= low && score <= high);
  return [
    ...names, drawn("line", { class: "axis", x1: left, x2: right, y1: top + tall, y2: top + tall }),
    ...[low, (low + high) / 2, high].map((each) => drawn("text", { x: left - 6, y: y(each) + 4, "text-anchor": "end" }, [String(Math.round(each / POINT))])),
    ...near.map(({ score, title: of, side, from, to }) =>
      drawn("line", { class: "threshold", x1: x(from), x2: x(to), y1: y(score), y2: y(score) }, [drawn("title", {}, [`${limit(side, score)}: ${of}`])])),
    ...walks.map(({ pieces, style }) => drawn("path", { class: style, d: stepped(pieces, x, (score) => y(score * POINT)) })),
    ...named(near, frame, y), ...more((score) => y(score * POINT)),
  ];
}

/** Parts of a name in one line, or each in its own where they are longer than it. @param {string[]} parts @param {number} wide */
function inLines(parts, wide) {
  const whole = parts.join(", ");
  return whole.length * LETTER <= wide ? [whole] : parts;
}

/** A step line: nothing happens between two points. @param {Point[][]} pieces @param {(minute: number) => number} x @param {(score: number) => number} y */
function stepped(pieces, x, y) {
  return pieces.map((piece) => piece.map(({ at, score }, number) =>
    `${number ? `H${x(at).toFixed(1)}V` : `M${x(at).toFixed(1)} `}${y(score).toFixed(1)}`).join("")).join("");
}

/** Words for the threshold that anybody meets first from either side. @param {Line[]} lines @param {Frame} frame @param {(score: number) => number} y */
function named(lines, { left, right }, y) {
  const most = right - left < NARROW ? 34 : 70;
  const first = [lines.filter(({ side }) => side === "below").sort((a, b) => b.score - a.score)[0],
    lines.filter(({ side }) => side === "above").sort((a, b) => a.score - b.score)[0]];
  return first.filter((line) => line).map(({ score, side, title }) => {
    const words = `${limit(side, score)}: ${title}`;
    return drawn("text", { class: "name", x: left + 4, y: y(score) - 4 }, [words.length > most ? `${words.slice(0, most - 1)}…` : words]);
  });
}
