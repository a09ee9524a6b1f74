/**
 * The sorts of marks in a life: each has a row and a shape of its own.
 * @module
 */

import { drawn } from "./dom.js";

/** @typedef {import("./reading.js").Event} Event */
/** @typedef {{name: string, title: string, is: (event: Event) => boolean, mark: (x: number, y: number) => SVGElement}} Kind */

const HALF = 5;
const square = (/** @type {string} */ style, /** @type {Record<string, string>} */ more = {}) => (/** @type {number} */ x, /** @type {number} */ y) =>
  drawn("rect", { class: style, x: x - HALF, y: y - HALF, width: 2 * HALF, height: 2 * HALF, ...more });
const path = (/** @type {string} */ style, /** @type {string} */ d) => (/** @type {number} */ x, /** @type {number} */ y) =>
  drawn("path", { class: style, d: `M${x} ${y}${d}` });
const own = (/** @type {Event} */ event) => ["act", "game"].includes(event.what);

/** @type {Kind[]} */
export const KINDS = [
  { name: "did", title: "did", is: (event) => own(event) && event.outcome === "done",
    mark: (x, y) => drawn("circle", { class: "did", cx: x, cy: y, r: 3 }) },
  { name: "held", title: "held back", is: (event) => own(event) && event.outcome === "held back",
    mark: (x, y) => drawn("circle", { class: "held", cx: x, cy: y, r: HALF }) },
  { name: "seen", title: "recorded", is: (event) => own(event) && event.record === "true", mark: square("seen") },
  { name: "wrong", title: "wrongly recorded", mark: square("wrongly", { fill: "url(#hatch)" }),
    is: (event) => ["false match", "clerical mistake"].includes(event.what) && event.record === "wrong" },
  { name: "denied", title: "denied", is: (event) => ["denied", "prevented"].includes(event.outcome),
    mark: path("cross", `m${-HALF} ${-HALF}l${2 * HALF} ${2 * HALF}m0 ${-2 * HALF}l${-2 * HALF} ${2 * HALF}`) },
  { name: "noroom", title: "no room", is: (event) => own(event) && event.outcome === "refused", mark: square("open") },
  { name: "appeal", title: "appealed", is: (event) => event.appealed, mark: path("up", `m0 ${-HALF}l${HALF} ${2 * HALF}h${-2 * HALF}z`) },
  { name: "restored", title: "restored", is: (event) => event.what === "appeal upheld", mark: path("down", `m0 ${HALF}l${HALF} ${-2 * HALF}h${-2 * HALF}z`) },
];

/** The names of the sorts that an event is of. @param {Event} event */
export const kindsOf = (event) => KINDS.filter((kind) => kind.is(event)).map(({ name }) => name);
