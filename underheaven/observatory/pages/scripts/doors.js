/**
 * Doors: of each thing that people ask for, how often the policy denies it and how often there is no room.
 * @module
 */

import { Card } from "./card.js";
import { count, drawn, element, roundUp } from "./dom.js";

/** @typedef {import("./frames.js").Frame} Frame */

const ROW = 46;
const RIGHT = 14;
const LEFT = 6;
const KEEPS = 26;
/** Doors at which fewer ask in a week are read with care, and say so. */
const FEW = 50;

export class Doors {
  /** @param {HTMLElement} figure */
  constructor(figure) {
    this._svg = drawn("svg");
    const mark = (/** @type {SVGElement} */ shape) => drawn("svg", { viewBox: "0 0 14 14", "aria-hidden": "true" }, [shape]);
    const key = element("ul", { class: "key" }, [
      element("li", {}, [mark(drawn("circle", { class: "denied", cx: 7, cy: 7, r: 4 })), "denied because of standing"]),
      element("li", {}, [mark(drawn("circle", { class: "no-room", cx: 7, cy: 7, r: 5 })), "no room"]),
      element("li", {}, [mark(drawn("rect", { class: "granted", x: 2, y: 2, width: 10, height: 10 })), "granted"])]);
    this._card = new Card(figure, "Doors, this week", "Of every 1,000 who ask, by what becomes of it.", this._svg);
    figure.querySelector("figcaption")?.append(key);
    this._figure = figure;
    this._wide = 0;
    /** @type {{title: string}[]} */
    this._doors = [];
    /** @type {Record<string, SVGElement>[]} */
    this._rows = [];
    this._axis = drawn("text");
    /** @type {Frame | null} */
    this._frame = null;
    /** @type {Frame[]} */
    this._frames = [];
    this._day = "";
    new ResizeObserver(() => this._resize()).observe(figure);
  }

  /** @param {{title: string}[]} doors */
  world(doors) {
    this._doors = doors;
    this._build();
  }

  /** @param {Frame} frame @param {Frame[]} frames @param {string} day */
  draw(frame, frames, day) {
    Object.assign(this, { _frame: frame, _frames: frames, _day: day });
    const lately = frames.slice(Math.max(0, frame.step - KEEPS + 1), frame.step + 1);
    const most = roundUp(Math.max(10, ...lately.flatMap((each) => each.doors.flatMap((door) => door.slice(1).map((part) => rate(part, door))))));
    this._axis.textContent = `${count(most)} per 1,000`;
    frame.doors.forEach((door, number) => {
      const [granted, denied, refused] = door;
      const { dot, ring, line, words } = this._rows[number];
      const [x, other] = [denied, refused].map((part) => this._x(Math.min(most, rate(part, door)) / most));
      for (const each of [dot, ring, line]) each.setAttribute("visibility", granted + denied + refused ? "visible" : "hidden");
      dot.setAttribute("cx", String(x));
      ring.setAttribute("cx", String(other));
      line.setAttribute("x1", String(x));
      line.setAttribute("x2", String(other));
      words.textContent = granted + denied + refused
        ? `● ${count(denied)} denied  ○ ${count(refused)} no room  ■ ${count(granted)} granted` : "nobody asks";
    });
    this._card.show({ sentence: this._sentence(frame), table: this._table(frame) }, day);
  }

  /** @param {Frame} frame */
  _sentence(frame) {
    const denied = frame.doors.reduce((sum, door) => sum + door[1], 0);
    const asked = frame.doors.reduce((sum, [granted, no, refused]) => sum + granted + no + refused, 0);
    if (denied === 0) return `The policy denies nothing in this week; ${count(asked)} ask at these doors.`;
    const most = frame.doors.reduce((best, door, number) => (door[1] > frame.doors[best][1] ? number : best), 0);
    const few = frame.doors.some((door) => { const all = door[0] + door[1] + door[2]; return all > 0 && all < FEW; })
      ? " Where few ask, chance moves the marks." : "";
    return `The policy denies ${count(denied)} of ${count(asked)} who ask, most often “${this._doors[most].title}” ` +
      `(${count(frame.doors[most][1])}).${few}`;
  }

  /** @param {Frame} frame */
  _table(frame) {
    return {
      columns: ["Asked for", "Denied", "No room", "Granted"],
      rows: frame.doors.map(([granted, denied, refused], number) => [this._doors[number].title, denied, refused, granted]),
    };
  }

  _resize() {
    const wide = Math.round(this._figure.clientWidth - 32);
    if (wide === this._wide || wide < 100 || !this._doors.length) return;
    this._build();
    if (this._frame) this.draw(this._frame, this._frames, this._day);
  }

  /** @param {number} share */
  _x(share) {
    return LEFT + 6 + share * (this._wide - LEFT - RIGHT - 12);
  }

  _build() {
    this._wide = Math.max(100, Math.round(this._figure.clientWidth - 32));
    const narrow = this._wide < 520;
    const tall = narrow ? ROW + 18 : ROW;
    this._axis = drawn("text", { x: this._wide - RIGHT, y: 12, "text-anchor": "end" });
    this._rows = this._doors.map(({ title }, number) => {
      const top = 20 + number * tall;
      const y = top + tall - 16;
      return {
        title: drawn("text", { class: "name", x: LEFT, y: top + 14 }, [title]),
        words: drawn("text", narrow ? { x: LEFT, y: top + 30 } : { x: this._wide - RIGHT, y: top + 14, "text-anchor": "end" }),
        ground: drawn("line", { class: "axis", x1: this._x(0), x2: this._x(1), y1: y, y2: y }),
        line: drawn("line", { class: "between", y1: y, y2: y }),
        ring: drawn("circle", { class: "no-room", cy: y, r: 7 }),
        dot: drawn("circle", { class: "denied", cy: y, r: 4 }),
      };
    });
    this._svg.setAttribute("viewBox", `0 0 ${this._wide} ${24 + this._doors.length * tall}`);
    this._svg.replaceChildren(drawn("text", { x: LEFT, y: 12 }, ["0"]), this._axis, ...this._rows.flatMap((row) => Object.values(row)));
  }
}

/** Of every 1,000 who ask. @param {number} part @param {number[]} door */
function rate(part, door) {
  const asked = door[0] + door[1] + door[2];
  return asked ? (1000 * part) / asked : 0;
}
