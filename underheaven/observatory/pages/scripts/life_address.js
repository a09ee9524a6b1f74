/**
 * What the page of lives keeps in its address beside the world: whose life, beside which policy, which marks.
 * @module
 */

import { read, written } from "./address.js";
import { KINDS } from "./life_kinds.js";

/**
 * @typedef {object} Own
 * @property {number} n The citizen.
 * @property {string} b The policy of the twin; "": none.
 * @property {string} rb The word of a reform of it; "": as it is shipped.
 * @property {string[]} kinds Sorts of marks that are shown.
 * @property {boolean} all Whether every event is listed.
 */

/** @typedef {import("./address.js").State & Own} LifeState */

/** The policies of the life and of its twin, each with its reform. @param {LifeState} state @returns {import("./reform_words.js").Side[]} */
export const sidesOf = ({ policy, r, b, rb }) => [{ policy, r }, { policy: b, r: rb }];

export const USUAL_CITIZEN = 4711;
const NAMES = KINDS.map(({ name }) => name);

/**
 * @param {string} fragment @param {import("./address.js").Catalogue} catalogue
 * @returns {{state: LifeState, amiss: string[]}}
 */
export function readLife(fragment, catalogue) {
  const said = new URLSearchParams(fragment.replace(/^#/, ""));
  const taken = Object.fromEntries(["n", "b", "rb", "kinds", "all"].map((key) => [key, said.get(key)]));
  for (const key of Object.keys(taken)) said.delete(key);
  const { state, amiss } = read(said.toString(), catalogue, false, true);
  const { policies } = catalogue.societies[state.society];
  const b = taken.b ?? "";
  if (b && !policies.includes(b)) amiss.push(`b=${b} is not carried here: no twin is shown`);
  const kinds = taken.kinds === null ? NAMES : taken.kinds.split(",").filter((name) => NAMES.includes(name));
  const usual = Math.min(USUAL_CITIZEN, state.citizens - 1);
  const number = taken.n === null ? usual : Number(taken.n);
  const there = /^\d+$/.test(taken.n ?? "0");
  if (!there) amiss.push(`n=${taken.n} is no citizen: ${usual} is shown`);
  const twin = policies.includes(b) ? { b, rb: taken.rb ?? "" } : { b: "", rb: "" };
  return { state: { ...state, n: there ? number : usual, ...twin, kinds, all: taken.all === "1" }, amiss };
}

/** @param {LifeState} state @param {import("./address.js").Catalogue} catalogue @returns {string} */
export function writtenLife(state, catalogue) {
  const usual = Math.min(USUAL_CITIZEN, state.citizens - 1);
  /** @type {[string, string, string][]} */
  const pairs = [
    ["n", String(state.n), String(usual)],
    ["b", state.b, ""],
    ["rb", encodeURIComponent(state.rb), ""],
    ["kinds", state.kinds.join(","), NAMES.join(",")],
    ["all", state.all ? "1" : "0", "0"],
  ];
  const own = pairs.filter(([, value, other]) => value !== other).map(([key, value]) => `${key}=${value}`);
  return [written(state, catalogue, false), ...own].filter((each) => each).join("&");
}
