/**
 * Sets of safeguards: what the file has of them, the address of one, and what lives one.
 * @module
 */

import { pairsOf } from "./fragment.js";

/**
 * Of a set and a measure: level with its interval, and the change against none with its interval.
 * @typedef {[number | null, number | null, number | null, number | null, number | null, number | null]} Numbers
 */

/**
 * @typedef {object} Guarded
 * @property {string} made The day.
 * @property {string} policy
 * @property {string} society
 * @property {number} citizens
 * @property {string} from
 * @property {string} to
 * @property {number} seeds
 * @property {string} command Without safeguards named.
 * @property {string} python Arguments of `ablate` without safeguards named.
 * @property {string} model
 * @property {string[]} of_model
 * @property {{name: string, unit: string, formula: string, harm: boolean}[]} measures
 * @property {Record<string, {title: string, about: string, presumes: string, costs: string[]}>} safeguards
 * @property {Record<string, Numbers[]>} sets Names joined by commas, to the numbers of each measure.
 * @property {Record<string, [number | null, number | null, number | null][]>} pairs
 */

/** @typedef {{with: string[], harm: string}} State */

const USUAL = { with: "", harm: "" };

/** The first harm, which an address leaves out. @param {Guarded} found */
const first = (found) => Object.keys(found.pairs)[0];

/** @param {Guarded} found @param {Iterable<string>} names @returns {string[]} */
export function ordered(found, names) {
  const asked = new Set(names);
  return Object.keys(found.safeguards).filter((name) => asked.has(name));
}

/** @param {string} fragment @param {Guarded} found @returns {{state: State, amiss: string[]}} */
export function read(fragment, found) {
  const { state, amiss } = pairsOf(fragment, USUAL);
  const names = state.with.split(",").filter(Boolean);
  for (const name of names) if (!Object.hasOwn(found.safeguards, name)) amiss.push(`${name} is no safeguard`);
  let harm = state.harm.replaceAll("-", " ") || first(found);
  if (!Object.hasOwn(found.pairs, harm)) {
    amiss.push(`harm=${state.harm} is not known here`);
    harm = first(found);
  }
  return { state: { with: ordered(found, names), harm }, amiss };
}

/** @param {State} state @param {Guarded} found */
export function addressOf(state, found) {
  const set = ordered(found, state.with).join(",");
  const harm = state.harm === first(found) ? "" : state.harm.replaceAll(" ", "-");
  return [set && `with=${set}`, harm && `harm=${harm}`].filter(Boolean).join("&");
}

/** What was lived, in a sentence. @param {Guarded} found */
export function world({ policy, society, citizens, from, to, seeds, sets, made }) {
  return `${society}, ${citizens.toLocaleString("en-GB")} synthetic people under ${policy}, ${from} to ${to}, ${seeds} seeds. Lived on ${made}: ${Object.keys(sets).length} sets, which are none, each alone, each pair, all, and all but one.`;
}

/** What lives a set, and which of its rows is the set's. @param {Guarded} found @param {string[]} set */
export function commands(found, set) {
  const named = set.length > 0;
  const said = named ? "In what it finds, “all together” is this set, and “level without any” is the policy without a safeguard."
    : "“Level without any” is the policy without a safeguard. This weighs all of them.";
  const names = set.map((name) => `"${name}"`).join(", ");
  return {
    said,
    command: named ? `${found.command} --safeguards ${set.join(",")} --no-pairs` : found.command,
    python: `import underheaven as uh\nfound = uh.ablate(${found.python}${named ? `, safeguards=[${names}], pairs=False` : ""})\nfound["levels"]`,
  };
}
