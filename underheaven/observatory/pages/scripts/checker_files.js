/**
 * The files of the checker: fetched with a count of their bytes, held against their hashes, and inflated.
 * @module
 */

import { inflated } from "./carried.js";

/**
 * What the site says of them; `packages` are archives, `runtime` is what the runtime asks for by itself, and `scripts` are modules.
 * @typedef {{name: string, bytes: number, sha256: string}} One
 * @typedef {{bytes: number, scripts: One[], runtime: Record<string, One>, packages: One[], lock: object}} Files
 */

const HEX = 16;

/**
 * A file as it lies there, inflated.
 * @param {string} folder @param {One} file @param {(bytes: number) => void} got Told how many more have come.
 */
export const held = async (folder, file, got) => inflated((await same(folder, file, got)).stream());

/**
 * A file as it lies there. Where the browser can, its hash is looked at.
 * @param {string} folder @param {One} file @param {(bytes: number) => void} got Told how many more have come.
 * @returns {Promise<Blob>}
 */
export async function same(folder, { name, bytes, sha256 }, got) {
  const answer = await fetch(`${folder}/${name}`);
  if (!answer.ok || !answer.body) throw new Error(`${name} could not be fetched (${answer.status})`);
  const parts = [];
  let size = 0;
  const reader = answer.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    size += value.length;
    got(value.length);
    if (size > bytes) break;
  }
  const whole = new Blob(/** @type {BlobPart[]} */ (parts));
  if (size !== bytes || !(await hasHash(await whole.arrayBuffer(), sha256))) {
    throw new Error(`${name} is not the file that belongs to this page; load the page again`);
  }
  return whole;
}

/** Pages that are not from this machine and not encrypted cannot compute it. @param {ArrayBuffer} bytes @param {string} sha256 */
async function hasHash(bytes, sha256) {
  if (!globalThis.crypto?.subtle) return true;
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...hash].map((each) => each.toString(HEX).padStart(2, "0")).join("") === sha256;
}
