/**
 * The worker in which a world is lived: frames go out as they come, and at the end the digest.
 * @module
 */

import { Frames } from "./frames.js";
import { turn, wait, worldOf } from "./worlds.js";

/**
 * What the page asks for: a world, to live it no further, or to wait or go on.
 * @typedef {{kind: "live", number: number} & import("./worlds.js").Which | {kind: "stop"} | {kind: "wait"} | {kind: "go on"}} Asked
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

/** @param {Told} message */
const tell = (message) => postMessage(message);

addEventListener("message", ({ data }) => {
  const asked = /** @type {Asked} */ (data);
  if (asked.kind === "live") {
    current = asked.number;
    live(asked).catch((error) => tell({ kind: "failed", number: asked.number, why: String(error?.message ?? error) }));
  }
  if (asked.kind === "stop") current = 0;
  wait(asked.kind === "wait");
});

/** @param {Extract<Asked, {kind: "live"}>} asked */
async function live(asked) {
  const world = await worldOf(asked);
  if (asked.number !== current) return;
  const frames = new Frames(world);
  const { edges, segments, doors, remarks, marks, steps, horizon, step_minutes, from, to, seed } = world.plan;
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
