/**
 * The audit: what is chosen, the one run that it needs, and what is shown of it.
 * @module
 */

import { read, written } from "./audit_address.js";
import { Categories } from "./audit_categories.js";
import { fillChosen } from "./audit_choosers.js";
import { sayAudited, sayRefused } from "./audit_heading.js";
import { fillContents, fillElsewhere, fillSections, goTo } from "./audit_sections.js";
import { AuditSide } from "./audit_side.js";
import { byId, count } from "./dom.js";
import { toAddress } from "./fragment.js";
import { baseOf, called, dropped, sayTrouble } from "./reform_words.js";
import { Runs } from "./runs.js";
import { fillScreen } from "./screened.js";

/** @typedef {import("./address.js").Catalogue} Catalogue */
/** @typedef {import("./audit_address.js").Chosen} Chosen */
/** @typedef {import("./audit_side.js").Beside} Beside */
/** @typedef {import("./audited.js").Audited} Audited */

export class Auditing {
  /** @param {Catalogue} catalogue */
  constructor(catalogue) {
    this.catalogue = catalogue;
    this._categories = new Categories();
    /** @type {Runs<Audited>} */
    this._runs = new Runs({
      more: () => this._show(),
      failed: (why) => sayTrouble(`The world could not be lived: ${why}. Load the page again, or choose another.`),
    }, 1);
    this._side = new AuditSide((words) => this._waits(words));
    /** What a reform waits for, in words. */
    this._waiting = "";
    /** Of what was begun; each new one ends the last. */
    this._number = 0;
    /** What the contents and the screen show. @type {Beside | null} */
    this._beside = null;
    /** What the sections show. @type {Audited | null} */
    this._shown = null;
    this._written = "";
    this.state = this._read();
  }

  /** @returns {Chosen} */
  _read() {
    const { state, amiss } = read(location.hash, this.catalogue);
    sayTrouble(amiss.length ? `In the address: ${amiss.join("; ")}.` : "");
    return state;
  }

  /** Live and show what is chosen. */
  begin() {
    this._number += 1;
    this._shown = null;
    this._waiting = "";
    for (const id of ["audited", "audited-contents"]) byId(id).hidden = false;
    byId("digest").textContent = "not known before the last week is lived";
    this._categories.dim(true);
    byId("sections").classList.add("computing");
    this._want();
    this._make(this._number);
  }

  /** Say what is known of the policy, and live it if it can be lived. */
  _want() {
    const { state, catalogue } = this;
    const wanted = this._side.wanted(state);
    fillChosen(catalogue, state, []);
    sayAudited(catalogue, state, this._span(), this._side.reform(state));
    this._runs.want(wanted ? [wanted] : []);
    this._tell();
  }

  /** Sections and the screen, which need no world, and the world of a reform. @param {number} number Of what was begun. */
  async _make(number) {
    const { state } = this;
    if (!this._side.beside(state)) {
      try {
        if (state.r) this._waits("Fetching the world");
        await this._side.make(state);
      } catch (error) {
        if (number === this._number) this._refuse(/** @type {Error} */ (error));
        return;
      }
    }
    if (number !== this._number) return;
    this._waiting = "";
    this._named();
    this._want();
  }

  /** The address names the policy that a reform changes. */
  _named() {
    const reform = this._side.reform(this.state);
    const base = reform ? baseOf(reform, this.catalogue.societies[this.state.society], this.state.policy) : this.state.policy;
    if (base === this.state.policy) return;
    this.state = { ...this.state, policy: base };
    this._address(false);
  }

  /** Tell what needs no world, and nothing of another policy. */
  _tell() {
    const beside = this._side.beside(this.state);
    if (beside !== this._beside) {
      this._beside = beside;
      this._shown = null;
      for (const id of ["elsewhere", "screen"]) byId(id).hidden = !beside;
      if (beside) {
        fillElsewhere(beside.elsewhere);
        fillScreen(beside.screen, beside.asked, beside.parts);
      }
      fillSections(beside?.sections ?? [], [], () => {});
      fillContents();
    }
    this._show();
  }

  /** @param {string} words */
  _waits(words) {
    if (!this.state.r) return;
    this._waiting = words;
    this._show();
  }

  /** Nothing can be audited. @param {Error} why */
  _refuse(why) {
    const { state } = this;
    if (!state.r) {
      sayTrouble(`Sections and screen could not be read: ${why.message}.`);
      return;
    }
    this._runs.want([]);
    this._waits("Nothing is lived");
    for (const id of ["audited", "audited-contents"]) byId(id).hidden = true;
    sayRefused(state, why, () => this.choose({ r: "" }));
  }

  _span() {
    const { spans } = this.catalogue.societies[this.state.society];
    return spans.find(({ name }) => name === this.state.years) ?? spans[0];
  }

  _show() {
    const { state, catalogue } = this;
    const audited = this._runs.known.get(this._side.wanted(state)?.key ?? "");
    const beside = this._side.beside(state);
    const people = `${count(state.citizens)} synthetic people`;
    byId("progress").value = audited ? 1 : this._runs.done;
    if (!audited || !beside) {
      byId("state").textContent = this._waiting || `Living ${people} under ${called(state, this._side.reform(state))}, seed ${state.seed}`;
      return;
    }
    const { measures, year, digest } = audited;
    if (!measures.some(({ name }) => name === state.measure)) {
      sayTrouble(`In the address: measure=${state.measure} is no measure of this world: ${measures[0].name} is shown.`);
      state.measure = measures[0].name;
    }
    fillChosen(catalogue, state, measures);
    const { regions } = catalogue.societies[state.society];
    this._categories.show(audited, state, Object.fromEntries(regions.map(({ name, title }) => [name, title])));
    this._categories.dim(false);
    if (this._shown === audited) return;
    this._shown = audited;
    fillSections(beside.sections, measures, (measure) => {
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
    this.state = { ...this.state, ...dropped(changed, this.state, { policy: "r" }), ...changed };
    this._address(true);
    sayTrouble("");
    if (lives) this.begin();
    else this._show();
  }

  /** @param {boolean} pushes Whether one can go back to what was before. */
  _address(pushes) {
    this._written = written(this.state, this.catalogue);
    toAddress(this._written, pushes);
  }

  /** The address was changed by the visitor, or one goes back. */
  again() {
    if (location.hash.replace(/^#/, "") === this._written) return;
    this._written = location.hash.replace(/^#/, "");
    this.state = this._read();
    this.begin();
  }
}
