/**
 * The address of a page that is read: pairs of names and texts in one order; what is usual is left out.
 * @module
 */

import { TRACKING } from "./address.js";

/**
 * The pairs of a fragment, the usual text where a name is missing, and what is not known, in words.
 * @template {Record<string, string>} T
 * @param {string} fragment @param {T} usual In the order in which they are written. @returns {{state: T, amiss: string[]}}
 */
export function pairsOf(fragment, usual) {
  const said = new URLSearchParams(fragment.replace(/^#/, ""));
  const names = Object.keys(usual);
  const state = Object.fromEntries(names.map((name) => [name, said.get(name) ?? usual[name]]));
  const amiss = [...new Set(said.keys())].filter((name) => !names.includes(name) && !TRACKING.test(name));
  return { state: /** @type {T} */ (state), amiss: amiss.map((name) => `${name} is not known here`) };
}

/**
 * The fragment of some pairs, without its sign.
 * @template {Record<string, string>} T
 * @param {T} state @param {T} usual @returns {string}
 */
export function fragmentOf(state, usual) {
  const pairs = Object.keys(usual).filter((name) => state[name] !== usual[name]);
  return pairs.map((name) => `${name}=${encodeURIComponent(state[name])}`).join("&");
}

/** Write a state into the address. @param {string} fragment @param {boolean} pushes Whether one can go back. */
export function toAddress(fragment, pushes) {
  const address = `${location.pathname}${fragment ? `#${fragment}` : ""}`;
  if (pushes) history.pushState(null, "", address);
  else history.replaceState(null, "", address);
}

/** Let the link that skips to a part leave the address, which is the state, as it is. */
export function skipping() {
  const link = /** @type {HTMLAnchorElement} */ (document.querySelector(".skip"));
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const part = /** @type {HTMLElement} */ (document.querySelector(String(link.getAttribute("href"))));
    part.scrollIntoView();
    part.focus();
  });
}
