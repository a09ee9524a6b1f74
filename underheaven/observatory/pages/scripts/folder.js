/**
 * Where the files of this version of the model are, whichever page asks.
 * @module
 */

export const DATA = new URL("../data/m3", import.meta.url).href;

/** A file of JSON, such as `catalogue`. @param {string} name @returns {Promise<any>} */
export async function json(name) {
  const answer = await fetch(`${DATA}/${name}.json`);
  if (!answer.ok) throw new Error(`${name}.json could not be fetched (${answer.status})`);
  return answer.json();
}
