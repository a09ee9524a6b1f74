/**
 * A life and its twin: what is chosen, what is shown, and the address that says both.
 * @module
 */

import { dayOf, inWords, stepOf } from "./dates.js";
import { byId, count, element } from "./dom.js";
import { foundIn, keyed } from "./finding.js";
import { toAddress } from "./fragment.js";
import { items, listed } from "./happened.js";
import { readLife, sidesOf, writtenLife } from "./life_address.js";
import { fillForm } from "./life_form.js";
import { KINDS } from "./life_kinds.js";
import { LifePicture } from "./life_picture.js";
import { LifeSides, twins } from "./life_sides.js";
import { bothParted, didIn, oneLine, table } from "./life_words.js";
import { parting } from "./parting.js";
import { showRanks } from "./ranked.js";
import { dropped, refusal, sayTrouble } from "./reform_words.js";
import { minuteOf } from "./walk.js";
import { Whence, whence } from "./whence.js";

/** @typedef {import("./life_address.js").LifeState} LifeState */
/** @typedef {import("./address.js").Catalogue} Catalogue */

const DAY_MINUTES = 1440;

export class Person {
  /** @param {Catalogue} catalogue */
  constructor(catalogue) {
    this.catalogue = catalogue;
    const failed = (/** @type {string} */ why) => sayTrouble(`The world could not be lived: ${why}. Load the page again, or choose another.`);
    this._both = new LifeSides(() => this._changed(), failed);
    this._a = this._both.a;
    this._b = this._both.b;
    this._picture = new LifePicture(byId("lanes"), (event) => oneLine(event, this._streams));
    this._whence = new Whence(byId("whence"));
    this._by = "rule";
    this._drawn = this._written = "";
    /** Of which reforms the page speaks. */
    this._said = "";
    /** @type {LifeState} */
    this.state = this._read();
  }

  get _streams() {
    return this._a.plan?.compared.streams ?? [];
  }

  /** @returns {LifeState} */
  _read() {
    const { state, amiss } = readLife(location.hash, this.catalogue);
    sayTrouble(amiss.length ? `In the address: ${amiss.join("; ")}.` : "");
    return state;
  }

  /** Show what is chosen. */
  begin() {
    const { state } = this;
    const { title, spans } = this.catalogue.societies[state.society];
    this._drawn = this._said = "";
    byId("found").replaceChildren();
    const span = spans.find((each) => each.from === state.from && each.to === state.to) ?? spans[0];
    if (state.n >= state.citizens) {
      fillForm(this.catalogue, state, [null, null]);
      this._nobody(`${title} has ${count(state.citizens)} citizens, 0 to ${count(state.citizens - 1)}.`);
      return;
    }
    this._both.live(state, span.name);
    this._changed();
  }

  /** @param {string} why */
  _nobody(why) {
    sayTrouble(why);
    byId("life").hidden = true;
    byId("state").textContent = why;
    byId("who").textContent = "";
  }

  /** Something more is known. */
  _changed() {
    const [a, b] = [this._a, this._b];
    const [{ refused }, twin] = [this._both, twins(this.state)];
    this._named();
    if (refused) {
      this._refuse(refused.at, refused.why);
      return;
    }
    byId("digest").textContent = a.known ? a.digest : "not known before the last week is lived";
    const waits = [a, ...(twin ? [b] : [])].filter((each) => !each.life);
    byId("life").classList.toggle("waits", waits.length > 0);
    byId("state").textContent = waits.length ? this._waiting(waits[0]) : "Told to the last week";
    for (const name of ["unlucky", "favoured"]) byId(name).disabled = !a.known;
    if (a.plan) this._time();
    if (waits.length) return;
    byId("life").hidden = false;
    const { n, kinds, all } = this.state;
    const wanted = [a.digest, b.digest, n, twin, kinds, all, this.step, this._by].join(" ");
    if (wanted === this._drawn) return;
    this._drawn = wanted;
    this._show();
  }

  /** Why one of the two cannot be lived. @param {number} at @param {Error} why */
  _refuse(at, why) {
    byId("life").hidden = true;
    byId("state").textContent = "Nothing is lived";
    sayTrouble(...refusal("../", sidesOf(this.state)[at], this.state.society, why, () => this.choose(at ? { rb: "" } : { r: "" })));
  }

  /** Once reforms are known, the page and the address name the policies that they change. */
  _named() {
    const { reforms } = this._both;
    const said = JSON.stringify(reforms.map((reform) => reform?.text));
    if (said === this._said) return;
    this._said = said;
    this.state = { ...this.state, ...this._both.bases(this.state, this.catalogue.societies[this.state.society]) };
    if (reforms.some(Boolean)) this._address(false);
    fillForm(this.catalogue, this.state, reforms);
  }

  /** @param {boolean} pushes Whether one can go back to what was before. */
  _address(pushes) {
    this._written = writtenLife(this.state, this.catalogue);
    toAddress(this._written, pushes);
  }

