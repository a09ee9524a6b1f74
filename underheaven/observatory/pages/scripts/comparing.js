/**
 * The comparison: what is chosen, which runs it needs, and what is shown of those that are there.
 * @module
 */

import { ComparedPictures } from "./compared_pictures.js";
import { read, sidesOf, written } from "./compare_address.js";
import { fillCompared } from "./compare_choosers.js";
import { sayRefused, saySides } from "./compare_heading.js";
import { Sides } from "./compare_sides.js";
import { harmsOf } from "./contrasted.js";
import { byId, count, element } from "./dom.js";
import { toAddress } from "./fragment.js";
import { baseOf, called, dropped, sayTrouble } from "./reform_words.js";
import { Runs } from "./runs.js";

/** @typedef {import("./address.js").Catalogue} Catalogue */
/** @typedef {import("./compare_address.js").Compared} Compared */
/** @typedef {import("./contrasted.js").Pairs} Pairs */

export class Comparing {
  /** @param {Catalogue} catalogue */
  constructor(catalogue) {
    this.catalogue = catalogue;
    this._pictures = new ComparedPictures();
    this._runs = new Runs({
      more: () => this._show(),
      failed: (why) => sayTrouble(`The worlds could not be lived: ${why}. Load the page again, or choose others.`),
    });
    this._sides = new Sides((words) => this._waits(words));
    /** What the reforms of the sides wait for, in words. */
    this._waiting = "";
    /** Of what was begun, and of that whose reforms are being made; each new one ends the last. */
    this._number = this._making = 0;
    /** So many pairs are shown. */
    this._shown = 0;
    this._written = "";
    this.state = this._read();
  }

  /** @returns {Compared} */
  _read() {
    const { state, amiss } = read(location.hash, this.catalogue);
    sayTrouble(amiss.length ? `In the address: ${amiss.join("; ")}.` : "");
    return state;
  }

  /** Live and show what is chosen. */
  begin() {
    this._number += 1;
    this._shown = 0;
    this._waiting = "";
    byId("digests").replaceChildren(element("dt", {}, ["no seed yet"]), element("dd", {}, ["not known before the last week is lived"]));
    this._pictures.dim(true);
    this._want();
    this._make(this._number);
  }

  /** Say what is known of both sides, and live what can be lived. */
  _want() {
    fillCompared(this.catalogue, this.state, [], []);
    saySides(this.catalogue, this.state, this._span(), this._sides.reforms(this.state));
    this._runs.want(this._sides.wanted(this.state));
    this._show();
  }

  /** Make the worlds of reforms, one after the other. @param {number} number Of what was begun. */
  async _make(number) {
    this._making = sidesOf(this.state).some(({ r }) => r) ? number : 0;
    for (const at of [0, 1]) {
      const side = sidesOf(this.state)[at];
      if (!side.r || this._sides.run(side, 1, this.state)) continue;
      try {
        this._waits("Fetching the world");
        await this._sides.make(side, this.state);
      } catch (error) {
        if (number === this._number) this._refuse(at, /** @type {Error} */ (error));
        return;
      }
      if (number !== this._number) return;
      this._waiting = "";
      this._named(at);
      this._want();
    }
  }

  /** The address names the policy that a reform changes. @param {number} at Number of the side. */
  _named(at) {
    const side = sidesOf(this.state)[at];
    const reform = this._sides.reforms(this.state)[at];
    const base = reform ? baseOf(reform, this.catalogue.societies[this.state.society], side.policy) : side.policy;
    if (base === side.policy) return;
    this.state = { ...this.state, [at ? "b" : "a"]: base };
    this._address(false);
  }

  /** @param {string} words */
  _waits(words) {
    if (this._making !== this._number) return;
    this._waiting = words;
    this._tell(this._pairs().length);
  }

  /** A reform cannot be lived. @param {number} at Number of the side. @param {Error} why */
  _refuse(at, why) {
    this._runs.want([]);
    this._waiting = "Nothing is lived";
    this._tell(0);
    sayRefused(this.state, at, why, () => this.choose(at ? { r: "" } : { ra: "" }));
  }

