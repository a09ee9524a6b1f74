/**
 * A field for a long text, with the numbers of its lines beside it, and places in it that are marked and gone to.
 * @module
 */

import { element } from "./dom.js";

/** What the checker takes for the end of a line. */
const BREAK = /\r\n|[\n\r\x85\u2028\u2029]/g;
const ABOVE = 3;

/**
 * From where to where a word stands, by its line and its column from 1; columns are counted in characters.
 * @param {string} text @param {number} line @param {number} column @returns {[number, number]}
 */
export function placeOf(text, line, column) {
  let start = 0;
  for (let number = 1; number < line; number += 1) {
    BREAK.lastIndex = start;
    const found = BREAK.exec(text);
    if (!found) break;
    start = found.index + found[0].length;
  }
  BREAK.lastIndex = start;
  const end = BREAK.exec(text)?.index ?? text.length;
  const written = [...text.slice(start, end)];
  const at = start + written.slice(0, column - 1).join("").length;
  const word = /^[^\s:,{}[\]]+|^./u.exec(text.slice(at, end));
  return [Math.min(at, end), Math.min(at, end) + (word ? word[0].length : 0)];
}

export class TextField {
  /** @param {HTMLTextAreaElement} field @param {HTMLElement} numbers */
  constructor(field, numbers) {
    this._field = field;
    this._numbers = numbers;
    field.addEventListener("scroll", () => { numbers.scrollTop = field.scrollTop; });
  }

  /** @param {string} text Where it is another, all of it is put in. @param {number[]} lines Those with a problem. */
  show(text, lines) {
    if (this._field.value !== text) this._field.value = text;
    this._field.setAttribute("aria-invalid", String(lines.length > 0));
    const count = text.split(BREAK).length;
    const marked = new Set(lines);
    this._numbers.replaceChildren(...Array.from({ length: count }, (_, number) =>
      element("span", marked.has(number + 1) ? { class: "marked" } : {}, [`${marked.has(number + 1) ? "▸ " : ""}${number + 1}\n`])));
    this._numbers.scrollTop = this._field.scrollTop;
  }

  /** Go to a place, and select the word that stands there. @param {number} line @param {number} column */
  go(line, column) {
    const field = this._field;
    field.focus();
    field.setSelectionRange(...placeOf(field.value, line, column));
    const height = field.scrollHeight / Math.max(1, this._numbers.childElementCount);
    field.scrollTop = Math.max(0, (line - ABOVE) * height);
    field.scrollLeft = 0;
  }
}
