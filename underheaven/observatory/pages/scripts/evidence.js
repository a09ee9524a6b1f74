/**
 * The page of the evidence: every number, where it comes from, and filters that stand in the address.
 * @module
 */

import { breakable, byId, count, element } from "./dom.js";
import { fragmentOf, pairsOf, skipping, toAddress } from "./fragment.js";
import { inflated, why } from "./inflated.js";
import { readKeys } from "./read_keys.js";
import { MOST, USUAL, asked, at, filters, sentence } from "./registry.js";
import { csvOf, save } from "./saving.js";

/** @typedef {import("./registry.js").Registry} Registry */
/** @typedef {import("./registry.js").Asked} Asked */
/** @typedef {import("./registry.js").Row} Row */

/** What a column is called, in the order of the table. @type {[string, string][]} */
const SHOWN = [["number", "Number"], ["file", "File"], ["value", "Value"], ["unit", "Unit"], ["range", "Range"],
  ["tag", "How sure"], ["source", "Where from"], ["mechanism", "Used in"]];

class Evidence {
  /** @param {Registry} registry */
  constructor(registry) {
    this._registry = registry;
    this._state = this._read();
    this._fill("of", Object.entries(registry.files).map(([name, title]) => [name, `${name}: ${title}`]));
    this._fill("tag", Object.entries(registry.tags).filter(([tag]) => registry.rows.some((row) => row[at(registry, "tag")] === tag)));
    this._fill("mechanism", Object.entries(registry.mechanisms));
    byId("works").replaceChildren(...registry.works.map(({ name, work, how }) =>
      element("li", {}, [element("strong", {}, [`${name}: `]), `${work} (${how}).`])));
    this._show();
  }

  /** @returns {Asked} */
  _read() {
    const { state, amiss } = pairsOf(location.hash, USUAL);
    const { files, tags, mechanisms } = this._registry;
    for (const [key, known] of /** @type {[keyof Asked, {}][]} */ ([["of", files], ["tag", tags], ["mechanism", mechanisms]])) {
      if (!state[key] || Object.hasOwn(known, state[key])) continue;
      amiss.push(`${key}=${state[key]} is not known here: all are shown`);
      state[key] = "";
    }
    byId("trouble").textContent = amiss.length ? `In the address: ${amiss.join("; ")}.` : "";
    byId("trouble").hidden = !amiss.length;
    return state;
  }

  /** @param {string} name @param {[string, string][]} options */
  _fill(name, options) {
    const all = /** @type {[string, string]} */ (["", "all"]);
    this._field(name).replaceChildren(...[all, ...options].map(([value, text]) => element("option", { value }, [text])));
  }

  /** @param {string} name */
  _field(name) {
    return byId("filters").elements.namedItem(name);
  }

  /** Another choice; a text that is typed is no step that one goes back by. @param {Partial<Asked>} changed @param {boolean} pushes */
  choose(changed, pushes) {
    this._state = { ...this._state, page: "1", ...changed };
    toAddress(fragmentOf(this._state, USUAL), pushes);
    this._show();
  }

  /** The address is another one. */
  again() {
    this._state = this._read();
    this._show();
  }

  /** @param {number} by */
  turn(by) {
    this.choose({ page: String(this._page() + by) }, true);
    byId("numbers").scrollIntoView();
  }

  /** @returns {Row[]} */
  _rows() {
    return asked(this._registry, this._state);
  }

  _page() {
    const last = Math.max(1, Math.ceil(this._rows().length / MOST));
    return Math.min(last, Math.max(1, Math.trunc(Number(this._state.page)) || 1));
  }

  _show() {
    for (const name of ["of", "tag", "mechanism", "find"]) {
      const field = this._field(name);
      const value = this._state[/** @type {keyof Asked} */ (name)];
      if (field.value !== value) field.value = value;
    }
    const [rows, page] = [this._rows(), this._page()];
    byId("assumed").textContent = rows.length ? sentence(this._registry, rows)
      : `No number fits these filters: ${filters(this._registry, this._state)}. Take one of them away.`;
    byId("numbers").hidden = byId("turning").hidden = !rows.length;
    byId("page").textContent = `Rows ${count((page - 1) * MOST + 1)} to ${count(Math.min(page * MOST, rows.length))} of ${count(rows.length)}`;
    byId("before").disabled = page === 1;
    byId("after").disabled = page * MOST >= rows.length;
    byId("rows").replaceChildren(...rows.slice((page - 1) * MOST, page * MOST).map((row) => element("tr", {}, this._cells(row).map((text, number) =>
      number ? element("td", {}, [text]) : element("th", { scope: "row" }, breakable(text))))));
  }

  /** What the table has of a row. @param {Row} row @returns {string[]} */
  _cells(row) {
    return SHOWN.map(([column]) => {
      const said = String(row[at(this._registry, column)]);
      if (column === "tag") return this._registry.tags[said];
      return column === "mechanism" ? this._registry.mechanisms[said] : said;
    });
  }

  /** @param {string} ending */
  save(ending) {
    const rows = this._rows().map((row) => this._cells(row));
    const columns = SHOWN.map(([, title]) => title);
    if (ending === "csv") save("evidence.csv", "text/csv", csvOf(columns, rows));
    else save("evidence.json", "application/json", JSON.stringify({ filters: filters(this._registry, this._state), columns, rows }));
  }
}

async function begin() {
  byId("head").replaceChildren(...SHOWN.map(([, title]) => element("th", { scope: "col" }, [title])));
  const page = new Evidence(await inflated("../data/evidence.gz"));
  byId("without").hidden = true;
  byId("filters").hidden = byId("saving").hidden = byId("cited").hidden = false;
  byId("filters").addEventListener("submit", (/** @type {Event} */ event) => event.preventDefault());
  byId("filters").addEventListener("change", (/** @type {Event} */ event) => {
    const { name, value } = /** @type {HTMLSelectElement} */ (event.target);
    if (name !== "find") page.choose({ [name]: value }, true);
  });
  byId("find").addEventListener("input", () => page.choose({ find: byId("find").value }, false));
  byId("none").addEventListener("click", () => page.choose(USUAL, true));
  byId("before").addEventListener("click", () => page.turn(-1));
  byId("after").addEventListener("click", () => page.turn(1));
  for (const ending of ["csv", "json"]) byId(ending).addEventListener("click", () => page.save(ending));
  addEventListener("popstate", () => page.again());
  skipping();
}

begin().catch((error) => {
  byId("trouble").textContent = why(error);
  byId("trouble").hidden = false;
});
readKeys();
