/**
 * Files of the site: JSON that says what is where, and behind it the bytes (underheaven/observatory/container.py).
 * @module
 */

const HEAD = 4;
const ALIGNED = 64;

/**
 * An entry of a directory: a number, a number too large for JavaScript as text, or an array's number and lengths.
 * @typedef {number | string | (number | string)[]} Entry
 */

/**
 * @typedef {object} Described
 * @property {string} name
 * @property {string} type As NumPy calls it.
 * @property {(number | string)[]} shape Lengths of the axes, or their names.
 * @property {0 | {fill?: number, count?: number, at?: number, made?: string}} held What it holds at first.
 */

/**
 * @typedef {object} Size
 * @property {number} c Communities.
 * @property {Record<string, Described>} arrays What differs from the first size.
 * @property {Record<string, Record<string, Entry>>} directories
 */

/**
 * @typedef {object} Edges
 * @property {number} low Sixteenths: where the first bin begins; below it everybody is in the first.
 * @property {number[]} begin Sixteenths: where each further bin begins.
 * @property {number} high Sixteenths: the last score that is drawn.
 */

/**
 * @typedef {object} Plan
 * @property {number} model
 * @property {string} policy
 * @property {string} society
 * @property {string} from
 * @property {string} to
 * @property {number} step_minutes
 * @property {number} steps
 * @property {number} horizon Minutes.
 * @property {Record<string, string>} reads Kernel to directory.
 * @property {[number, number]} key Two words of the seed.
 * @property {import("./considered.js").Considered} considered
 * @property {number} seed
 * @property {string[]} columns
 * @property {string[]} public
 * @property {string[]} known
 * @property {number} cut
 * @property {number} room
 * @property {boolean} firms
 * @property {Described[]} arrays
 * @property {Record<string, Entry[]>} directories
 * @property {Record<string, Size>} sizes
 * @property {Edges} edges
 * @property {{name: string, title: string}[]} doors
 * @property {{name: string, title: string}[]} remarks
 * @property {{below: [number, string][], above: [number, string][]}[]} segments
 * @property {{date: string, name: string}[]} marks
 */

/**
 * @typedef {object} Carried
 * @property {Plan} plan
 * @property {Uint8Array} bytes
 */

/**
 * @typedef {object} Seed
 * @property {number} seed
 * @property {[number, number]} key
 * @property {Record<string, number>} at Array to its first byte.
 */

/**
 * The JSON and the bytes of a file, inflated.
 * @param {Uint8Array} whole
 * @returns {{said: any, bytes: Uint8Array}}
 */
export function opened(whole) {
  const view = new DataView(whole.buffer, whole.byteOffset, whole.byteLength);
  const end = HEAD + view.getUint32(0, true);
  const said = JSON.parse(new TextDecoder().decode(whole.subarray(HEAD, end)));
  return { said, bytes: whole.subarray(Math.ceil(end / ALIGNED) * ALIGNED) };
}

/**
 * A compressed file, inflated.
 * @param {ReadableStream<Uint8Array>} stream
 * @returns {Promise<Uint8Array>}
 */
export async function inflated(stream) {
  // The types of the two streams differ in what they allow to be written.
  const through = /** @type {any} */ (new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream.pipeThrough(through)).arrayBuffer());
}
