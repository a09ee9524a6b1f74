/**
 * Where the files of this version of the model are, whichever page asks, and workers that are started.
 * @module
 */

const DATA = new URL("../data/m3", import.meta.url).href;

/** Whether reforms of an address are lived here. */
export const reforms = true;

/** The address of a file of this version, such as `kernel.wasm.gz`. @param {string} name */
export const address = (name) => `${DATA}/${name}`;

/** A file of JSON, such as `catalogue`. @param {string} name @returns {Promise<any>} */
export async function json(name) {
  const answer = await fetch(address(`${name}.json`));
  if (!answer.ok) throw new Error(`${name}.json could not be fetched (${answer.status})`);
  return answer.json();
}

/** A worker whose module lies beside this one. @param {string} name Such as `worker.js`. */
export const started = (name) => new Worker(new URL(name, import.meta.url), { type: "module" });
