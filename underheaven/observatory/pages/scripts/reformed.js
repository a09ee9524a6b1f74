/**
 * The world of a reform that stands in an address: its file is made in the checker's worker from a shipped policy's.
 * @module
 */

import { checkerHere } from "./checker.js";
import { fetched } from "./fetching.js";

/**
 * What is told of a reform that can be lived: the policy that it makes, and each entry that it changes; `named` is its text under a
 * name of its own, by which a comparison tells it from what it changes.
 * @typedef {{base: string, title: string, about: string, corrections: string[], text: string, named: string,
 *   differences: [string[], string | null, string | null][]}} Reform
 */

/**
 * What is made of a reform: what is told of it, the inflated file of its world, and what was asked for beside it.
 * @typedef {{reform: Reform, whole: Uint8Array, beside: any}} Made
 */

/** A reform that cannot be lived, for each of these reasons. */
export class Refused extends Error {
  /** @param {string[]} reasons */
  constructor(reasons) {
    super(reasons.join(" "));
    this.reasons = reasons;
  }
}

/** What a copy of the site without Python says. */
const NONE = "This copy of the site has no Python in it, by which an edited policy is read. Save the changes as a file on the page of the policies, and the command underheaven run lives a society under it.";

export class Reformed {
  /** @param {(words: string) => void} say Told what is fetched. */
  constructor(say) {
    this._say = say;
    /** @type {ReturnType<typeof checkerHere> | null} */
    this._here = null;
    /** The last one: another seed changes nothing in it. @type {{of: string, made: Made} | null} */
    this._kept = null;
  }

  /**
   * What is made of a reform. `Refused` where it cannot be lived.
   * @param {string} word @param {number} citizens @param {string} file The address of the world's file under any shipped policy.
   * @param {"" | "measures" | "audit" | "life"} [beside] What is told beside its world. @param {string} [shipped] The address of that beside the shipped
   *   policy's; for an audit it is the measures. @returns {Promise<Made>}
   */
  async world(word, citizens, file, beside = "", shipped = "") {
    const of = [word, citizens, file, beside].join(" ");
    if (this._kept?.of === of) return this._kept.made;
    this._here ??= checkerHere(this._say).catch((error) => { this._here = null; throw error; });
    const [here, world, other] = await Promise.all([this._here, fetched(file), shipped ? fetched(shipped) : new Uint8Array()]);
    const { checker } = here ?? {};
    if (!checker?.world) throw new Refused([NONE]);
    const { told, file: whole } = await checker.world({ word, citizens, beside }, world, other);
    if (told.refused) throw new Refused(told.refused.map((/** @type {{said: string}} */ each) => each.said));
    if (!whole) throw new Error("no world was made");
    const { beside: said, ...reform } = told;
    this._kept = { of, made: { reform, whole, beside: said } };
    return this._kept.made;
  }
}
