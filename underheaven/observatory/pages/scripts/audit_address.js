/**
 * The address of an audit: one policy over one society, how people are told apart, and the measure that is shown so.
 * @module
 */

import { pairsOf, seedsOf } from "./address.js";
import { usualCitizens } from "./compare_address.js";

/** @typedef {import("./address.js").Catalogue} Catalogue */

/**
 * @typedef {object} Chosen
 * @property {string} policy
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
    policy: one("policy", among.policies, String), society, years: one("years", among.years, String),
    citizens: one("citizens", among.citizens, Number), seed: one("seed", among.seeds, Number), by: one("by", BY, String),
    measure: said.get("measure") ?? USUAL_MEASURE,
  };
  said.delete("measure");
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
export function commands({ policy, society, citizens, seed }, { from, to }) {
  return {
    audit: `underheaven run ${policy} --society ${society} --citizens ${citizens} --from ${from} --to ${to} --seed ${seed} --out runs/audited\n` +
      "underheaven audit runs/audited",
    screen: `underheaven show ${policy} --society ${society} --screen`,
  };
}
