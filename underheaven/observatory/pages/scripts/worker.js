/**
 * The worker in which a world is lived: frames go out as they come, and at the end the digest.
 * @module
 */

import { inflated, opened } from "./carried.js";
import { Frames } from "./frames.js";
import { seedOf } from "./seeds.js";
import { World } from "./world.js";

/**
 * What the page asks for: a world, or to wait or go on.
 * @typedef {{kind: "live", number: number, kernel: string, file: string, seeds: string | null, seed: number, citizens: number}
 *   | {kind: "wait"} | {kind: "go on"}} Asked
 */

/**
 * What the worker tells: a world is made, frames of some steps, the digest of the whole run, or that it failed.
 * @typedef {{kind: "made", number: number, plan: import("./carried.js").Plan, begins: number}
 *   | {kind: "frames", number: number, frames: import("./frames.js").Frame[]}
 *   | {kind: "digest", number: number, digest: string} | {kind: "failed", number: number, why: string}} Told
 */

const PART_MS = 60;

/** Of the world that is lived; each new one ends the last. */
let current = 0;
let waiting = false;
/** @type {(() => void) | null} */
let goOn = null;
/** @type {Promise<WebAssembly.Module> | null} */
let kernels = null;

/** @param {Told} message */
const tell = (message) => postMessage(message);

addEventListener("message", ({ data }) => {
  const asked = /** @type {Asked} */ (data);
  if (asked.kind === "live") {
    current = asked.number;
    live(asked).catch((error) => tell({ kind: "failed", number: asked.number, why: String(error?.message ?? error) }));
  }
  waiting = asked.kind === "wait";
  if (!waiting) goOn?.();
});

/** @param {string} address @returns {Promise<Uint8Array>} */
async function fetched(address) {
  const answer = await fetch(address);
  if (!answer.ok || !answer.body) throw new Error(`${address.split("/").pop()} could not be fetched (${answer.status})`);
  return inflated(answer.body);
}

/** @param {Extract<Asked, {kind: "live"}>} asked */
async function live(asked) {
  kernels ??= fetched(asked.kernel).then((bytes) => WebAssembly.compile(/** @type {BufferSource} */ (bytes)));
  const [kernel, file, others] = await Promise.all([
    kernels.catch((error) => { kernels = null; throw error; }),
    fetched(asked.file),
    asked.seeds ? fetched(asked.seeds) : null,
  ]);
  if (asked.number !== current) return;
  const { said: plan, bytes } = opened(file);
  const world = new World(kernel, { plan, bytes }, asked.citizens, others && seedOf(others, asked.seed));
  const frames = new Frames(world);
  const { edges, segments, doors, remarks, marks, steps, horizon, step_minutes, from, to, seed } = plan;
  const told = { edges, segments, doors, remarks, marks, steps, horizon, step_minutes, from, to, seed };
  const segment = [...world.arrays.view("living.calendar.last_segment")].map(Number);
  tell({ kind: "made", number: asked.number, plan: /** @type {any} */ ({ ...told, segment }), begins: frames.begins });
  while (!world.over && asked.number === current) {
    const until = performance.now() + PART_MS;
    const part = [];
    while (!world.over && performance.now() < until) part.push(frames.next());
    tell({ kind: "frames", number: asked.number, frames: part });
    await turn();
  }
  if (asked.number === current) tell({ kind: "digest", number: asked.number, digest: world.digest() });
}

/** Let messages in; while the page waits, do nothing. */
async function turn() {
  await new Promise((resolve) => setTimeout(resolve, 0));
  while (waiting) await new Promise((resolve) => { goOn = /** @type {() => void} */ (resolve); });
}
