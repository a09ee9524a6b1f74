/**
 * The address of a comparison: two policies, the world they share, how many seeds, and how people are told apart.
 * @module
 */

import { pairsOf, seedsOf as carriedSeeds } from "./address.js";

/** @typedef {import("./address.js").Catalogue} Catalogue */
/** @typedef {import("./reform_words.js").Side} Side */

/**
 * @typedef {object} Compared
 * @property {string} a
 * @property {string} ra The word of a reform of A; "": as it is shipped.
 * @property {string} b
 * @property {string} r The word of a reform of B.
 * @property {string} society
 * @property {string} years Name of the span.
 * @property {number} citizens
 * @property {number} seeds So many, from 1 on.
 * @property {string} by
 * @property {string} measure Of the categories.
 * @property {string} outcome What changes for each person of the categories.
 */

export const BY = ["none", "group", "region", "quintile"];
const MOST_SEEDS = 8;
const USUAL_SEEDS = 4;
const USUAL_CITIZENS = 20_000;
const USUAL_B = "rights-respecting";
export const USUAL_MEASURE = "under";
const USUAL_OUTCOME = "sanctioned";

/** A and B, each with its reform. @param {Compared} state @returns {[Side, Side]} */
export const sidesOf = ({ a, ra, b, r }) => [{ policy: a, r: ra }, { policy: b, r }];

/** Numbers of citizens, first the one from which a page of measures begins. @param {number[]} citizens @returns {number[]} */
export function usualCitizens(citizens) {
  const usual = citizens.find((each) => each <= USUAL_CITIZENS) ?? citizens[citizens.length - 1];
  return [usual, ...citizens.filter((each) => each !== usual)];
}

/** What can be chosen in a society, the usual first. @param {Catalogue} catalogue @param {string} society */
function usual(catalogue, society) {
  const { policies, spans, citizens } = catalogue.societies[society];
  const first = (/** @type {any} */ one, /** @type {any[]} */ all) => [one, ...all.filter((each) => each !== one)];
  const most = Math.min(MOST_SEEDS, carriedSeeds(catalogue.societies[society]).length);
  return {
    a: policies,
    b: first(policies.includes(USUAL_B) ? USUAL_B : policies[policies.length - 1], policies),
    years: spans.map(({ name }) => name),
    citizens: usualCitizens(citizens),
    seeds: first(Math.min(USUAL_SEEDS, most), Array.from({ length: most }, (_, number) => number + 1)),
  };
}

/** The numbers of seeds that can be chosen, fewest first. @param {Catalogue} catalogue @param {string} society @returns {number[]} */
export const seedsOf = (catalogue, society) => usual(catalogue, society).seeds.toSorted((one, other) => one - other);

/** @param {number} seeds */
const range = (seeds) => `1..${seeds}`;

/**
 * The state of a fragment, and what of it could not be had, in words.
 * @param {string} fragment @param {Catalogue} catalogue
 * @returns {{state: Compared, amiss: string[]}}
 */
export function read(fragment, catalogue) {
  const { said, amiss, one, rest } = pairsOf(fragment);
  const society = one("society", Object.keys(catalogue.societies), String);
  const among = usual(catalogue, society);
  const word = (/** @type {string} */ key) => { const text = said.get(key) ?? ""; said.delete(key); return text; };
  const state = {
    a: one("a", among.a, String), ra: word("ra"), b: one("b", among.b, String), r: word("r"), society, years: one("years", among.years, String),
    citizens: one("citizens", among.citizens, Number), seeds: Number(one("seeds", among.seeds.map(range), String).slice(3)),
    by: one("by", BY, String), measure: word("measure") || USUAL_MEASURE, outcome: word("outcome") || USUAL_OUTCOME,
  };
  one("m", [catalogue.model], Number);
  rest();
  return { state, amiss };
}

/** The fragment of a state, without its sign. @param {Compared} state @param {Catalogue} catalogue @returns {string} */
export function written(state, catalogue) {
  const among = usual(catalogue, state.society);
  /** @type {[string, string, string][]} */
  const pairs = [
    ["a", state.a, among.a[0]],
    ["ra", encodeURIComponent(state.ra), ""],
    ["b", state.b, among.b[0]],
    ["r", encodeURIComponent(state.r), ""],
    ["society", state.society, Object.keys(catalogue.societies)[0]],
    ["years", state.years, among.years[0]],
    ["citizens", String(state.citizens), String(among.citizens[0])],
    ["seeds", range(state.seeds), range(among.seeds[0])],
    ["by", state.by, BY[0]],
    ["measure", state.measure, USUAL_MEASURE],
    ["outcome", state.outcome, USUAL_OUTCOME],
  ];
  return pairs.filter(([, value, ordinary]) => value !== ordinary).map(([key, value]) => `${key}=${value}`).join("&");
}

/** The same world on the other page of a side. @param {Compared} state @param {{from: string, to: string}} span */
const world = ({ society, citizens }, { from, to }) => `society=${society}&citizens=${citizens}&from=${from}&to=${to}`;

/** Where a side is lived week by week, and where both are lived by one person. @param {Compared} state @param {{from: string, to: string}} span */
export function linksOf(state, span) {
  const word = (/** @type {string} */ key, /** @type {string} */ text) => (text ? `&${key}=${encodeURIComponent(text)}` : "");
  const { a, ra, b, r } = state;
  return {
    nations: [[a, ra], [b, r]].map(([policy, text]) => `../#policy=${policy}${word("r", text)}&${world(state, span)}`),
    life: `../lives/#policy=${a}${word("r", ra)}&${world(state, span)}&b=${b}${word("rb", r)}`,
  };
}
