/**
 * The worker in which a world is lived so that lives of it can be told.
 * @module
 */

import { Again } from "./again.js";
import { opened } from "./carried.js";
import { fetched, fetchedJson } from "./fetching.js";
import { Firsts } from "./firsts.js";
import { Ranks } from "./ranks.js";
import { seedOf } from "./seeds.js";
import { Teller } from "./teller.js";

/**
 * What the page asks for: a world, to live it no further, a life of it, or to wait or go on. `whole` and `said` are what its file
 * and that of its lives hold, where they were made here.
 * @typedef {{kind: "live", number: number, kernel: string, file: string, lives: string, life: string, seeds: string | null,
 *   seed: number, citizens: number, whole?: Uint8Array, said?: any} | {kind: "stop"} | {kind: "tell", citizen: number} | {kind: "wait"}
 *   | {kind: "go on"}} Asked
 */

/**
 * What the worker tells: how far it is, that the whole world is known, a life, or that it failed.
 * @typedef {{kind: "made", number: number, plan: any} | {kind: "lived", number: number, steps: number}
 *   | {kind: "known", number: number, digest: string, unlucky: number[], favoured: number[]}
 *   | {kind: "life", number: number, life: import("./teller.js").Life} | {kind: "failed", number: number, why: string}} Told
 */

const PART_MS = 60;

/** Of the world that is lived; each new one ends the last. */
let current = 0;
let waiting = false;
/** @type {(() => void) | null} */
let goOn = null;
/** @type {Promise<WebAssembly.Module> | null} */
let kernels = null;
/** @type {number | null} */
let wanted = null;
/** @type {Teller | null} */
let teller = null;

/** @param {Told} message */
const tell = (message) => postMessage(message);

addEventListener("message", ({ data }) => {
  const asked = /** @type {Asked} */ (data);
  if (asked.kind === "live") {
    current = asked.number;
    teller = null;
    live(asked).catch((error) => tell({ kind: "failed", number: asked.number, why: String(error?.message ?? error) }));
  } else if (asked.kind === "stop") {
    current = 0;
    teller = null;
  } else if (asked.kind === "tell") {
    wanted = asked.citizen;
    tellWanted();
  }
  if (asked.kind !== "tell") waiting = asked.kind === "wait";
  if (!waiting) goOn?.();
});

/** Tell the life that was asked for last, once its world is known. */
function tellWanted() {
  if (!teller || wanted === null) return;
  const citizen = wanted;
  wanted = null;
  try {
    tell({ kind: "life", number: current, life: teller.tell(citizen) });
  } catch (error) {
    tell({ kind: "failed", number: current, why: String(error) });
  }
}

/** @param {Extract<Asked, {kind: "live"}>} asked */
async function live(asked) {
  kernels ??= fetched(asked.kernel).then((bytes) => WebAssembly.compile(/** @type {BufferSource} */ (bytes)));
  const [kernel, file, lives, life, others] = await Promise.all([
    kernels.catch((error) => { kernels = null; throw error; }),
    asked.whole ?? fetched(asked.file), fetchedJson(asked.lives), asked.said ?? fetchedJson(asked.life),
    asked.seeds ? fetched(asked.seeds) : null,
  ]);
  if (asked.number !== current) return;
  const { said: plan, bytes } = opened(file);
  const world = new Again(kernel, { plan, bytes }, asked.citizens, others && seedOf(others, asked.seed), lives.log);
  const { segments, marks, steps, horizon, step_minutes, from, to } = plan;
  const segment = [...world.arrays.view("living.calendar.last_segment")].map(Number);
  const told = { segments, marks, steps, horizon, step_minutes, from, to, segment };
  const compared = { ...lives.twins, streams: lives.streams };
  tell({ kind: "made", number: asked.number, plan: { ...told, compared, scale: [life.start, life.low, life.high], titles: life.titles.acts, ranked: lives.ranked } });
  const [firsts, ranks] = [new Firsts(world), new Ranks(world, lives.ranked, [life.low, life.high])];
  while (!world.over && asked.number === current) {
    const until = performance.now() + PART_MS;
    while (!world.over && performance.now() < until) {
      const { step } = world;
      firsts.next((community) => ranks.note(community, step));
      ranks.close();
    }
    tell({ kind: "lived", number: asked.number, steps: world.step });
    await turn();
  }
  if (asked.number !== current) return;
  const { unlucky, favoured } = firsts;
  tell({ kind: "known", number: asked.number, digest: world.digest(), unlucky, favoured });
  teller = new Teller(world, ranks, lives, life);
  tellWanted();
}

/** Let messages in; while the page waits, do nothing. */
async function turn() {
  await new Promise((resolve) => setTimeout(resolve, 0));
  while (waiting) await new Promise((resolve) => { goOn = /** @type {() => void} */ (resolve); });
}
