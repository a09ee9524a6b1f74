/**
 * The two sides of a comparison: which runs each needs, and what is made of a reform before it can be lived.
 * @module
 */

import { sidesOf } from "./compare_address.js";
import { address } from "./folder.js";

/** @typedef {import("./compare_address.js").Compared} Compared */
/** @typedef {import("./reform_words.js").Side} Side */
/** @typedef {import("./reformed.js").Made} Made */
/** @typedef {import("./runs.js").Wanted} Wanted */

export class Sides {
  /** @param {(words: string) => void} say Told what is fetched and made. */
  constructor(say) {
    this._say = say;
    /** @type {import("./reformed.js").Reformed | null} */
    this._reformed = null;
    /** By what it is made of. @type {Map<string, Made>} */
    this._made = new Map();
  }

  /** What is told of the reforms of A and B; null where there is none, or none is known yet. @param {Compared} state */
  reforms(state) {
    return sidesOf(state).map((side) => this._made.get(keyOf(side, state))?.reform ?? null);
  }

  /** Make what the reform of a side needs. `Refused` where it cannot be lived. @param {Side} side @param {Compared} state */
  async make(side, state) {
    const key = keyOf(side, state);
    if (!side.r || this._made.has(key)) return;
    // Late: most comparisons are of policies as they are shipped.
    const { Reformed } = await import("./reformed.js");
    this._reformed ??= new Reformed(this._say);
    const { file, measures } = filesOf(side, state);
    const made = await this._reformed.world(side.r, state.citizens, file, "measures", measures);
    this._made.set(key, made);
    // A world is a megabyte; those of two sides are kept.
    for (const oldest of [...this._made.keys()].slice(0, -2)) this._made.delete(oldest);
  }

  /**
   * The runs of both sides with the first seeds; of a reform none before it is made.
   * @param {Compared} state @returns {Wanted[]}
   */
  wanted(state) {
    const seeds = Array.from({ length: state.seeds }, (_, number) => number + 1);
    return seeds.flatMap((seed) => sidesOf(state).map((side) => this.run(side, seed, state))).filter((run) => run !== null);
  }

  /** The run of a side with a seed; null before its reform is made. @param {Side} side @param {number} seed @param {Compared} state @returns {Wanted | null} */
  run(side, seed, state) {
    const { society, citizens } = state;
    const made = this._made.get(keyOf(side, state));
    if (side.r && !made) return null;
    return {
      key: `${keyOf(side, state)} ${seed}`,
      which: {
        kernel: address("kernel.wasm.gz"), ...filesOf(side, state), seeds: seed === 1 ? null : address(`${society}/seeds.gz`), seed, citizens,
        ...(made ? { whole: made.whole, said: made.beside } : {}),
      },
    };
  }
}

/** What a side's runs have in common; a reform names its policy itself. @param {Side} side @param {Compared} state */
const keyOf = ({ policy, r }, { society, years, citizens }) => [r ? `r=${r}` : policy, society, years, citizens].join(" ");

/** The files of a side as it is shipped. @param {Side} side @param {Compared} state */
const filesOf = ({ policy }, { society, years }) =>
  ({ file: address(`${society}/${policy}-${years}.gz`), measures: address(`${society}/${policy}-measures.gz`) });
