/**
 * The worker in which worlds are lived for their measures: the harms of each run or all its
 * measures, its digest, and how far it is.
 * @module
 */

import { auditOf } from "./audited.js";
import { fetchedJson } from "./fetching.js";
import { Gathering } from "./gathered.js";
import { runOf } from "./harms.js";
import { peopleOf, withLives } from "./people.js";
import { turn, wait, worldOf } from "./worlds.js";

/**
 * What the page asks for; with `all` every measure of the last year, without it the harms of all years; `said` are its
 * measures where they were made here.
 * @typedef {{kind: "live", number: number, measures: string, said?: any, all?: boolean} & import("./worlds.js").Which | {kind: "wait"} | {kind: "go on"}
 *   | {kind: "stop"}} Asked
 */

/** @typedef {{kind: "step", number: number, done: number, of: number} | {kind: "run", number: number, run: import("./contrasted.js").Lived | import("./audited.js").Audited}
 *   | {kind: "failed", number: number, why: string}} Told */

const PART_MS = 60;

let current = 0;

/** @param {Told} message */
const tell = (message) => postMessage(message);

addEventListener("message", ({ data }) => {
  const asked = /** @type {Asked} */ (data);
  if (asked.kind === "live") {
    current = asked.number;
    live(asked).catch((error) => tell({ kind: "failed", number: asked.number, why: String(error?.message ?? error) }));
  } else if (asked.kind === "stop") {
    current = 0;
  }
  wait(asked.kind === "wait");
});

/** @param {Extract<Asked, {kind: "live"}>} asked */
async function live(asked) {
  const { number } = asked;
  const [world, said] = await Promise.all([worldOf(asked, asked.all ? undefined : withLives), asked.said ?? fetchedJson(asked.measures)]);
  const gathering = new Gathering(world);
  const years = [];
  while (!world.over && number === current) {
    const until = performance.now() + PART_MS;
    while (!world.over && performance.now() < until) {
      const year = gathering.next();
      if (year) years.push(year);
    }
    tell({ kind: "step", number, done: world.step, of: world.plan.steps });
    await turn();
  }
  if (number !== current) return;
  tell({ kind: "run", number, run: asked.all ? auditOf(said, years, world.digest()) : { ...runOf(said, years, world.digest()), people: peopleOf(world, said) } });
}
