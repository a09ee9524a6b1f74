/**
 * The nation: what is chosen, what is shown, and the address that says both.
 * @module
 */

import { nameOf, read, written } from "./address.js";
import { fillChoosers } from "./choosers.js";
import { dayOf, stepOf } from "./dates.js";
import { byId } from "./dom.js";
import { reforms } from "./folder.js";
import { toAddress } from "./fragment.js";
import { sayRefused, sayWorld } from "./heading.js";
import { showMarks, showTime } from "./timeline.js";
import { Pictures } from "./pictures.js";
import { Player } from "./player.js";
import { baseOf, dropped, sayTrouble } from "./reform_words.js";
import { sourceOf } from "./source.js";

/** @typedef {import("./address.js").State} State */

const REST_MS = 300;

export class Nation {
  /** @param {import("./address.js").Catalogue} catalogue @param {any} first The first frame of the first world. */
  constructor(catalogue, first) {
    this.catalogue = catalogue;
    this._first = first;
    this._plays = !matchMedia("(prefers-reduced-motion: reduce)").matches;
    this._pictures = new Pictures();
    this.player = new Player((step) => this._show(step), () => this._stopped());
    this.source = sourceOf(catalogue, {
      made: () => this._made(),
      more: () => this._more(),
      digest: (digest) => this._digest(digest),
      waits: (words) => this._waits(words),
      reformed: (reform) => this._reformed(reform),
      refused: (why) => sayRefused(this.state, why, () => this.choose({ r: "" })),
      failed: (why) => sayTrouble(`The world could not be lived: ${why}. Load the page again, or choose another.`),
    });
    this._timer = 0;
    this._written = "";
    /** What the source said last, if nothing came since. */
    this._says = "";
    this._world = "";
    /** Whether the frame from the file is shown. */
    this._stands = false;
    /** @type {import("./reformed.js").Reform | null} */
    this._reform = null;
    /** @type {State} */
    this.state = this._read();
    /** Steps in which the scheme comes to more people. @type {number[]} */
    this.marks = [];
  }

  /** @returns {State} */
  _read() {
    const { state, amiss } = read(location.hash, this.catalogue, this._plays, reforms);
    sayTrouble(amiss.length ? `In the address: ${amiss.join("; ")}.` : "");
    return state;
  }

  /** Show the world that is chosen. */
  begin() {
    const state = this.state;
    fillChoosers(this.catalogue, state);
    const world = nameOf(state);
    if (world !== this._world) this._reform = null;
    sayWorld(this.catalogue, state, this._reform);
    if (world !== this._world) this._live(world);
    else this._go();
    this._buttons();
  }

  /** Live another world. @param {string} world */
  _live(world) {
    const offer = this.catalogue.societies[this.state.society];
    byId("digest").textContent = "not known before the last week is lived";
    Object.assign(this.player, { span: null, ready: 0 });
    this.player.play(false);
    const span = offer.spans.find((each) => each.from === this.state.from && each.to === this.state.to) ?? offer.spans[0];
    const usual = written({ ...this.state, t: "", speed: "y10", play: this._plays, keys: true }, this.catalogue, this._plays) === "";
    this._stands = this._world === "" && usual && !this.state.t && this._first.frame !== null;
    this._world = world;
    if (this._stands) this._still();
    this._dim(true);
    byId("state").textContent = "Fetching the world";
    this.source.live(this.state, span.name);
  }

  /** The first frame of the first world stands in a file, and is shown before anything is computed. */
  _still() {
    const { frame, ...plan } = this._first;
    this._prepare(plan);
    this._pictures.still(frame, dayOf(plan, frame.step));
  }

  /** @param {any} plan */
  _prepare(plan) {
    this._pictures.world(plan, this.catalogue.societies[this.state.society].regions);
  }

  /** What is shown is of another world or week, while this one is computed. @param {boolean} waits */
  _dim(waits) {
    this._pictures.dim(waits && !this._stands);
  }

