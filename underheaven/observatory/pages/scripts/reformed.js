/**
 * The world of a reform that stands in an address: its file is made in the checker's worker from a shipped policy's.
 * @module
 */

import { checkerHere } from "./checker.js";
import { fetched } from "./fetching.js";

/**
 * What is told of a reform that can be lived: the policy that it makes, and each entry that it changes.
 * @typedef {{base: string, title: string, about: string, corrections: string[], text: string,
 *   differences: [string[], string | null, string | null][]}} Reform
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
    /** The last one: another seed changes nothing in it. @type {{of: string, made: {reform: Reform, whole: Uint8Array}} | null} */
    this._kept = null;
  }

  /**
   * What is told of a reform, and the inflated file of its world. `Refused` where it cannot be lived.
   * @param {string} word @param {number} citizens @param {string} file The address of the world's file under any shipped policy.
   * @returns {Promise<{reform: Reform, whole: Uint8Array}>}
   */
  async world(word, citizens, file) {
    const of = [word, citizens, file].join(" ");
    if (this._kept?.of === of) return this._kept.made;
    this._here ??= checkerHere(this._say).catch((error) => { this._here = null; throw error; });
    const [here, shipped] = await Promise.all([this._here, fetched(file)]);
    const { checker } = here ?? {};
    if (!checker?.world) throw new Refused([NONE]);
    const { told, file: whole } = await checker.world({ word, citizens }, shipped);
    if (told.refused) throw new Refused(told.refused.map((/** @type {{said: string}} */ each) => each.said));
    if (!whole) throw new Error("no world was made");
    this._kept = { of, made: { reform: told, whole } };
    return this._kept.made;
  }
}
