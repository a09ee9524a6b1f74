/**
 * The two worlds behind the page of lives: that of the life, and that of its twin where there is one.
 * @module
 */

import { sidesOf } from "./life_address.js";
import { LifeSource } from "./life_source.js";
import { baseOf, called } from "./reform_words.js";

/** @typedef {import("./life_address.js").LifeState} LifeState */

/** Whether the twin's life is wanted. @param {LifeState} state */
export const twins = ({ policy, r, b, rb }) => b !== "" && (b !== policy || rb !== r);

export class LifeSides {
  /** @param {() => void} changed @param {(why: string) => void} failed */
  constructor(changed, failed) {
    /** What is said of a world that is being made. */
    this._words = "";
    const says = (/** @type {string} */ words) => { this._words = words; changed(); };
    /** @type {Promise<import("./reformed.js").Reformed> | null} */
    let made = null;
    // Late: most lives are under policies as they are shipped; one checker serves both.
    const reforming = () => (made ??= import("./reformed.js").then(({ Reformed }) => new Reformed(says)));
    this.a = new LifeSource(changed, failed, reforming);
    this.b = new LifeSource(changed, failed, reforming);
  }

  /** Live what is chosen, and tell both lives. @param {LifeState} state @param {string} years */
  live(state, years) {
    const [side, twin] = sidesOf(state);
    this.a.live(state, side, years);
    this.a.tell(state.n);
    if (twins(state)) {
      this.b.live(state, twin, years);
      this.b.tell(state.n);
    } else {
      this.b.end();
    }
  }

  /** What is known of the reforms of both. */
  get reforms() {
    return [this.a.reform, this.b.reform];
  }

  /** What both policies are called. @param {LifeState} state @returns {[string, string]} */
  called(state) {
    return /** @type {[string, string]} */ (sidesOf(state).map((side, at) => called(side, this.reforms[at])));
  }

  /** The policies that the reforms change, as far as they can be chosen. @param {LifeState} state @param {import("./address.js").Society} offer */
  bases(state, offer) {
    const [policy, b] = sidesOf(state).map((side, at) => {
      const reform = this.reforms[at];
      return reform ? baseOf(reform, offer, side.policy) : side.policy;
    });
    return { policy, b };
  }

  /** Which of the two cannot be lived, and why. */
  get refused() {
    const at = [this.a, this.b].findIndex(({ refused }) => refused);
    return at < 0 ? null : { at, why: /** @type {Error} */ ([this.a, this.b][at].refused) };
  }

  /** What a world that is being made waits for; "" where none is. @param {LifeSource} source */
  waits({ makes }) {
    return makes ? this._words : "";
  }
}
