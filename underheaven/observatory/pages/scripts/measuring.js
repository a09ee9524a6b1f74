/**
 * The worker in which worlds are lived for their measures: the harms of each run, its digest, and how far it is.
 * @module
 */

import { fetchedJson } from "./fetching.js";
import { Gathering, together } from "./gathered.js";
import { Measures } from "./measures.js";
import { turn, wait, worldOf } from "./worlds.js";

/** @typedef {import("./measures.js").Said} Said */

/**
 * A harm in one run: as a whole, and for everyone in each year.
 * @typedef {{name: string, title: string, unit: string, definition: string, measured: import("./measures.js").Measured,
 *   years: (number | null)[]}} Harm
 */

/**
 * What a run comes to.
 * @typedef {object} Run
 * @property {string} digest
 * @property {number[]} years
 * @property {Harm[]} harms In the order of the model's list; those that this world has.
 * @property {string[]} order Names of all harms of the list.
 * @property {{breakdown: string, name: string, people: number}[]} adults Of each category, mean over the steps.
 * @property {number} inScheme Share of adults who are in the scheme.
 */

/**
 * What the page asks for.
 * @typedef {{kind: "live", number: number, measures: string} & import("./worlds.js").Which | {kind: "wait"} | {kind: "go on"}
 *   | {kind: "stop"}} Asked
 */

/** @typedef {{kind: "step", number: number, done: number, of: number} | {kind: "run", number: number, run: Run}
 *   | {kind: "failed", number: number, why: string}} Told */

const PART_MS = 60;
const ADULTS = "person.adults";
const MEMBERS = "person.enrolled";

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
  const [world, said] = await Promise.all([worldOf(asked), fetchedJson(asked.measures)]);
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
  if (number === current) tell({ kind: "run", number, run: { ...runOf(said, years), digest: world.digest() } });
}

/** @param {Said & {harms: string[]}} said @param {import("./gathered.js").Gathered[]} years */
function runOf(said, years) {
  const whole = new Measures(said, together(years));
  const each = years.map((year) => new Measures(said, year));
  const harms = said.harms.flatMap((name) => {
    const measure = said.measures.find((one) => one.name === name);
    if (!measure) return [];
    const { title, unit, definition } = measure;
    return [{ name, title, unit, definition, measured: whole.measured(measure), years: each.map((year) => year.everyone(measure)) }];
  });
  const [[adults], [members]] = [ADULTS, MEMBERS].map((column) => whole.people(column));
  return {
    years: years.flatMap((year) => year.years), harms, order: said.harms, adults: whole.people(ADULTS),
    inScheme: adults.people ? members.people / adults.people : 0,
  };
}
