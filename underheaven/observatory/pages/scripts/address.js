/**
 * The address is the state: what is chosen stands in the fragment, in one order, and what is usual is left out.
 * @module
 */

import { isDay } from "./dates.js";

/**
 * @typedef {object} Society
 * @property {string} title
 * @property {string} notice
 * @property {{name: string, title: string, tile: [number, number] | null}[]} regions
 * @property {string[]} policies
 * @property {{name: string, from: string, to: string}[]} spans
 * @property {number[]} citizens
 * @property {number | number[]} seeds Those that can be chosen, or how many from 1 on.
 * @property {string} [called] By what the command line finds it, where that is not its name.
 */

/**
 * @typedef {object} Catalogue
 * @property {string} version
 * @property {number} model
 * @property {string[]} [pages] Pages that can be gone to, where that is not all of them.
 * @property {boolean} [served] Whether worlds are lived by what serves the page, and not in the browser.
 * @property {Record<string, {title: string, about: string, corrections: string[], called?: string}>} policies
 * @property {Record<string, Society>} societies
 */

/**
 * @typedef {object} State
 * @property {string} policy
 * @property {string} r The word of a reform of it; "": as it is shipped.
 * @property {string} society
 * @property {number} seed
 * @property {number} citizens
 * @property {string} from
 * @property {string} to
 * @property {string} t A day; "": the first on which anybody is in the scheme.
 * @property {string} speed
 * @property {boolean} play
 * @property {boolean} keys
 */

export const SPEEDS = ["w1", "y30", "y10", "y3", "max"];
const USUAL_SPEED = "y10";
/** Pairs that others add to addresses, and that mean nothing here. */
export const TRACKING = /^(utm_.*|fbclid|gclid|mc_[ce]id)$/;

/** The seeds that can be chosen. @param {Society} offer @returns {number[]} */
export const seedsOf = ({ seeds }) => (typeof seeds === "number" ? Array.from({ length: seeds }, (_, number) => number + 1) : seeds);

/**
 * A fragment's pairs: each is taken once, and what of them could not be had is told in words.
 * @param {string} fragment
 */
export function pairsOf(fragment) {
  const said = new Map(new URLSearchParams(fragment.replace(/^#/, "")));
  /** @type {string[]} */
  const amiss = [];
  /** @template T @param {string} key @param {T[]} among @param {(text: string) => T} as @returns {T} */
  const one = (key, among, as) => {
    const text = said.get(key);
    said.delete(key);
    if (text === undefined) return among[0];
    const found = among.indexOf(as(text));
    if (found < 0) amiss.push(`${key}=${text} is not carried here: ${among[0]} is shown`);
    return among[Math.max(0, found)];
  };
  /** What nobody asked for, but for marks of those who sent the visitor. */
  const rest = () => { for (const key of said.keys()) if (!TRACKING.test(key)) amiss.push(`${key} is not known here`); };
  return { said, amiss, one, rest };
}

/**
 * The state of a fragment, and what of it could not be had, in words.
 * @param {string} fragment @param {Catalogue} catalogue @param {boolean} plays Whether a page plays by itself.
 * @param {boolean} [reforms] Whether it lives reforms. @returns {{state: State, amiss: string[]}}
 */
export function read(fragment, catalogue, plays, reforms = false) {
  const { said, amiss, one, rest } = pairsOf(fragment);
  const society = one("society", Object.keys(catalogue.societies), String);
  const offer = catalogue.societies[society];
  const policy = one("policy", offer.policies, String);
  const seed = one("seed", seedsOf(offer), Number);
  const citizens = one("citizens", offer.citizens, Number);
  const from = one("from", offer.spans.map((span) => span.from), String);
  const to = one("to", offer.spans.filter((span) => span.from === from).map((span) => span.to), String);
  const model = one("m", [catalogue.model], Number);
  const speed = one("speed", [USUAL_SPEED, ...SPEEDS], String);
  const play = one("play", plays ? ["1", "0"] : ["0", "1"], String) === "1";
  const keys = one("keys", ["1", "0"], String) === "1";
  const t = said.get("t") ?? "";
  said.delete("t");
  if (t && !isDay(t)) amiss.push(`t=${t} is no day: the first is shown`);
  const r = (reforms && said.get("r")) || "";
  if (reforms) said.delete("r");
  rest();
  void model;
  return { state: { policy, r, society, seed, citizens, from, to, t: isDay(t) ? t : "", speed, play, keys }, amiss };
}

/**
 * The fragment of a state, without its sign.
 * @param {State} state @param {Catalogue} catalogue @param {boolean} plays @returns {string}
 */
export function written(state, catalogue, plays) {
  const societies = Object.keys(catalogue.societies);
  const offer = catalogue.societies[state.society];
  const span = offer.spans[0];
  const first = offer.spans.find((each) => each.from === state.from) ?? span;
  /** @type {[string, string, string][]} */
  const pairs = [
    ["policy", state.policy, offer.policies[0]],
    ["r", encodeURIComponent(state.r), ""],
    ["society", state.society, societies[0]],
    ["seed", String(state.seed), String(seedsOf(offer)[0])],
    ["citizens", String(state.citizens), String(offer.citizens[0])],
    ["from", state.from, span.from],
    ["to", state.to, first.to],
    ["t", state.t, ""],
    ["speed", state.speed, USUAL_SPEED],
    ["play", state.play ? "1" : "0", plays ? "1" : "0"],
    ["keys", state.keys ? "1" : "0", "1"],
  ];
  return pairs.filter(([, value, usual]) => value !== usual).map(([key, value]) => `${key}=${value}`).join("&");
}

/** What makes it another world. @param {State} state */
export const nameOf = ({ policy, r, society, from, to, citizens, seed }) => [policy, r, society, from, to, citizens, seed].join(" ");

/** What the file of a reform is called. @param {string} policy */
export const reformOf = (policy) => `reform-of-${policy}`;

/** The command that lives the same world. @param {Catalogue} catalogue @param {State} state @param {string} [file] What the reform's is called. */
export function command(catalogue, state, file = reformOf(state.policy)) {
  const policy = state.r ? `${file}.yaml` : catalogue.policies[state.policy].called ?? state.policy;
  const society = catalogue.societies[state.society].called ?? state.society;
  return `underheaven run ${policy} --society ${society} --citizens ${state.citizens} ` +
    `--from ${state.from} --to ${state.to} --seed ${state.seed}`;
}
