/**
 * A text and its edits, which can be undone: typing that goes on is one edit, and so is whatever a button does.
 * @module
 */

export const MOST_STEPS = 200;
/** Typing that pauses for less goes on. */
export const JOINED_MS = 1000;

export class Steps {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
    /** @type {string[]} */
    this._before = [];
    /** @type {string[]} */
    this._after = [];
    this._typed = -Infinity;
  }

  get undoes() {
    return this._before.length;
  }

  get redoes() {
    return this._after.length;
  }

  /** The text after a key, at a time in milliseconds. @param {string} text @param {number} now */
  type(text, now) {
    if (text === this.text) return;
    if (now - this._typed < JOINED_MS && this._before.length) this.text = text;
    else this._step(text);
    this._after = [];
    this._typed = now;
  }

  /** The text after an edit at once. @param {string} text */
  edit(text) {
    this._typed = -Infinity;
    if (text !== this.text) this._step(text);
  }

  /** @param {string} text */
  _step(text) {
    this._before.push(this.text);
    if (this._before.length > MOST_STEPS) this._before.shift();
    this._after = [];
    this.text = text;
  }

  undo() {
    this._turn(this._before, this._after);
  }

  redo() {
    this._turn(this._after, this._before);
  }

  /** @param {string[]} from @param {string[]} to */
  _turn(from, to) {
    const text = from.pop();
    if (text === undefined) return;
    to.push(this.text);
    this.text = text;
    this._typed = -Infinity;
  }
}
