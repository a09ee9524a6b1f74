/**
 * The choosers of a world: what the site carries, and what is chosen.
 * @module
 */

import { seedsOf } from "./address.js";
import { byId, count, element } from "./dom.js";

/** @typedef {import("./address.js").Catalogue} Catalogue */
/** @typedef {import("./address.js").State} State */

/** @type {[string, string][]} */
const SPEED_WORDS = [["w1", "a week a second"], ["y30", "a year in 30 s"], ["y10", "a year in 10 s"], ["y3", "a year in 3 s"],
  ["max", "as fast as it goes"]];

/** @param {string} name @returns {HTMLSelectElement} */
const select = (name) => byId("choosers").elements.namedItem(name);

/** @param {string} name @param {[string, string][]} options @param {string} chosen */
function fill(name, options, chosen) {
  const place = select(name);
  place.replaceChildren(...options.map(([value, text]) => element("option", { value }, [text])));
  place.value = chosen;
}

/** Put what is chosen into the choosers. @param {Catalogue} catalogue @param {State} state */
export function fillChoosers(catalogue, state) {
  const offer = catalogue.societies[state.society];
  fill("policy", offer.policies.map((name) => [name, `${name}: ${catalogue.policies[name].title}`]), state.policy);
  fill("society", Object.entries(catalogue.societies).map(([name, { title }]) => [name, title]), state.society);
  fill("years", offer.spans.map(({ name, from, to }) => [`${from} ${to}`, name.replace(/^(\d{4})-(\d{4})$/, "$1 to $2")]), `${state.from} ${state.to}`);
  fill("citizens", offer.citizens.map((number) => [String(number), count(number)]), String(state.citizens));
  fill("seed", seedsOf(offer).map((seed) => [String(seed), String(seed)]), String(state.seed));
}

/** Put the speeds into their chooser. */
export function fillSpeeds() {
  byId("speed").replaceChildren(...SPEED_WORDS.map(([value, text]) => element("option", { value }, [text])));
}

/**
 * Listen to the choosers.
 * @param {Catalogue} catalogue @param {() => State} state @param {(changed: Partial<State>) => void} choose
 */
export function chooser(catalogue, state, choose) {
  byId("choosers").addEventListener("submit", (/** @type {Event} */ event) => event.preventDefault());
  byId("choosers").addEventListener("change", (/** @type {Event} */ event) => {
    const { name, value } = /** @type {HTMLSelectElement} */ (event.target);
    if (name === "years") {
      const [from, to] = value.split(" ");
      choose({ from, to });
    } else if (name === "society") {
      const { policies, citizens, spans } = catalogue.societies[value];
      const seeds = seedsOf(catalogue.societies[value]);
      const now = state();
      choose({
        society: value,
        policy: policies.includes(now.policy) ? now.policy : policies[0],
        citizens: citizens[0],
        seed: seeds.includes(now.seed) ? now.seed : seeds[0],
        ...(spans.some(({ from, to }) => from === now.from && to === now.to) ? {} : { from: spans[0].from, to: spans[0].to }),
      });
    } else if (name === "policy") {
      choose({ policy: value });
    } else {
      choose({ [name]: Number(value) });
    }
  });
  byId("again").addEventListener("click", () => choose({}));
  byId("another").addEventListener("click", () => {
    const { seed, society } = state();
    const seeds = seedsOf(catalogue.societies[society]);
    choose({ seed: seeds[(seeds.indexOf(seed) + 1) % seeds.length] });
  });
}
