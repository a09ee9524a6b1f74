/**
 * The audit: what is chosen, the one run that it needs, and what is shown of it.
 * @module
 */

import { commands, read, written } from "./audit_address.js";
import { Categories } from "./audit_categories.js";
import { fillChosen } from "./audit_choosers.js";
import { fillContents, fillElsewhere, fillSections, goTo } from "./audit_sections.js";
import { byId, count, element } from "./dom.js";
import { address } from "./folder.js";
import { toAddress } from "./fragment.js";
import { inflated } from "./inflated.js";
import { Runs } from "./runs.js";
import { fillScreen } from "./screened.js";

/** @typedef {import("./address.js").Catalogue} Catalogue */
/** @typedef {import("./audit_address.js").Chosen} Chosen */
/** @typedef {import("./audited.js").Audited} Audited */
/** What stands beside the measures of a policy in a society. @typedef {{sections: import("./audit_sections.js").Section[], elsewhere: import("./audit_sections.js").Elsewhere[],
 *   asked: Record<string, string>, parts: Record<string, string>, screen: import("./screened.js").Screen}} Beside */

export class Auditing {
  /** @param {Catalogue} catalogue */
  constructor(catalogue) {
    this.catalogue = catalogue;
    this._categories = new Categories();
    /** @type {Runs<Audited>} */
    this._runs = new Runs({
      more: () => this._show(),
      failed: (why) => this._trouble(`The world could not be lived: ${why}. Load the page again, or choose another.`),
    }, 1);
    /** @type {{name: string, said: Beside} | null} */
    this._beside = null;
    /** What the sections show. @type {Audited | null} */
    this._shown = null;
    this._written = "";
    this.state = this._read();
  }

  /** @returns {Chosen} */
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
    const { title, notice, spans } = catalogue.societies[state.society];
    const { title: policy, corrections } = catalogue.policies[state.policy];
    this._shown = null;
    fillChosen(catalogue, state, []);
    byId("title").textContent = `Audit of ${state.policy} in ${title}`;
    byId("lede").textContent = `${policy}.`;
    byId("notice").textContent = notice;
    document.title = `Audit of ${state.policy}: Underheaven`;
    const said = commands(state, spans.find(({ name }) => name === state.years) ?? spans[0]);
    byId("command").textContent = said.audit;
    byId("command-screen").textContent = said.screen;
    byId("digest").textContent = "not known before the last week is lived";
    byId("corrected").hidden = !corrections.length;
    byId("corrections").replaceChildren(...corrections.map((each) => element("li", {}, [each.trim()])));
    this._categories.dim(true);
    byId("sections").classList.add("computing");
    this._runs.want([this._wanted()]);
    this._fetch();
    this._show();
  }

  /** Sections and the screen, which need no world. */
  async _fetch() {
    const { society, policy } = this.state;
    const name = `${society}/${policy}`;
    if (this._beside?.name === name) return;
    this._beside = null;
    try {
      const said = /** @type {Beside} */ (await inflated(address(`${name}-audit.gz`)));
      if (name !== `${this.state.society}/${this.state.policy}`) return;
      this._beside = { name, said };
    } catch (error) {
      this._trouble(`Sections and screen could not be read: ${/** @type {Error} */ (error).message}.`);
      return;
    }
    const { elsewhere, screen, asked, parts, sections } = this._beside.said;
    fillElsewhere(elsewhere);
    fillScreen(screen, asked, parts);
    fillSections(sections, [], () => {});
    fillContents();
    this._show();
  }

  _wanted() {
    const { policy, society, years, citizens, seed } = this.state;
    return {
      key: [policy, society, years, citizens, seed].join(" "),
      which: {
        kernel: address("kernel.wasm.gz"), file: address(`${society}/${policy}-${years}.gz`), measures: address(`${society}/${policy}-measures.gz`),
        seeds: seed === 1 ? null : address(`${society}/seeds.gz`), seed, citizens, all: true,
      },
    };
  }

  _show() {
    const { state, catalogue } = this;
    const audited = this._runs.known.get(this._wanted().key);
    const people = `${count(state.citizens)} synthetic people`;
    byId("progress").value = audited ? 1 : this._runs.done;
    if (!audited || !this._beside) {
      byId("state").textContent = `Living ${people} under ${state.policy}, seed ${state.seed}`;
      return;
    }
    const { measures, year, digest } = audited;
    if (!measures.some(({ name }) => name === state.measure)) {
      this._trouble(`In the address: measure=${state.measure} is no measure of this world: ${measures[0].name} is shown.`);
      state.measure = measures[0].name;
    }
    fillChosen(catalogue, state, measures);
    const { regions } = catalogue.societies[state.society];
    this._categories.show(audited, state, Object.fromEntries(regions.map(({ name, title }) => [name, title])));
    this._categories.dim(false);
    if (this._shown === audited) return;
    this._shown = audited;
    fillSections(this._beside.said.sections, measures, (measure) => {
      this.choose({ measure });
      goTo("categories");
    });
    fillContents();
    byId("sections").classList.remove("computing");
    byId("digest").textContent = digest;
    byId("state").textContent = `One seed is lived, ${state.seed}: ${people}, ${measures.length} measures of ${year}, the last year lived`;
  }

  /** @param {Partial<Chosen>} changed */
  choose(changed) {
    const lives = Object.keys(changed).some((key) => key !== "by" && key !== "measure");
    this.state = { ...this.state, ...changed };
    this._written = written(this.state, this.catalogue);
    toAddress(this._written, true);
    this._trouble("");
    if (lives) this.begin();
    else this._show();
  }

  /** The address was changed by the visitor, or one goes back. */
  again() {
    if (location.hash.replace(/^#/, "") === this._written) return;
    this._written = location.hash.replace(/^#/, "");
    this.state = this._read();
    this.begin();
  }
}
