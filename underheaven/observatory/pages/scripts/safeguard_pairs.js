/**
 * What two safeguards do together: half of a square with a sign in each cell, and the same as a list.
 * @module
 */

import { Card } from "./card.js";
import { element } from "./dom.js";
import * as figures from "./figures.js";

/** @typedef {import("./safeguard_sets.js").Guarded} Guarded */
/** @typedef {{one: string, other: string, sign: "−" | "=" | "+" | "?", said: string, numbers: (number | null)[]}} Pair */

const HOW = "+: two avoid more than the sum of what each avoids alone. −: less than the sum, since both avoid the same harm. =: not told from the sum. Arrow keys go from cell to cell, Enter switches to the pair.";
const CLASSES = { "−": "less", "=": "as", "+": "more", "?": "as" };
const SHOWN = 8;

/** @param {Guarded} found @param {string} harm @returns {Pair[]} */
export function pairsIn(found, harm) {
  const names = Object.keys(found.safeguards);
  const unit = found.measures.find(({ name }) => name === harm)?.unit ?? "";
  let at = 0;
  return names.flatMap((one, number) => names.slice(number + 1).map((other) => {
    const numbers = found.pairs[harm][at++];
    const [mean, low, high] = numbers;
    const sign = mean === null || low === null || high === null ? "?" : high < 0 ? "−" : low > 0 ? "+" : "=";
    const said = sign === "?" ? "not defined" : `${figures.signed(/** @type {number} */ (mean), "")} (${figures.signed(/** @type {number} */ (low), "")} to ${figures.signed(/** @type {number} */ (high), "")}), ${unit}`;
    return { one, other, sign, said, numbers };
  }));
}

export class Pairs {
  /** @param {Guarded} found @param {HTMLElement} figure @param {(set: string[]) => void} choose */
  constructor(found, figure, choose) {
    this._found = found;
    this._choose = choose;
    this._square = element("div", { class: "square" });
    this._list = element("div", { class: "listed" });
    this._card = new Card(figure, "What pairs do together", HOW, element("div", {}, [this._square, this._list]), { picture: false });
    this._square.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => this._move(event));
    for (const kind of ["focusin", "pointerover"]) {
      this._square.addEventListener(kind, (/** @type {Event} */ event) => {
        const said = /** @type {HTMLElement} */ (event.target).closest("button")?.getAttribute("aria-label");
        if (said) this._card.reading.textContent = said;
      });
    }
  }

  /** @param {string} harm @param {string[]} set */
  show(harm, set) {
    const pairs = pairsIn(this._found, harm);
    const names = Object.keys(this._found.safeguards);
    const title = (/** @type {string} */ name) => this._found.safeguards[name].title;
    const focused = document.activeElement?.getAttribute("data-pair");
    const cell = (/** @type {Pair} */ pair) => {
      const made = element("button", {
        type: "button", class: CLASSES[pair.sign], "data-pair": `${pair.one},${pair.other}`, tabindex: "-1",
        "aria-pressed": String(set.join(",") === `${pair.one},${pair.other}`),
        "aria-label": `${pair.sign} ${title(pair.one)} and ${title(pair.other)}, beyond the sum: ${pair.said}`,
      }, [pair.sign]);
      made.addEventListener("click", () => this._choose([pair.one, pair.other]));
      return made;
    };
    const head = element("tr", {}, [element("td"), ...names.slice(0, -1).map((name) => element("th", { scope: "col" }, [element("span", {}, [title(name)])]))]);
    const rows = names.slice(1).map((other, number) => element("tr", {}, [element("th", { scope: "row" }, [title(other)]),
      ...names.slice(0, number + 1).map((one) => element("td", {}, [cell(/** @type {Pair} */ (pairs.find((each) => each.one === one && each.other === other)))]))]));
    this._square.replaceChildren(element("table", { "aria-label": `Pairs in ${harm}` }, [element("thead", {}, [head]), element("tbody", {}, rows)]));
    const again = this._square.querySelector(`[data-pair="${focused}"]`);
    (again ?? this._square.querySelector("button")).setAttribute("tabindex", "0");
    again?.focus();
    this._list.replaceChildren(...this._half(pairs, "+", "Best together", title), ...this._half(pairs, "−", "In each other's way", title));
    const [more, less] = ["+", "−"].map((sign) => pairs.filter((each) => each.sign === sign).length);
    this._card.show({
      sentence: `${harm}: of ${pairs.length} pairs, ${more} avoid more than the sum and ${less} less, by more than chance. About one interval in twenty leaves out 0 by chance alone.`,
      table: { columns: ["First", "Second", "Sign", "Beyond the sum (95 % interval)"], rows: pairs.map(({ one, other, sign, said }) => [title(one), title(other), sign, said]) },
      data: { columns: ["harm", "first", "second", "beyond", "low", "high"], rows: pairs.map(({ one, other, numbers }) => [harm, one, other, ...numbers]) },
    }, harm.replaceAll(" ", "-"));
  }

  /** The strongest pairs of a sign. @param {Pair[]} pairs @param {string} sign @param {string} heading @param {(name: string) => string} title */
  _half(pairs, sign, heading, title) {
    const size = (/** @type {Pair} */ pair) => Math.abs(pair.numbers[0] ?? 0);
    const found = pairs.filter((each) => each.sign === sign).sort((a, b) => size(b) - size(a)).slice(0, SHOWN);
    const rows = found.map((pair) => {
      const button = element("button", { type: "button" }, [`${pair.sign} ${title(pair.one)} and ${title(pair.other)}: ${pair.said}`]);
      button.addEventListener("click", () => this._choose([pair.one, pair.other]));
      return element("li", {}, [button]);
    });
    return [element("h3", {}, [heading]), rows.length ? element("ul", {}, rows) : element("p", {}, ["None by more than chance."])];
  }

  /** Go to the next cell of a row or a column. @param {KeyboardEvent} event */
  _move(event) {
    const [down, across] = /** @type {Record<string, [number, number]>} */ ({ ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] })[event.key] ?? [0, 0];
    const cell = /** @type {HTMLElement} */ (event.target).closest("td");
    if (!cell || (!down && !across)) return;
    event.preventDefault();
    const row = /** @type {HTMLTableRowElement} */ (cell.parentElement);
    const next = /** @type {HTMLTableElement} */ (row.closest("table")).rows[row.rowIndex + down]?.cells[cell.cellIndex + across]?.querySelector("button");
    if (!next) return;
    cell.querySelector("button")?.setAttribute("tabindex", "-1");
    next.setAttribute("tabindex", "0");
    next.focus();
  }
}
