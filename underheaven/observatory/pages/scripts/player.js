/**
 * Where in time the page is: play, pause, steps and speed act on the frames that are there.
 * @module
 */

import { stepsOfYear } from "./dates.js";

/** @typedef {import("./dates.js").Span} Span */

/** Seconds that a year takes at each speed; none: a step each time that the screen is drawn. @type {Record<string, number>} */
const YEAR_SECONDS = { y30: 30, y10: 10, y3: 3 };
/** Least time between two pictures, in milliseconds, for those who asked for less motion. */
const STILL_MS = 1000;

export class Player {
  /** @param {(step: number) => void} show @param {() => void} changed Called when it stops by itself. */
  constructor(show, changed) {
    this._show = show;
    this._changed = changed;
    this._at = 0;
    this._shown = -1;
    this._last = 0;
    this._drawn = 0;
    this.step = 0;
    this.playing = false;
    this.speed = "y10";
    /** Frames that are there. */
    this.ready = 0;
    /** @type {Span | null} */
    this.span = null;
    this._still = matchMedia("(prefers-reduced-motion: reduce)");
  }

  /** @param {boolean} playing */
  play(playing) {
    if (playing && !this.playing) requestAnimationFrame((now) => this._tick(now, true));
    this.playing = playing;
  }

  /** Go to a step; it is shown as soon as it is there. @param {number} step */
  go(step) {
    this.step = Math.max(0, Math.min(step, (this.span?.steps ?? 1) - 1));
    this._at = this.step;
    this._shown = -1;
    this.look();
  }

  /** Show the step where we are, if it is there and not shown yet. */
  look() {
    if (this.step < this.ready && this._shown !== this.step) {
      this._shown = this.step;
      this._show(this.step);
    }
  }

  /** @param {number} now @param {boolean} [first] */
  _tick(now, first = false) {
    if (!this.playing) return;
    if (!first && this.span && this.ready > this.step) {
      const passed = Math.min(now - this._last, STILL_MS) / 1000;
      this._at = Math.min(this._at + this._rate(this.span) * passed, this.ready - 1, this.span.steps - 1);
      if (!this._still.matches || now - this._drawn >= STILL_MS) {
        this.step = Math.floor(this._at);
        this._drawn = now;
        this.look();
      }
      if (this.step === this.span.steps - 1) {
        this.playing = false;
        this._changed();
        return;
      }
    }
    this._last = now;
    requestAnimationFrame((next) => this._tick(next));
  }

  /** Steps a second. @param {Span} span @returns {number} */
  _rate(span) {
    if (this.speed === "max") return 60;
    const seconds = YEAR_SECONDS[this.speed];
    return seconds ? stepsOfYear(span) / seconds : stepsOfYear(span) / (365.25 / 7);
  }
}
