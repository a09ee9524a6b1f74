/**
 * The frame of a picture: its name, how to read it, its sentence, what is pointed at, its table and its data.
 * @module
 */

import { element } from "./dom.js";
import { csvOf, save } from "./saving.js";

/**
 * A table: names of the columns, and rows of text and numbers.
 * @typedef {{columns: string[], rows: (string | number)[][]}} Table
 */

/**
 * What a picture shows of a frame; data with more figures than the table, where there are such.
 * @typedef {{sentence: string, table: Table, data?: {columns: string[], rows: (string | number | null)[][]}}} Shown
 */

/** What the data of the page's pictures are of, by names of columns: such as a policy that the address changes. @type {Record<string, string>} */
let of = {};

/** Say what the data of the page's pictures are of, beside what they show. @param {Record<string, string>} said */
export function dataAreOf(said) {
  of = said;
}

export class Card {
  /**
   * @param {HTMLElement} figure @param {string} title @param {string} how @param {Element} picture
   * @param {{picture?: boolean}} [is] Whether the picture is one image; if not, its words are read as they stand.
   */
  constructor(figure, title, how, picture, is = { picture: true }) {
    this._name = figure.id;
    this._title = title;
    const [titleId, sentenceId] = [`${figure.id}-title`, `${figure.id}-sentence`];
    this._sentence = element("p", { class: "sentence", id: sentenceId });
    this.reading = element("p", { class: "reading" });
    this._table = element("table");
    this._details = element("details", {}, [element("summary", {}, ["Table"]),
      element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": `${title}, table` }, [this._table])]);
    this._details.addEventListener("toggle", () => this._fill());
    const csv = element("button", { type: "button" }, ["Data (CSV)"]);
    const json = element("button", { type: "button" }, ["Data (JSON)"]);
    csv.addEventListener("click", () => this._save("csv", "text/csv", this._csv()));
    json.addEventListener("click", () => this._save("json", "application/json", this._json()));
    picture.classList.add("picture");
    if (is.picture) {
      picture.setAttribute("role", "img");
      picture.setAttribute("aria-labelledby", titleId);
      picture.setAttribute("aria-describedby", sentenceId);
    }
    figure.setAttribute("aria-labelledby", titleId);
    figure.replaceChildren(
      element("figcaption", {}, [element("h2", { id: titleId }, [title]), element("p", {}, [how])]),
      picture, this.reading, this._sentence,
      element("div", { class: "actions" }, [csv, json]), this._details);
    /** @type {Shown | null} */
    this._shown = null;
    this._day = "";
  }

  /** @param {Shown} shown @param {string} day */
  show(shown, day) {
    this._shown = shown;
    this._day = day;
    this._sentence.textContent = shown.sentence;
    if (this._details.open) this._fill();
  }

  _fill() {
    if (!this._shown || !this._details.open) return;
    const { columns, rows } = this._shown.table;
    const head = element("thead", {}, [element("tr", {}, columns.map((each) => element("th", { scope: "col" }, [each])))]);
    const body = element("tbody", {}, rows.map((row) => element("tr", {}, row.map((each, number) =>
      element(number ? "td" : "th", number ? {} : { scope: "row" }, [String(each)])))));
    this._table.replaceChildren(element("caption", {}, [`${this._title}, ${this._day}`]), head, body);
  }

  /** @returns {string} */
  _csv() {
    const { columns, rows } = this._data();
    return csvOf([...columns, ...Object.keys(of)], rows.map((row) => [...row, ...Object.values(of)]));
  }

  /** @returns {string} */
  _json() {
    return JSON.stringify({ title: this._title, synthetic: true, day: this._day, sentence: this._shown?.sentence ?? "",
      ...(Object.keys(of).length ? { of } : {}), ...this._data() });
  }

  _data() {
    return this._shown?.data ?? this._shown?.table ?? { columns: [], rows: [] };
  }

  /** @param {string} ending @param {string} type @param {string} text */
  _save(ending, type, text) {
    if (!this._shown) return;
    save(`${this._name}-${this._day}.${ending}`, type, text);
  }
}
