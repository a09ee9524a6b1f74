/**
 * A life in lanes over one time: the score as a step line with the policy's thresholds, and a row for each sort of mark.
 * @module
 */

import { drawn } from "./dom.js";
import { KINDS } from "./life_kinds.js";
import { scoreLane, thresholds } from "./score_lane.js";
import { drops, minuteOf, stretches, walk } from "./walk.js";

/** @typedef {import("./score_lane.js").Frame} Frame */
/** @typedef {import("./teller.js").Life} Life */

/**
 * What is drawn: a life, its twin, what its policy says, and where both part.
 * @typedef {object} Scene
 * @property {any} plan
 * @property {Life} life
 * @property {Life | null} twin
 * @property {any} planOfTwin
 * @property {boolean} same Whether both policies count on the same scale.
 * @property {string[]} policies
 * @property {number | null} parts The minute at which the two part.
 * @property {string[]} kinds
 * @property {number} until The minute of the day that is chosen.
 */

/** Above the scores: where lives part, and names in two lines. */
const TOP = 58;
const HIGH = 190;
/** Between two scores on scales of their own, and the height of the twin's. */
const GAP = 34;
const TWIN = 80;
const RIGHT = 14;
/** Below so many pixels the name of a row stands above its marks. */
const NARROW = 600;
const YEAR_MS = 31_557_600_000;
/** What stands where two lives part, and about how wide it is. */
const [PART, PART_WIDE] = ["here the lives part", 125];

/** The picture. @param {Scene} scene @param {number} wide Pixels. @returns {SVGElement[]} */
export function lanes(scene, wide) {
  const narrow = wide < NARROW;
  const left = narrow ? 40 : 132;
  const { plan, life } = scene;
  const x = (/** @type {number} */ minute) => left + (minute / plan.horizon) * (wide - left - RIGHT);
  const rows = KINDS.filter(({ name }) => scene.kinds.includes(name));
  const top = rowsBegin(scene);
  const foot = top + (rows.length + 1) * rowOf(wide);
  return [hatch(), ...moment(scene, x, foot), ...scores(scene, { x, left, right: wide - RIGHT, top: TOP, high: HIGH }), ...under(life, plan, x, left, top),
    ...marks(scene, rows, x, left, { top, tall: rowOf(wide) }), ...years(plan, x, foot, narrow)];
}

/** The height of a row. @param {number} wide */
const rowOf = (wide) => (wide < NARROW ? 36 : 26);
/** Where the rows begin. @param {Scene} scene */
const rowsBegin = ({ twin, same }) => TOP + HIGH + 18 + (twin && !same ? GAP + TWIN : 0);

/** How high the picture is. @param {Scene} scene @param {number} wide */
export const height = (scene, wide) => rowsBegin(scene) + (scene.kinds.length + 1) * rowOf(wide) + 22;

