/**
 * The address of an audit: one policy over one society, how people are told apart, and the measure that is shown so.
 * @module
 */

import { pairsOf, reformOf, seedsOf } from "./address.js";
import { usualCitizens } from "./compare_address.js";

/** @typedef {import("./address.js").Catalogue} Catalogue */

/**
 * @typedef {object} Chosen
 * @property {string} policy
 * @property {string} r The word of a reform of it; "": as it is shipped.
 * @property {string} society
 * @property {string} years Name of the span.
 * @property {number} citizens
 * @property {number} seed
 * @property {string} by
 * @property {string} measure
 */

export const BY = ["group", "region", "quintile"];
export const USUAL_MEASURE = "under";

/** What can be chosen in a society, the usual first. @param {Catalogue} catalogue @param {string} society */
function usual(catalogue, society) {
  const offer = catalogue.societies[society];
  return { policies: offer.policies, years: offer.spans.map(({ name }) => name), citizens: usualCitizens(offer.citizens), seeds: seedsOf(offer) };
}

/**
 * The state of a fragment, and what of it could not be had, in words.
 * @param {string} fragment @param {Catalogue} catalogue
 * @returns {{state: Chosen, amiss: string[]}}
 */
export function read(fragment, catalogue) {
  const { said, amiss, one, rest } = pairsOf(fragment);
  const society = one("society", Object.keys(catalogue.societies), String);
  const among = usual(catalogue, society);
  const state = {
    policy: one("policy", among.policies, String), r: said.get("r") ?? "", society, years: one("years", among.years, String),
    citizens: one("citizens", among.citizens, Number), seed: one("seed", among.seeds, Number), by: one("by", BY, String),
    measure: said.get("measure") ?? USUAL_MEASURE,
  };
  for (const key of ["r", "measure"]) said.delete(key);
  one("m", [catalogue.model], Number);
  rest();
  return { state, amiss };
}

/** The fragment of a state, without its sign. @param {Chosen} state @param {Catalogue} catalogue @returns {string} */
export function written(state, catalogue) {
  const among = usual(catalogue, state.society);
  /** @type {[string, string, string][]} */
  const pairs = [
    ["policy", state.policy, among.policies[0]],
    ["r", state.r, ""],
    ["society", state.society, Object.keys(catalogue.societies)[0]],
    ["years", state.years, among.years[0]],
    ["citizens", String(state.citizens), String(among.citizens[0])],
    ["seed", String(state.seed), String(among.seeds[0])],
    ["by", state.by, BY[0]],
    ["measure", state.measure, USUAL_MEASURE],
  ];
  return pairs.filter(([, value, ordinary]) => value !== ordinary).map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join("&");
}

/** The commands that live the world and audit it, and the one of the screen. @param {Chosen} state @param {{from: string, to: string}} span */
export function commands({ policy, r, society, citizens, seed }, { from, to }) {
  const called = r ? `${reformOf(policy)}.yaml` : policy;
  return {
    audit: `underheaven run ${called} --society ${society} --citizens ${citizens} --from ${from} --to ${to} --seed ${seed} --out runs/audited\n` +
      "underheaven audit runs/audited",
    screen: `underheaven show ${called} --society ${society} --screen`,
  };
}

/**
 * Where a policy with its reform is lived week by week, beside what it was, and by one person: words, and addresses.
 * @param {Chosen} state @param {{from: string, to: string}} span @returns {[string, string][]}
 */
export function linksOf({ policy, r, society, years, citizens, seed }, { from, to }) {
  const word = `r=${encodeURIComponent(r)}`;
  const world = `society=${society}&seed=${seed}&citizens=${citizens}&from=${from}&to=${to}`;
  return [
    ["Live it week by week", `../#policy=${policy}&${word}&${world}`],
    ["Compare it with what it was", `../compare/#a=${policy}&b=${policy}&${word}&society=${society}&years=${years}&citizens=${citizens}`],
    ["One life under it, and as it was", `../lives/#policy=${policy}&${word}&${world}&b=${policy}`],
  ];
}
