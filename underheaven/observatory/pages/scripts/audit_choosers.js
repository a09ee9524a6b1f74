/**
 * The choosers of an audit.
 * @module
 */

import { seedsOf } from "./address.js";
import { BY } from "./audit_address.js";
import { fill } from "./compare_choosers.js";
import { byId, count } from "./dom.js";

/** @typedef {import("./address.js").Catalogue} Catalogue */
/** @typedef {import("./audit_address.js").Chosen} Chosen */

export const BY_WORDS = { group: "group", region: "region", quintile: "income fifth" };

/** Put what is chosen into the choosers. @param {Catalogue} catalogue @param {Chosen} state @param {{name: string, title: string}[]} measures Those that are known. */
export function fillChosen(catalogue, state, measures) {
  const offer = catalogue.societies[state.society];
  fill("policy", offer.policies.map((name) => [name, `${name}: ${catalogue.policies[name].title}`]), state.policy);
  fill("society", Object.entries(catalogue.societies).map(([name, { title }]) => [name, title]), state.society);
  fill("years", offer.spans.map(({ name }) => [name, name.replace("-", " to ")]), state.years);
  fill("citizens", offer.citizens.map((number) => [String(number), count(number)]), String(state.citizens));
  fill("seed", seedsOf(offer).map((number) => [String(number), String(number)]), String(state.seed));
  fill("by", BY.map((name) => [name, BY_WORDS[/** @type {keyof BY_WORDS} */ (name)]]), state.by);
  if (measures.length) fill("measure", measures.map(({ name, title }) => [name, title]), state.measure);
}

/** Listen to the choosers. @param {Catalogue} catalogue @param {() => Chosen} state @param {(changed: Partial<Chosen>) => void} choose */
export function listenToChosen(catalogue, state, choose) {
  byId("choosers").addEventListener("submit", (/** @type {Event} */ event) => event.preventDefault());
  for (const id of ["choosers", "of-measure"]) byId(id).addEventListener("change", (/** @type {Event} */ event) => {
    const { name, value } = /** @type {HTMLSelectElement} */ (event.target);
    if (name === "society") choose(elsewhere(catalogue.societies[value], value, state()));
    else choose({ [name]: name === "citizens" || name === "seed" ? Number(value) : value });
  });
}

/** The same in another society, as far as the site carries it there. @param {import("./address.js").Society} offer @param {string} society @param {Chosen} now */
function elsewhere(offer, society, now) {
  const kept = (/** @type {any} */ one, /** @type {any[]} */ among) => (among.includes(one) ? one : among[0]);
  return {
    society, policy: kept(now.policy, offer.policies), years: kept(now.years, offer.spans.map(({ name }) => name)),
    citizens: kept(now.citizens, offer.citizens), seed: kept(now.seed, seedsOf(offer)),
  };
}
