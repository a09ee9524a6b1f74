/**
 * Files of the site that are JSON under gzip: fetched by their name, and inflated here.
 * @module
 */

import { fetchedJson } from "./fetching.js";

/** What a page says where a file could not be read. @param {Error} error */
export const why = (error) => `The page cannot begin: ${error.message}.`;

/** @param {string} address Relative to the page. @returns {Promise<any>} */
export async function inflated(address) {
  if (typeof DecompressionStream === "undefined") {
    throw new Error("this browser has no DecompressionStream, by which files are read here. A newer browser has it");
  }
  return fetchedJson(address);
}