  _made() {
    const { plan } = this.source;
    if (!this._stands) this._prepare(plan);
    this.player.span = plan;
    this.marks = plan.marks.map((/** @type {{date: string}} */ mark) => stepOf(plan, mark.date));
    showMarks(plan.marks, (number) => this.jump(this.marks[number]));
    this._go();
  }

  /** Go to the day and the speed of the state. */
  _go() {
    const { plan, begins } = this.source;
    if (!plan) return;
    this.player.speed = this.state.speed;
    this.player.go(this.state.t ? stepOf(plan, this.state.t) : begins);
    this.player.play(this.state.play);
    this._tell();
    this._buttons();
  }

  /** What is said stands until more of the world is there. @param {string} words */
  _waits(words) {
    this._says = words;
    byId("state").textContent = words;
  }

  _more() {
    const { frames } = this.source;
    this._says = "";
    this.player.ready = frames.length;
    this.player.look();
    this._tell();
  }

  /** @param {string} digest */
  _digest(digest) {
    byId("digest").textContent = digest;
    this._tell();
  }

  /** Say how far the world is lived. */
  _tell() {
    const { frames, plan } = this.source;
    if (!plan) return;
    const waits = this.player.step >= frames.length;
    this._dim(waits);
    byId("state").textContent = this._says || (frames.length === plan.steps ? "All weeks are lived"
      : `${waits ? "Computing" : "Lived"}: week ${frames.length} of ${plan.steps}`);
    showTime(plan, this.player.step);
  }

  /** @param {number} step */
  _show(step) {
    const { frames, plan } = this.source;
    this._stands = false;
    this._pictures.draw(frames[step], frames, dayOf(plan, step));
    this._tell();
    this.remember();
  }

  _stopped() {
    this.state.play = false;
    this._buttons();
    this.remember();
  }

  _buttons() {
    byId("play").textContent = this.state.play ? "Pause" : "Play";
    byId("speed").value = this.state.speed;
  }

  /** Write the address, at rest and not for each step. */
  remember() {
    if (this._timer) return;
    this._timer = setTimeout(() => { this._timer = 0; this.write(); }, REST_MS);
  }

  /** Write where we are into the address. */
  write() {
    const { plan, begins } = this.source;
    if (this.player.span) this.state.t = this.player.step === begins ? "" : dayOf(plan, this.player.step);
    this._address(false);
  }

  /** @param {boolean} pushes Whether one can go back to what was before. */
  _address(pushes) {
    this._written = written(this.state, this.catalogue, this._plays);
    toAddress(this._written, pushes);
  }

  /** What the address changes is known. @param {import("./reformed.js").Reform} reform */
  _reformed(reform) {
    this._reform = reform;
    this.state.policy = baseOf(reform, this.catalogue.societies[this.state.society], this.state.policy);
    this._world = nameOf(this.state);
    fillChoosers(this.catalogue, this.state);
    sayWorld(this.catalogue, this.state, reform);
    this.remember();
  }

  /** @param {Partial<State>} changed */
  choose(changed) {
    this.write();
    this.state = { ...this.state, t: "", play: this._plays, ...dropped(changed, this.state, { policy: "r" }), ...changed };
    this._address(true);
    sayTrouble("");
    if (!Object.keys(changed).length) this._world = "again";
    this.begin();
  }

  /** @param {number} step */
  jump(step) {
    this.player.go(step);
    this.state.t = this.source.plan ? dayOf(this.source.plan, this.player.step) : "";
    this._tell();
    this.remember();
  }

  /** @param {boolean} playing */
  play(playing) {
    const { plan, begins } = this.source;
    if (playing && plan && this.player.step === plan.steps - 1) this.player.go(begins);
    this.state.play = playing;
    this.player.play(playing && plan !== null);
    this._buttons();
    this.remember();
  }

  /** @param {string} speed */
  speed(speed) {
    this.state.speed = speed;
    this.player.speed = speed;
    this._buttons();
    this.remember();
  }

  /** The address was changed by the visitor, or one goes back. */
  again() {
    if (location.hash.replace(/^#/, "") === this._written) return;
    this._written = location.hash.replace(/^#/, "");
    this.state = this._read();
    this.begin();
  }
}
