/**
 * The comparison: what is chosen, which runs it needs, and what is shown of those that are there.
 * @module
 */

import { ComparedPictures } from "./compared_pictures.js";
import { commands, read, written } from "./compare_address.js";
import { fillCompared } from "./compare_choosers.js";
import { harmsOf } from "./contrasted.js";
import { byId, count, element } from "./dom.js";
import { address } from "./folder.js";
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
      failed: (why) => this._trouble(`The worlds could not be lived: ${why}. Load the page again, or choose others.`),
    });
    /** So many pairs are shown. */
    this._shown = 0;
    this._written = "";
    this.state = this._read();
  }

  /** @returns {Compared} */
  _read() {
    const { state, amiss } = read(location.hash, this.catalogue);
    this._trouble(amiss.length ? `In the address: ${amiss.join("; ")}.` : "");
    return state;
  }

  /** @param {string} words */
  _trouble(words) {
    byId("trouble").textContent = words;
    byId("trouble").hidden = !words;
  }

  /** Live and show what is chosen. */
  begin() {
    const { state, catalogue } = this;
    const { title, notice } = catalogue.societies[state.society];
    this._shown = 0;
    fillCompared(catalogue, state, []);
    byId("title").textContent = `${state.a} and ${state.b} in ${title}`;
    byId("lede").textContent = `A: ${catalogue.policies[state.a].title}. B: ${catalogue.policies[state.b].title}.`;
    byId("notice").textContent = notice;
    document.title = `${state.a} and ${state.b}: Underheaven`;
    const said = commands(state, this._span());
    for (const which of /** @type {("a" | "b" | "both")[]} */ (["a", "b", "both"])) byId(`command-${which}`).textContent = said[which];
    byId("digests").replaceChildren(element("dt", {}, ["no seed yet"]), element("dd", {}, ["not known before the last week is lived"]));
    this._corrects();
    this._pictures.dim(true);
    const seeds = Array.from({ length: state.seeds }, (_, number) => number + 1);
    this._runs.want(seeds.flatMap((seed) => [state.a, state.b].map((policy) => this._wanted(policy, seed))));
    this._show();
  }

  _span() {
    const { spans } = this.catalogue.societies[this.state.society];
    return spans.find(({ name }) => name === this.state.years) ?? spans[0];
  }

  /** @param {string} policy @param {number} seed */
  _wanted(policy, seed) {
    const { society, years, citizens } = this.state;
    return {
      key: [policy, society, years, citizens, seed].join(" "),
      which: {
        kernel: address("kernel.wasm.gz"), file: address(`${society}/${policy}-${years}.gz`), measures: address(`${society}/${policy}-measures.gz`),
        seeds: seed === 1 ? null : address(`${society}/seeds.gz`), seed, citizens,
      },
    };
  }

  /** The runs of A and B of the first seeds, as far as both are there. @returns {Pairs} */
  _pairs() {
    const { state } = this;
    const found = [];
    for (let seed = 1; seed <= state.seeds; seed++) {
      const [a, b] = [state.a, state.b].map((policy) => this._runs.known.get(this._wanted(policy, seed).key));
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
      this._trouble(`In the address: measure=${this.state.measure} is no harm of these policies: ${harms[0].name} is shown.`);
      this.state.measure = harms[0].name;
    }
    fillCompared(this.catalogue, this.state, harms);
    const { regions } = this.catalogue.societies[this.state.society];
    this._pictures.draw(pairs, this.state, Object.fromEntries(regions.map(({ name, title }) => [name, title])));
    this._pictures.dim(false);
    byId("digests").replaceChildren(...pairs.flatMap(({ a, b }, number) => [
      element("dt", {}, [`seed ${number + 1}`]),
      element("dd", {}, [element("code", {}, [`A ${a.digest}`]), element("br"), element("code", {}, [`B ${b.digest}`])])]));
  }

  /** Say how far it is. @param {number} pairs */
  _tell(pairs) {
    const { seeds, citizens } = this.state;
    const [done, whole] = [byId("progress"), pairs === seeds];
    done.value = whole ? 1 : this._runs.done;
    const people = `${count(citizens)} synthetic people`;
    byId("state").textContent = whole ? `${seeds === 1 ? "One seed is" : `All ${seeds} seeds are`} lived, each with the same ${people} under A and under B`
      : `Living ${people} under A and under B: ${pairs} of ${seeds} ${seeds === 1 ? "seed" : "seeds"} done`;
  }

  /** What scholarship corrects in what is described. */
  _corrects() {
    const names = [...new Set([this.state.a, this.state.b])];
    const found = names.flatMap((name) => this.catalogue.policies[name].corrections.map((each) => ({ name, each })));
    byId("corrected").hidden = !found.length;
    byId("corrections").replaceChildren(...found.map(({ name, each }) => element("li", {}, [`${name}: ${each.trim()}`])));
  }

  /** @param {Partial<Compared>} changed */
  choose(changed) {
    const lives = Object.keys(changed).some((key) => key !== "by" && key !== "measure");
    this.state = { ...this.state, ...changed };
    this._written = written(this.state, this.catalogue);
    history.pushState(null, "", `${location.pathname}${this._written ? `#${this._written}` : ""}`);
    this._trouble("");
    this._shown = 0;
    if (lives) this.begin();
    else this._show();
  }

  /** A becomes B, and B becomes A; nothing is lived again. */
  swap() {
    this.choose({ a: this.state.b, b: this.state.a });
  }

  /** The address was changed by the visitor, or one goes back. */
  again() {
    if (location.hash.replace(/^#/, "") === this._written) return;
    this._written = location.hash.replace(/^#/, "");
    this.state = this._read();
    this.begin();
  }
}
