/**
 * A row for each measure: none, all, and the set that is chosen with its interval, on a scale of the row's own.
 * @module
 */

import { drawn } from "./dom.js";
import * as figures from "./figures.js";

/** @typedef {import("./safeguard_sets.js").Guarded} Guarded */
/** @typedef {import("./safeguard_sets.js").Numbers} Numbers */
/** @typedef {{measure: Guarded["measures"][number], none: Numbers, all: Numbers, now: Numbers | null}} Row */

const NARROW = 600;
const EDGE = 10;

/** @param {Guarded} found @param {string[]} set @param {boolean} harm @returns {Row[]} */
export function rowsOf(found, set, harm) {
  const [none, all, now] = ["", Object.keys(found.safeguards).join(","), set.join(",")].map((each) => found.sets[each]);
  return found.measures.flatMap((measure, at) => (measure.harm === harm
    ? [{ measure, none: none[at], all: all[at], now: now ? now[at] : null }] : []));
}

/** What a change comes to, in words. @param {Numbers | null} now */
export function changed(now) {
  if (!now) return "not lived";
  const [, , , mean, low, high] = now;
  if (mean === null || low === null || high === null) return "change not defined";
  if (low === 0 && high === 0) return "the same in every seed";
  const text = `${figures.signed(mean, "")} (${figures.signed(low, "")} to ${figures.signed(high, "")})`;
  return low <= 0 && high >= 0 ? `${text}, not told from chance` : text;
}

/** @param {Numbers | null} now */
const level = (now) => (now ? figures.value(now[0], "") : "not lived");

/** @param {SVGElement} svg @param {Guarded} found @param {string[]} set @param {boolean} harm @param {number} wide */
export function draw(svg, found, set, harm, wide) {
  const narrow = wide < NARROW;
  const tall = narrow ? 76 : 46;
  const rows = rowsOf(found, set, harm);
  const parts = rows.flatMap((row, number) => rowOf(row, number * tall, narrow, wide));
  svg.setAttribute("viewBox", `0 0 ${wide} ${rows.length * tall + 4}`);
  svg.replaceChildren(...parts);
}

/** @param {Row} row @param {number} top @param {boolean} narrow @param {number} wide */
function rowOf({ measure, none, all, now }, top, narrow, wide) {
  const [left, right] = narrow ? [EDGE, wide - EDGE] : [0.42 * wide, wide - EDGE];
  const ends = [none[0], all[0], ...(now ? now.slice(0, 3) : []), 0].map((each) => each ?? 0);
  const [from, to] = [Math.min(...ends), Math.max(...ends) || 1];
  const x = (/** @type {number} */ value) => left + ((value - from) / (to - from)) * (right - left);
  const y = top + (narrow ? 62 : 28);
  const said = now ? `${level(now)}; ${changed(now)}` : "not lived";
  const parts = [
    drawn("text", { class: "name", x: 0, y: top + 16 }, [measure.name]),
    drawn("text", { x: 0, y: top + 34 }, [narrow ? said : measure.unit]),
    drawn("line", { class: "axis", x1: left, x2: right, y1: y, y2: y }),
  ];
  if (!narrow) parts.push(drawn("text", { x: left, y: top + 16 }, [said]));
  if (none[0] !== null) parts.push(drawn("line", { class: "none-mark", x1: x(none[0]), x2: x(none[0]), y1: y - 9, y2: y + 9 }));
  if (all[0] !== null) parts.push(drawn("rect", { class: "all-mark", x: x(all[0]) - 5, y: y - 5, width: 10, height: 10 }));
  if (now && now[1] !== null && now[2] !== null) parts.push(drawn("line", { class: "now-span", x1: x(now[1]), x2: x(now[2]), y1: y, y2: y }));
  if (now && now[0] !== null) parts.push(drawn("path", { class: "now-mark", d: `M${x(now[0])} ${y - 7}l7 7l-7 7l-7 -7z` }));
  return parts;
}

/** @param {Guarded} found @param {string[]} set @param {boolean} harm */
export function sentence(found, set, harm) {
  const rows = rowsOf(found, set, harm);
  if (!rows[0].now) return "This set was not lived: none and all are shown.";
  if (!set.length) return "No safeguard is on: this is the policy as it is.";
  const changes = rows.map(({ now }) => now?.slice(4) ?? [null, null]);
  const less = changes.filter(([, high]) => high !== null && high < 0).length;
  const more = changes.filter(([low]) => low !== null && low > 0).length;
  const what = harm ? "harms" : "measures of its purpose";
  return `In this model, of ${rows.length} ${what}: less with these safeguards than with none, ${less}; more, ${more}; not told from chance, or unchanged, ${rows.length - less - more}.`;
}

/** @param {Guarded} found @param {string[]} set @param {boolean} harm */
export function tableOf(found, set, harm) {
  const rows = rowsOf(found, set, harm);
  return {
    table: {
      columns: [harm ? "Harm" : "Measure", "None", "Now", "All", "Interval of now", "Change from none (95 % interval)", "Unit"],
      rows: rows.map(({ measure, none, all, now }) => [measure.name, level(none), level(now), level(all),
        now && now[1] !== null && now[2] !== null ? figures.between(now[1], now[2], "") : "none", changed(now), measure.unit]),
    },
    data: {
      columns: ["measure", "unit", "none", "all", "now", "low", "high", "change", "change_low", "change_high"],
      rows: rows.map(({ measure, none, all, now }) => [measure.name, measure.unit, none[0], all[0], ...(now ?? Array(6).fill(null))]),
    },
  };
}