  _span() {
    const { spans } = this.catalogue.societies[this.state.society];
    return spans.find(({ name }) => name === this.state.years) ?? spans[0];
  }

  /** The runs of A and B of the first seeds, as far as both are there. @returns {Pairs} */
  _pairs() {
    const { state } = this;
    const found = [];
    for (let seed = 1; seed <= state.seeds; seed++) {
      const [a, b] = sidesOf(state).map((side) => this._runs.known.get(this._sides.run(side, seed, state)?.key ?? ""));
      if (!a || !b) break;
      found.push({ a, b });
    }
    return found;
  }

  _show() {
    const pairs = this._pairs();
    this._tell(pairs.length);
    if (!pairs.length || pairs.length === this._shown) return;
    this._shown = pairs.length;
    const harms = harmsOf(pairs);
    if (!harms.some(({ name }) => name === this.state.measure)) {
      sayTrouble(`In the address: measure=${this.state.measure} is no harm of these policies: ${harms[0].name} is shown.`);
      this.state.measure = harms[0].name;
    }
    const { outcomes } = pairs[0].a.people.told;
    if (!outcomes.some(({ name }) => name === this.state.outcome)) {
      sayTrouble(`In the address: outcome=${this.state.outcome} is nothing that is counted of each person: ${outcomes[0].name} is shown.`);
      this.state.outcome = outcomes[0].name;
    }
    fillCompared(this.catalogue, this.state, harms, outcomes);
    const { regions } = this.catalogue.societies[this.state.society];
    const reforms = this._sides.reforms(this.state);
    const names = /** @type {[string, string]} */ (sidesOf(this.state).map((side, at) => called(side, reforms[at])));
    this._pictures.draw(pairs, this.state, names, Object.fromEntries(regions.map(({ name, title }) => [name, title])));
    this._pictures.dim(false);
    byId("digests").replaceChildren(...pairs.flatMap(({ a, b }, number) => [
      element("dt", {}, [`seed ${number + 1}`]),
      element("dd", {}, [element("code", {}, [`A ${a.digest}`]), element("br"), element("code", {}, [`B ${b.digest}`])])]));
  }

  /** Say how far it is. @param {number} pairs */
  _tell(pairs) {
    const { seeds, citizens } = this.state;
    const [done, whole] = [byId("progress"), pairs === seeds];
    // Of a side whose reform is being made, no run is wanted yet.
    const wanted = this._sides.wanted(this.state).length / (2 * seeds);
    done.value = whole ? 1 : this._runs.done * wanted;
    const people = `${count(citizens)} synthetic people`;
    byId("state").textContent = this._waiting ? this._waiting : whole ? `${seeds === 1 ? "One seed is" : `All ${seeds} seeds are`} lived, each with the same ${people} under A and under B`
      : `Living ${people} under A and under B: ${pairs} of ${seeds} ${seeds === 1 ? "seed" : "seeds"} done`;
  }

  /** @param {Partial<Compared>} changed */
  choose(changed) {
    const lives = Object.keys(changed).some((key) => !["by", "measure", "outcome"].includes(key));
    this.state = { ...this.state, ...dropped(changed, this.state, { a: "ra", b: "r" }), ...changed };
    this._address(true);
    sayTrouble("");
    this._shown = 0;
    if (lives) this.begin();
    else this._show();
  }

  /** @param {boolean} pushes Whether one can go back to what was before. */
  _address(pushes) {
    this._written = written(this.state, this.catalogue);
    toAddress(this._written, pushes);
  }

  /** A becomes B, and B becomes A; nothing is lived again. */
  swap() {
    const { a, ra, b, r } = this.state;
    this.choose({ a: b, ra: r, b: a, r: ra });
  }

  /** The address was changed by the visitor, or one goes back. */
  again() {
    if (location.hash.replace(/^#/, "") === this._written) return;
    this._written = location.hash.replace(/^#/, "");
    this.state = this._read();
    this.begin();
  }
}
