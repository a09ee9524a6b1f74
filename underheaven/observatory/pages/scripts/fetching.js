/**
 * Files of the site, fetched and inflated.
 * @module
 */

import { inflated } from "./carried.js";

/** @param {string} address @returns {Promise<Uint8Array>} */
export async function fetched(address) {
  const answer = await fetch(address);
  if (!answer.ok || !answer.body) throw new Error(`${address.split("/").pop()} could not be fetched (${answer.status})`);
  return inflated(answer.body);
}

/** @param {string} address @returns {Promise<any>} */
export const fetchedJson = async (address) => JSON.parse(new TextDecoder().decode(await fetched(address)));
