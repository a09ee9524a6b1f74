/**
 * What happened in a life, as a list: when, what, points, the score before and after, and from what it follows.
 * @module
 */

import { chain } from "./causes.js";
import { inWords } from "./dates.js";
import { element } from "./dom.js";
import { fixed, signed } from "./written_numbers.js";
import { kindsOf } from "./life_kinds.js";
import { drops } from "./walk.js";

/** @typedef {import("./teller.js").Life} Life */
/** @typedef {import("./teller.js").Told} Told */

/** A score with one decimal. @param {number | null} value */
export const score = (value) => (value === null ? "no score" : fixed(value, 1));

/** When an event was; at the close of a step it has no minute of its own. @param {Told} event @param {string[]} streams */
export function when(event, streams) {
  const two = (/** @type {number} */ number) => String(Math.trunc(number)).padStart(2, "0");
  return streams.includes(event.what) ? `${inWords(event.day)}, ${two(event.minute / 60)}:${two(event.minute % 60)}` : inWords(event.day);
}

/** What an event moved the score by; in brackets what a record counts that moved nothing, or not yet. @param {Told} event */
export function pointsOf(event) {
  if (event.moved || !event.points) return event.moved ? signed(event.moved) : "";
  return `(${signed(event.points)})`;
}

/** Scores shown before and after each event; null where there is none. @param {Life} life @returns {[number | null, number | null][]} */
export function scoresOf(life) {
  let at = 0;
  /** @type {number | null} */
  let before = null;
  return life.events.map((event) => {
    while (at < event.step) {
      before = life.weeks[at].enrolled ? life.weeks[at].shown : null;
      at += 1;
    }
    const after = life.weeks[event.step].enrolled ? event.shown : null;
    const pair = /** @type {[number | null, number | null]} */ ([before, after]);
    before = after;
    return pair;
  });
}

/** The events that are listed, by their places. @param {Life} life @param {string[]} kinds @param {boolean} all */
export function listed(life, kinds, all) {
  return life.events.map((_, at) => at).filter((at) => {
    const event = life.events[at];
    const of = kindsOf(event);
    return (all || event.unasked) && (of.length === 0 || of.some((kind) => kinds.includes(kind)));
  });
}

/**
 * The items of the list.
 * @param {Life} life @param {number[]} places @param {string[]} streams @param {(at: number) => void} go To an event.
 */
export function items(life, places, streams, go) {
  const scores = scoresOf(life);
  const because = life.events.map((event) => event.because);
  const numbers = drops(life.events);
  return places.map((at) => {
    const event = life.events[at];
    const [before, after] = scores[at];
    const number = numbers.indexOf(at) + 1;
    const parts = [element("span", { class: "when" }, [`${number ? `${number} · ` : ""}${when(event, streams)}`]),
      element("span", { class: "what" }, [event.said])];
    const moved = pointsOf(event);
    const levels = after === null ? "no score" : before === after || before === null ? `score ${score(after)}` : `score ${score(before)} to ${score(after)}`;
    parts.push(element("span", { class: "points" }, [moved ? `${moved} points, ${levels}` : levels]));
    if (event.because !== null) parts.push(cause(life, event.because, chain(because, at), go, streams));
    return element("li", { id: `event-${at}`, tabindex: "-1" }, parts);
  });
}

/** @param {Life} life @param {number} because @param {number} length @param {(at: number) => void} go @param {string[]} streams */
function cause(life, because, length, go, streams) {
  const link = element("button", { type: "button", class: "link" }, [`because of ${when(life.events[because], streams)}`]);
  link.addEventListener("click", () => go(because));
  return element("span", { class: "because" }, length > 2 ? [link, ` (a chain of ${length})`] : [link]);
}
