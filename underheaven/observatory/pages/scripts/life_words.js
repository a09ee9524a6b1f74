/**
 * What the page of lives says around its pictures: who it is, what the policy did, where two lives part.
 * @module
 */

import { inWords } from "./dates.js";
import { count } from "./dom.js";
import { pointsOf, score, scoresOf, when } from "./happened.js";
import { KINDS } from "./life_kinds.js";
import { firstDeed } from "./parting.js";

/** @typedef {import("./parting.js").Parting} Parting */
/** @typedef {import("./teller.js").Life} Life */
/** @typedef {import("./teller.js").Told} Told */

/** What the policy did in a life, in a sentence. @param {Life} life @param {string} policy */
export function didIn(life, policy) {
  const many = Object.fromEntries(KINDS.map(({ name, is }) => [name, life.events.filter(is).length]));
  const last = life.weeks.findLast(({ enrolled }) => enrolled);
  const wrong = life.weeks.filter(({ standing, in_error: error }) => standing.length > 0 && standing.length === error.length).length;
  const under = life.weeks.filter(({ standing }) => standing.length > 0).length;
  if (!last) return `Under ${policy}, citizen ${life.citizen} is never in the scheme in these years, and has no score.`;
  return `Under ${policy}, sources record ${acts(many.seen)} of citizen ${life.citizen}, and ${acts(many.wrong)} that citizen ${life.citizen} did not do. ` +
    `The policy denies ${acts(many.denied)}; ${acts(many.held)} ${many.held === 1 ? "is" : "are"} held back. ` +
    `A consequence is in force in ${count(under)} of ${count(life.weeks.length)} weeks${wrong ? `, in ${count(wrong)} of them only in error` : ""}. ` +
    `The last score is ${score(last.shown)}.`;
}

/** @param {number} number */
const acts = (number) => `${count(number)} ${number === 1 ? "act" : "acts"}`;

/** All events as a table. @param {Life} life @param {string[]} streams @returns {import("./card.js").Table} */
export function table(life, streams) {
  const scores = scoresOf(life);
  return {
    columns: ["When", "What happened", "Points", "Score before", "Score after"],
    rows: life.events.map((event, at) => [when(event, streams), event.said, pointsOf(event), ...scores[at].map((each) => each ?? "")]),
  };
}

/** One event for the reading line. @param {Told} event @param {string[]} streams */
export function oneLine(event, streams) {
  return `${when(event, streams)}: ${event.said}${counted(event)}`;
}

/**
 * Where two lives part.
 * @param {Parting | null} parting @param {[string, string]} policies @param {string[]} streams
 */
export function parted(parting, policies, streams) {
  if (!parting) return "Nothing differs: every event, score and level of the two lives is the same.";
  const event = parting.events[0] ?? parting.events[1];
  if (!event) return `The two lives part at the end of the week that begins on ${inWords(parting.day)}: ${apart(parting)}. Before it they are the same, draw for draw.`;
  const before = streams.includes(event.what) ? "Before this minute" : "Before it";
  return `The two lives part on ${differs(parting, policies, streams)} ${before} the two lives are the same, draw for draw.`;
}

/**
 * Where a life and its twin part, and the first act or record in which they differ.
 * @param {Parting | null} found @param {[Life, Life]} lives @param {any} plan @param {boolean} same Whether both policies count on the same scale.
 * @param {[string, string]} policies
 */
export function bothParted(found, [life, twin], { compared }, same, policies) {
  const said = [parted(found, policies, compared.streams)];
  const deed = firstDeed(life, twin, compared);
  if (deed && deed.events[0] !== found?.events[0]) said.push(`The first act or record that differs: ${differs(deed, policies, compared.streams)}`);
  if (!same) said.push("The two policies count on different scales, so each score is drawn on its own.");
  return said.join(" ");
}

/**
 * When two lives differ, and in what.
 * @param {Parting} parting @param {[string, string]} policies @param {string[]} streams
 */
export function differs(parting, policies, streams) {
  const [one, other] = /** @type {(Told | null)[]} */ (parting.events);
  const said = [one, other].map((each, at) => `under ${policies[at]}: ${each ? `${each.said}${counted(each)}` : "nothing of the kind"}`);
  return `${when(/** @type {Told} */ (one ?? other), streams)}; ${said.join("; ")}.${one && other ? ` What differs: ${apart(parting)}.` : ""}`;
}

/** @param {Told} event */
const counted = (event) => (pointsOf(event) ? `, ${pointsOf(event)} points` : "");

/** @param {Parting} parting */
function apart(parting) {
  return Object.entries(parting.differing).map(([name, pair]) => `${name.replaceAll("_", " ")} ${pair.map(value).join(" and ")}`).join("; ");
}

/** @param {any} each */
function value(each) {
  if (Array.isArray(each)) return each.join(", ").replaceAll("_", " ") || "none";
  if (typeof each === "boolean") return each ? "yes" : "no";
  return typeof each === "number" ? String(Number(each.toPrecision(6))) : (each || "none").replaceAll("_", " ");
}

/** The lines for the shell that tell it again. @param {string} command That lives the world. @param {number} citizen @param {string} twin */
export function commands(command, citizen, twin) {
  return `${command} --out runs/life\nunderheaven life runs/life ${citizen}${twin ? ` --twin ${twin}` : ""}`;
}
