/**
 * What differs between seeds, from the file that a society has of it.
 * @module
 */

import { opened } from "./carried.js";

/**
 * The key of a seed, and where its tables are.
 * @param {Uint8Array} whole @param {number} seed
 * @returns {{seed: import("./carried.js").Seed, bytes: Uint8Array}}
 */
export function seedOf(whole, seed) {
  const { said, bytes } = opened(whole);
  const found = said.seeds.find((/** @type {{seed: number}} */ each) => each.seed === seed);
  if (!found) throw new Error(`the site does not carry seed ${seed}`);
  return { seed: found, bytes };
}