function hatch() {
  return drawn("defs", {}, [drawn("pattern", { id: "hatch", width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    [drawn("rect", { class: "hatch-ground", width: 5, height: 5 }), drawn("line", { class: "hatch-line", x1: 0, y1: 0, x2: 0, y2: 5 })])]);
}

/** The score under the policy; the twin's stands in the same frame or, on another scale, in one of its own. @param {Scene} scene @param {Frame} frame */
function scores(scene, frame) {
  const { plan, life, twin } = scene;
  const numbered = (/** @type {(score: number) => number} */ y) => drops(life.events).map((at, number) => {
    const event = life.events[at];
    return drawn("text", { class: "name drop", x: frame.x(minuteOf(event, plan)), y: Math.min(y(event.shown) + 15, frame.top + frame.high), "text-anchor": "middle" },
      [String(number + 1)]);
  });
  const mine = { pieces: walk(life, plan), style: "score-line" };
  if (!twin) return scoreLane([mine], thresholds(plan), frame, [scene.policies[0]], numbered);
  const theirs = { pieces: walk(twin, plan), style: "twin-line" };
  if (scene.same) return scoreLane([theirs, mine], thresholds(plan), frame, scene.policies, numbered);
  const below = { ...frame, top: frame.top + frame.high + GAP, high: TWIN };
  return [...scoreLane([mine], thresholds(plan), frame, [scene.policies[0]], numbered),
    ...scoreLane([theirs], thresholds(/** @type {any} */ (scene.planOfTwin)), below, [`${scene.policies[1]}, on its own scale`])];
}

/** Bars while a consequence is in force, hatched where it is only in error. @param {Life} life @param {any} plan @param {(minute: number) => number} x @param {number} left @param {number} y */
function under(life, plan, x, left, y) {
  const bars = (/** @type {string} */ style, /** @type {[number, number][]} */ spans) => spans.map(([from, to]) =>
    drawn("rect", { class: style, x: x(from), y: y + (left < 100 ? 14 : 6), width: Math.max(1, x(to) - x(from)), height: 12, ...(style === "wrongly" ? { fill: "url(#hatch)" } : {}) }));
  const wrongly = (/** @type {import("./reading.js").Week} */ week) => week.standing.length > 0 && week.standing.length === week.in_error.length;
  return [...label("under a consequence", left, y),
    ...bars("under", stretches(life, plan, (week) => week.standing.length > 0 && !wrongly(week))), ...bars("wrongly", stretches(life, plan, wrongly))];
}

/** The name of a row; where there is little room it stands above its marks. @param {string} title @param {number} left @param {number} y */
function label(title, left, y) {
  return left < 100 ? [drawn("text", { x: 0, y: y + 10, class: "row" }, [title])]
    : [drawn("text", { x: left - 8, y: y + 16, "text-anchor": "end" }, [title])];
}

/** @param {Scene} scene @param {import("./life_kinds.js").Kind[]} rows @param {(minute: number) => number} x @param {number} left @param {{top: number, tall: number}} at */
function marks(scene, rows, x, left, { top, tall }) {
  return rows.flatMap(({ title, is, mark }, row) => {
    const y = top + (row + 1) * tall;
    const found = scene.life.events.filter(is);
    return [...label(title, left, y), ...found.map((event) => mark(Number(x(minuteOf(event, scene.plan)).toFixed(1)), y + (left < 100 ? 22 : 12)))];
  });
}

/** @param {any} plan @param {(minute: number) => number} x @param {number} foot @param {boolean} narrow */
function years(plan, x, foot, narrow) {
  const begin = Date.parse(plan.from);
  const long = (plan.horizon * 60_000) / YEAR_MS;
  const months = long < 2 ? (narrow ? 4 : 2) : 12 * Math.ceil(long / (narrow ? 4 : 10));
  const found = [];
  for (let date = new Date(begin); (date.getTime() - begin) / 60_000 < plan.horizon; date.setUTCMonth(date.getUTCMonth() + months)) {
    const at = x((date.getTime() - begin) / 60_000);
    found.push(drawn("line", { class: "axis", x1: at, x2: at, y1: TOP, y2: foot }),
      drawn("text", { x: at, y: foot + 14 }, [date.toISOString().slice(0, long < 2 ? 7 : 4)]));
  }
  return found;
}

/** The day that is chosen, and the minute at which two lives part. @param {Scene} scene @param {(minute: number) => number} x @param {number} foot */
function moment(scene, x, foot) {
  const chosen = drawn("line", { class: "chosen", x1: x(scene.until), x2: x(scene.until), y1: TOP - 4, y2: foot });
  if (scene.parts === null) return [chosen];
  const at = x(scene.parts);
  const edge = x(scene.plan.horizon);
  return [chosen, drawn("line", { class: "parts", x1: at, x2: at, y1: 18, y2: foot }),
    drawn("text", { class: "name", x: at, y: 12, "text-anchor": at + PART_WIDE > edge ? "end" : "start" }, [PART])];
}
