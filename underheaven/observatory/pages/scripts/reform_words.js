/**
 * A reform of an address in words: what it is called, what it changes, where it is edited, and why it cannot be lived.
 * @module
 */

import { breakable, byId, element } from "./dom.js";
import { table } from "./policy.js";

/** @typedef {import("./reformed.js").Reform} Reform */

/** A policy that can be chosen, and the word of what is changed in it; "": as it is shipped. @typedef {{policy: string, r: string}} Side */

/**
 * What a side is called, such as "article-2019, changed in 2 places".
 * @param {Side} side @param {Reform | null} reform Once it is known.
 */
export function called({ policy: chosen, r }, reform) {
  const policy = reform?.base ?? chosen;
  if (!reform) return r ? `${policy}, changed` : policy;
  const many = reform.differences.length;
  return many ? `${policy}, changed in ${many} ${many === 1 ? "place" : "places"}` : `${policy}, unchanged`;
}

/** The same for data, with every entry that is changed, in a line. @param {Side} side @param {Reform | null} reform */
export function inFull(side, reform) {
  const changes = reform?.differences.map(([path, , here]) => `${path.join(".")}: ${here ?? "taken out"}`) ?? [];
  return [called(side, reform), changes.join("; ")].filter(Boolean).join(": ");
}

/** Where a reform is edited, with what differs. @param {string} root Where the site begins. @param {Side} side @param {string} society */
export const editorOf = (root, { policy, r }, society) => `${root}policies/#p=${policy}&edit=1&society=${society}&r=${encodeURIComponent(r)}`;

/**
 * Where it is audited.
 * @param {string} root Where the site begins. @param {Side} side @param {string} society @param {Record<string, string | number | undefined>} [world] What else is chosen of it.
 */
export const auditAt = (root, { policy, r }, society, world = {}) =>
  `${root}audit/#policy=${policy}&r=${encodeURIComponent(r)}&society=${society}${Object.entries(world).map(([name, value]) => `&${name}=${value}`).join("")}`;

/**
 * The policy that a reform changes, if it can be chosen there.
 * @param {Reform} reform @param {import("./address.js").Society} offer @param {string} policy That is chosen.
 */
export const baseOf = ({ base }, { policies }, policy) => (policies.includes(base) ? base : policy);

/** What it changes, as a table. @param {Reform} reform */
export const listOf = ({ base, differences }) => table("What it changes", ["Entry", `In ${base}`, "Here"],
  differences.map(([path, before, here]) => [element("span", {}, breakable(path.join("."))), before ?? "not written", here ?? "taken out"]));

/**
 * Another policy takes no reform with it: the words that a choice drops.
 * @template {Record<string, any>} T @param {Partial<T>} changed @param {T} state @param {Record<string, string>} words The name of a policy to that of its reform.
 */
export const dropped = (changed, state, words) => Object.fromEntries(Object.entries(words)
  .filter(([policy]) => policy in changed && changed[policy] !== state[policy]).map(([, word]) => [word, ""]));

/** Say what is wrong, or nothing. @param {(string | Node)[]} said */
export function sayTrouble(...said) {
  byId("trouble").replaceChildren(...said);
  byId("trouble").hidden = said.join("") === "";
}

/**
 * Why a reform cannot be lived, and what can be done.
 * @param {string} root @param {Side} side @param {string} society @param {Error} why
 * @param {() => void} live Lives the policy as it is shipped.
 */
export function refusal(root, side, society, why, live) {
  const shipped = element("button", { type: "button" }, [`Live ${side.policy} as it is shipped`]);
  shipped.addEventListener("click", live);
  return [`The policy in the address cannot be lived here: ${why.message.replace(/\.?$/, ".")} `, shipped, " ",
    element("a", { href: editorOf(root, side, society) }, ["Open it in the editor"])];
}
