/**
 * The choosers of a comparison.
 * @module
 */

import { seedsOf as carriedSeeds } from "./address.js";
import { BY, seedsOf } from "./compare_address.js";
import { byId, count, element } from "./dom.js";

/** @typedef {import("./address.js").Catalogue} Catalogue */
/** @typedef {import("./compare_address.js").Compared} Compared */

const BY_WORDS = ["nobody apart", "group", "region", "income fifth"];

/** Options of a chooser of the form, or of one by its id. @param {string} name @param {[string, string][]} options @param {string} chosen */
export function fill(name, options, chosen) {
  const place = byId("choosers").elements.namedItem(name) ?? byId(name);
  place.replaceChildren(...options.map(([value, text]) => element("option", { value }, [text])));
  place.value = chosen;
}

/** Put what is chosen into the choosers. @param {Catalogue} catalogue @param {Compared} state @param {{name: string, title: string}[]} harms Those that are known. @param {{name: string, title: string}[]} outcomes The same. */
export function fillCompared(catalogue, state, harms, outcomes) {
  const offer = catalogue.societies[state.society];
  const policies = offer.policies.map((name) => /** @type {[string, string]} */ ([name, `${name}: ${catalogue.policies[name].title}`]));
  fill("a", policies, state.a);
  fill("b", policies, state.b);
  fill("society", Object.entries(catalogue.societies).map(([name, { title }]) => [name, title]), state.society);
  fill("years", offer.spans.map(({ name }) => [name, name.replace("-", " to ")]), state.years);
  fill("citizens", offer.citizens.map((number) => [String(number), count(number)]), String(state.citizens));
  fill("seeds", seedsOf(catalogue, state.society).map((number) => [String(number), number === 1 ? "1" : `1 to ${number}`]), String(state.seeds));
  fill("by", BY.map((name, at) => [name, BY_WORDS[at]]), state.by);
  if (harms.length) fill("measure", harms.map(({ name, title }) => [name, title]), state.measure);
  if (outcomes.length) fill("outcome", outcomes.map(({ name, title }) => [name, title]), state.outcome);
}

/** Listen to the choosers. @param {Catalogue} catalogue @param {() => Compared} state @param {(changed: Partial<Compared>) => void} choose */
export function listenToCompared(catalogue, state, choose) {
  byId("choosers").addEventListener("submit", (/** @type {Event} */ event) => event.preventDefault());
  for (const id of ["choosers", "apart", "of-outcome"]) byId(id).addEventListener("change", (/** @type {Event} */ event) => {
    const { name, value } = /** @type {HTMLSelectElement} */ (event.target);
    if (name === "society") choose(elsewhere(catalogue.societies[value], value, state()));
    else choose({ [name]: name === "citizens" || name === "seeds" ? Number(value) : value });
  });
}

/** The same in another society, as far as the site carries it there. @param {import("./address.js").Society} offer @param {string} society @param {Compared} now */
function elsewhere(offer, society, now) {
  const { policies, spans, citizens } = offer;
  const kept = (/** @type {any} */ one, /** @type {any[]} */ among) => (among.includes(one) ? one : among[0]);
  return {
    society, a: kept(now.a, policies), b: kept(now.b, policies), years: kept(now.years, spans.map(({ name }) => name)),
    citizens: kept(now.citizens, citizens), seeds: Math.min(now.seeds, carriedSeeds(offer).length),
  };
}
