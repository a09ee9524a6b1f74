/**
 * Harms over the years, small and many: A a solid line of ink, B a dashed blue one, with bands where seeds give an interval.
 * @module
 */

import { drawn, element } from "./dom.js";
import * as figures from "./figures.js";

/** @typedef {import("./estimates.js").Contrast} Contrast */
/** @typedef {import("./estimates.js").Estimate} Estimate */
/** @typedef {{title: string, unit: string, years: {year: number, of: Contrast}[]}} Path */

const [WIDE, HIGH, LEFT, RIGHT, TOP, BASE] = [260, 130, 6, 8, 22, 106];

/** @param {HTMLElement} place @param {Path[]} paths */
export function draw(place, paths) {
  place.replaceChildren(...paths.map((path) => element("li", {}, [element("span", { class: "place" }, [path.title]), panel(path)])));
}

/** @param {Path} path */
function panel({ unit, years }) {
  const highest = Math.max(...years.flatMap(({ of: { a, b } }) => [a, b].map(({ mean, high }) => Math.max(mean ?? 0, high ?? 0))));
  const most = highest || 1;
  const x = (/** @type {number} */ at) => (years.length > 1 ? LEFT + (at / (years.length - 1)) * (WIDE - LEFT - RIGHT) : WIDE / 2);
  const y = (/** @type {number} */ value) => BASE - (Math.max(0, value) / most) * (BASE - TOP);
  const sides = /** @type {("a" | "b")[]} */ (["a", "b"]);
  const of = sides.map((side) => years.map((each, at) => ({ at, estimate: each.of[side] })));
  const [first, last] = [years[0], years[years.length - 1]];
  return drawn("svg", { viewBox: `0 0 ${WIDE} ${HIGH}`, "aria-hidden": "true" }, [
    drawn("line", { class: "axis", x1: 0, x2: WIDE, y1: BASE, y2: BASE }),
    drawn("text", { x: 0, y: TOP - 8 }, [figures.value(highest, unit)]),
    ...of.map((points, number) => band(points, x, y, sides[number])),
    ...of.map((points, number) => drawn("path", { class: `path ${sides[number]}`, d: line(points, x, y) })),
    ...of.flatMap((points, number) => points.filter(({ estimate }) => estimate.mean !== null).map(({ at, estimate }) => (number === 0
      ? drawn("circle", { class: "mark-a", cx: x(at), cy: y(estimate.mean ?? 0), r: 2.5 })
      : drawn("rect", { class: "mark-b", x: x(at) - 2.5, y: y(estimate.mean ?? 0) - 2.5, width: 5, height: 5 })))),
    drawn("text", { x: years.length > 1 ? 0 : WIDE / 2, y: HIGH - 8, "text-anchor": years.length > 1 ? "start" : "middle" }, [String(first.year)]),
    ...(years.length > 1 ? [drawn("text", { x: WIDE, y: HIGH - 8, "text-anchor": "end" }, [String(last.year)])] : []),
  ]);
}

/** @param {{at: number, estimate: Estimate}[]} points @param {(at: number) => number} x @param {(value: number) => number} y */
function line(points, x, y) {
  let path = "";
  let breaks = true;
  for (const { at, estimate: { mean } } of points) {
    if (mean !== null) path += `${breaks ? "M" : "L"}${x(at).toFixed(1)} ${y(mean).toFixed(1)}`;
    breaks = mean === null;
  }
  return path;
}

/** Where the 95 % intervals lie. @param {{at: number, estimate: Estimate}[]} points @param {(at: number) => number} x @param {(value: number) => number} y @param {string} side */
function band(points, x, y, side) {
  const known = points.filter(({ estimate: { low, high } }) => low !== null && high !== null);
  const there = known.map(({ at, estimate }) => `${x(at).toFixed(1)} ${y(estimate.high ?? 0).toFixed(1)}`);
  const back = known.toReversed().map(({ at, estimate }) => `${x(at).toFixed(1)} ${y(estimate.low ?? 0).toFixed(1)}`);
  return drawn("path", { class: `band ${side}`, d: known.length > 1 ? `M${[...there, ...back].join("L")}Z` : "" });
}
