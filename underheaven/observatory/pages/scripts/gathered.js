/**
 * What a world counts in a stretch of time, as the kernels leave it: tallies by row of the year and by cell, scores, and
 * the queue of appeals (docs/measures-as-data.md).
 * @module
 */

/** @typedef {import("./world.js").World} World */

const BLOCKS = 32;
const DAY_MS = 86_400_000;
const DAY_MINUTES = 1440;
const QUEUE = 3;

/**
 * Counts of a stretch of time.
 * @typedef {object} Gathered
 * @property {number[]} years
 * @property {number} steps
 * @property {boolean} fromStart Whether it begins with the run.
 * @property {{block: number, region: number, wave: number}[]} rows
 * @property {Float64Array} tallies Of each row, cell and column.
 * @property {Float64Array} histogram Of each region, group and bin.
 * @property {Float64Array} queue Of each region: appeals, how long they wait, the backlog.
 */

/** Whole numbers of 64 bits as numbers; a tally is far below 2^53. @param {BigInt64Array} array @returns {Float64Array} */
export function plain(array) {
  const halves = new Uint32Array(array.buffer, array.byteOffset, 2 * array.length);
  const signed = new Int32Array(array.buffer, array.byteOffset, 2 * array.length);
  const found = new Float64Array(array.length);
  for (let at = 0; at < found.length; at++) found[at] = signed[2 * at + 1] * 4294967296 + halves[2 * at];
  return found;
}

/** Lives a world to its end and hands on each year. */
export class Gathering {
  /** @param {World} world */
  constructor(world) {
    this._world = world;
    const { plan, arrays, regions } = world;
    this._appeals = plan.public.indexOf("appeals");
    this._known = ["appeal_wait", "backlog"].map((name) => plan.known.indexOf(name));
    this._waits = new Float64Array(regions);
    this.rows = this._places();
    this._steps = 0;
    const scores = arrays.view("living.sums.histogram").length;
    this._histogram = new Float64Array(scores);
    this._queue = new Float64Array(QUEUE * regions);
  }

  /** Live a step. @returns {Gathered | null} The year, where it was the last step that begins in one. */
  next() {
    const year = this.year;
    this._world.live();
    this._steps += 1;
    this._add();
    return this._world.over || this.year !== year ? this._close(year) : null;
  }

  /** The calendar year in which the next step begins. */
  get year() {
    const { plan, step } = this._world;
    const days = Math.floor((step * plan.step_minutes) / DAY_MINUTES);
    return new Date(Date.parse(plan.from) + days * DAY_MS).getUTCFullYear();
  }

  /** The block, region and wave of each row of a year. */
  _places() {
    const { arrays } = this._world;
    const [, regions, waves] = arrays.shape("laying.nation.row");
    /** @type {{block: number, region: number, wave: number}[]} */
    const found = [];
    arrays.view("laying.nation.row").forEach((/** @type {bigint} */ row, /** @type {number} */ at) => {
      if (row < 0n) return;
      const block = Math.floor(at / (regions * waves));
      found[Number(row)] = { block, region: Math.floor(at / waves) % regions, wave: at % waves };
    });
    if (found.some(({ block }) => block >= BLOCKS)) throw new Error("there are more blocks than are known of");
    return found;
  }

  /** Scores and the queue after a step. */
  _add() {
    const { arrays, regions } = this._world;
    arrays.view("living.sums.histogram").forEach((/** @type {bigint} */ people, /** @type {number} */ at) => {
      this._histogram[at] += Number(people);
    });
    const published = arrays.view("living.sums.public");
    const known = arrays.view("living.told.known");
    const [wide, fields] = [published.length / regions, known.length / regions];
    for (let region = 0; region < regions; region++) {
      const appeals = Number(published[region * wide + this._appeals]);
      const [wait, backlog] = this._known.map((field) => Number(known[region * fields + field]));
      // An appeal waits as long as was said after the step before.
      this._queue[QUEUE * region] += appeals;
      this._queue[QUEUE * region + 1] += appeals * this._waits[region];
      this._queue[QUEUE * region + 2] += backlog;
      this._waits[region] = wait;
    }
  }

  /** Take what a year has counted, and begin another. @param {number} year @returns {Gathered} */
  _close(year) {
    const view = this._world.arrays.view("living.sums.year");
    const found = {
      years: [year], steps: this._steps, rows: this.rows, tallies: plain(view), histogram: this._histogram,
      queue: this._queue, fromStart: year === Number(this._world.plan.from.slice(0, 4)),
    };
    view.fill(0n);
    this._steps = 0;
    this._histogram = new Float64Array(this._histogram.length);
    this._queue = new Float64Array(this._queue.length);
    return found;
  }
}

/** Several years together. @param {Gathered[]} years One or more. @returns {Gathered} */
export function together(years) {
  const added = (/** @type {"tallies" | "histogram" | "queue"} */ name) => {
    const sum = Float64Array.from(years[0][name]);
    for (const year of years.slice(1)) year[name].forEach((each, at) => { sum[at] += each; });
    return sum;
  };
  return {
    years: years.flatMap((each) => each.years), steps: years.reduce((sum, each) => sum + each.steps, 0),
    fromStart: years.some((each) => each.fromStart), rows: years[0].rows,
    tallies: added("tallies"), histogram: added("histogram"), queue: added("queue"),
  };
}
