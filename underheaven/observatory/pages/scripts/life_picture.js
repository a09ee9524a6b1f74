/**
 * The card of a life's lanes, with a reading line from event to event.
 * @module
 */

import { Card } from "./card.js";
import { drawn } from "./dom.js";
import { height, lanes } from "./lanes.js";
import { kindsOf } from "./life_kinds.js";

/** @typedef {import("./lanes.js").Scene} Scene */
/** @typedef {import("./teller.js").Told} Told */

export class LifePicture {
  /** @param {HTMLElement} figure @param {(event: Told) => string} words What the reading line says of an event. */
  constructor(figure, words) {
    this._svg = drawn("svg", { tabindex: 0 });
    this._card = new Card(figure, "A life in lanes",
      "Line: the score shown, and dashed in blue the twin's. Numbers: the largest losses. Below it a row for each sort of mark. Arrows read event by event.", this._svg);
    this._figure = figure;
    this._words = words;
    this._at = -1;
    /** @type {Scene | null} */
    this._scene = null;
    this._svg.addEventListener("keydown", (event) => this._key(event));
    new ResizeObserver(() => this._draw()).observe(figure);
    this._wide = 0;
  }

  /** @param {Scene} scene @param {import("./card.js").Shown} shown @param {string} day */
  show(scene, shown, day) {
    this._scene = scene;
    this._at = -1;
    this._wide = 0;
    this._card.reading.textContent = "";
    this._card.show(shown, day);
    this._draw();
  }

  _draw() {
    const wide = this._figure.clientWidth - 32;
    if (!this._scene || wide <= 0 || wide === this._wide) return;
    this._wide = wide;
    this._svg.setAttribute("viewBox", `0 0 ${wide} ${height(this._scene, wide)}`);
    this._svg.replaceChildren(...lanes(this._scene, wide));
  }

  /** @param {KeyboardEvent} event */
  _key(event) {
    const scene = this._scene;
    const found = scene?.life.events.filter((each) => kindsOf(each).some((kind) => scene.kinds.includes(kind))) ?? [];
    /** @type {Record<string, number>} */
    const to = { ArrowLeft: this._at - 1, ArrowRight: this._at + 1, Home: 0, End: found.length - 1 };
    if (!(event.key in to) || !found.length) return;
    event.preventDefault();
    event.stopPropagation();
    this._at = Math.max(0, Math.min(found.length - 1, to[event.key]));
    this._card.reading.textContent = this._words(/** @type {Told} */ (found[this._at]));
  }
}