  /** @param {import("./life_source.js").LifeSource} source */
  _waiting(source) {
    const making = this._both.waits(source);
    if (making) return making;
    if (!source.plan) return "Fetching the world";
    if (!source.known) return `Computing: week ${count(source.steps)} of ${count(source.plan.steps)}`;
    return "The community lives once more, so that the life is told";
  }

  /** The step that is chosen; without a day the last. */
  get step() {
    const { plan } = this._a;
    return this.state.t ? stepOf(plan, this.state.t) : plan.steps - 1;
  }

  _time() {
    byId("slider").max = String(this._a.plan.steps - 1);
    byId("slider").value = String(this.step);
    this.sayDay(this.step);
  }

  /** Say which day it would be. @param {number} step */
  sayDay(step) {
    if (!this._a.plan) return;
    const words = inWords(dayOf(this._a.plan, step));
    byId("slider").setAttribute("aria-valuetext", words);
    byId("date").textContent = words;
  }

  _show() {
    const { plan } = this._a;
    const life = /** @type {import("./teller.js").Life} */ (this._a.life);
    const twin = twins(this.state) ? this._b.life : null;
    const [day, policies] = [dayOf(plan, this.step), this._both.called(this.state)];
    const same = twin !== null && JSON.stringify(plan.scale) === JSON.stringify(this._b.plan.scale);
    const found = twin && parting(life, twin, plan.compared, same);
    byId("who").textContent = `${life.who[0].toUpperCase()}${life.who.slice(1)}.`;
    byId("parting").hidden = !twin;
    byId("parting").textContent = twin ? bothParted(found, [life, twin], plan, same, policies) : "";
    const until = Math.min((this.step + 1) * plan.step_minutes, plan.horizon);
    const scene = { plan, life, twin, planOfTwin: this._b.plan, same, policies,
      kinds: this.state.kinds, until, parts: found ? this._minute(found) : null };
    this._picture.show(scene, { sentence: didIn(life, policies[0]) + (twin ? ` ${didIn(twin, policies[1])}` : ""), table: table(life, this._streams) }, day);
    this._whence.show(whence(life, this.step, plan.scale[0] / 16, this._by, plan.titles), day);
    const stood = [{ life, policy: policies[0] }, ...(twin ? [{ life: twin, policy: policies[1] }] : [])];
    showRanks(plan.ranked, stood, this.step, day);
    this._list(life);
  }

  /** @param {import("./parting.js").Parting} found */
  _minute(found) {
    const event = found.events[0] ?? found.events[1];
    return event ? minuteOf(event, this._a.plan) : stepOf(this._a.plan, found.day) * this._a.plan.step_minutes + DAY_MINUTES;
  }

  /** @param {import("./teller.js").Life} life */
  _list(life) {
    const places = listed(life, this.state.kinds, this.state.all);
    byId("many").textContent = places.length === life.events.length ? `All ${count(places.length)} events.`
      : `${count(places.length)} of ${count(life.events.length)} events: what mattered, of the chosen kinds.`;
    byId("happened").replaceChildren(...items(life, places, this._streams, (at) => this._goTo(at)));
  }

  /** @param {number} at The place of an event. */
  _goTo(at) {
    if (!document.getElementById(`event-${at}`)) this.choose({ all: true, kinds: KINDS.map(({ name }) => name) });
    const place = byId(`event-${at}`);
    place.scrollIntoView({ block: "center" });
    place.focus();
  }

  /** @param {Partial<LifeState>} changed @param {boolean} [pushes] */
  choose(changed, pushes = true) {
    this.state = { ...this.state, ...dropped(changed, this.state, { policy: "r", b: "rb" }), ...changed };
    if (!this.catalogue.societies[this.state.society].policies.includes(this.state.b)) this.state.b = this.state.rb = "";
    this._address(pushes);
    sayTrouble("");
    this.begin();
  }

  /** @param {number} step */
  jump(step) {
    const { plan } = this._a;
    if (!plan) return;
    const there = Math.max(0, Math.min(plan.steps - 1, step));
    this.choose({ t: there === plan.steps - 1 ? "" : dayOf(plan, there) }, false);
  }

  /** @param {string} by */
  tellApart(by) {
    this._by = by;
    this._changed();
  }

  random() {
    this.choose({ n: keyed(this.state.seed, this.state.n, this.state.citizens) });
  }

  /** @param {"unlucky" | "favoured"} which */
  find(which) {
    if (!this._a.known) return;
    const found = foundIn(this._a[which], this.step, this._a.plan);
    if ("citizen" in found) {
      this.choose({ n: found.citizen });
      return;
    }
    const { said, day } = found;
    byId("found").replaceChildren(said);
    if (!day) return;
    const go = element("button", { type: "button", class: "link" }, [`Go to ${inWords(day)}`]);
    go.addEventListener("click", () => this.choose({ t: day, n: this._a[which][stepOf(this._a.plan, day)] }));
    byId("found").append(" ", go);
  }

  /** The address was changed by the visitor, or one goes back. */
  again() {
    if (location.hash.replace(/^#/, "") === this._written) return;
    this._written = location.hash.replace(/^#/, "");
    this.state = this._read();
    this.begin();
  }
}
