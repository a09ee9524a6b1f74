/**
 * Worlds in a worker: their files are fetched and laid out, and between parts of the work messages are let in.
 * @module
 */

import { opened } from "./carried.js";
import { fetched } from "./fetching.js";
import { seedOf } from "./seeds.js";
import { World } from "./world.js";

/**
 * Which world, by the addresses of its files; `whole` is the inflated file where it was made here.
 * @typedef {{kernel: string, file: string, seeds: string | null, seed: number, citizens: number, whole?: Uint8Array}} Which
 */

/** @type {Promise<WebAssembly.Module> | null} */
let kernels = null;
let waiting = false;
/** @type {(() => void) | null} */
let goOn = null;

/**
 * A world before its first step.
 * @param {Which} which @param {(carried: import("./carried.js").Carried, citizens: number) => import("./carried.js").Carried} [laid] What is laid out otherwise.
 * @returns {Promise<World>}
 */
export async function worldOf({ kernel, file, seeds, seed, citizens, whole: made }, laid = (carried) => carried) {
  kernels ??= fetched(kernel).then((bytes) => WebAssembly.compile(/** @type {BufferSource} */ (bytes)));
  const [module, whole, others] = await Promise.all([
    kernels.catch((error) => { kernels = null; throw error; }),
    made ?? fetched(file),
    seeds ? fetched(seeds) : null,
  ]);
  const { said: plan, bytes } = opened(whole);
  return new World(module, laid({ plan, bytes }, citizens), citizens, others && seedOf(others, seed));
}

/** Wait or go on, as the page is hidden or seen. @param {boolean} waits */
export function wait(waits) {
  waiting = waits;
  if (!waits) goOn?.();
}

/** Let messages in; while the page waits, do nothing. */
export async function turn() {
  await new Promise((resolve) => setTimeout(resolve, 0));
  while (waiting) await new Promise((resolve) => { goOn = /** @type {() => void} */ (resolve); });
}
