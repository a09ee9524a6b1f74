/**
 * The measures of an audit in the order of the package's subjects, and the contents beside them.
 * @module
 */

import { intervalOf } from "./audit_categories.js";
import { byId, element } from "./dom.js";
import * as figures from "./figures.js";

/** @typedef {import("./audited.js").Measure} Measure */
/** @typedef {{title: string, measures: string[]}} Section */
/** @typedef {{why: string, numbers: {name: string, definition: string}[]}} Elsewhere */

const COLUMNS = ["Measure", "Value", "95 % interval"];
const FEW_KINDS = 6;

/** Contents: a list of buttons, and the same as a chooser where there is little room. */
export function fillContents() {
  const sections = [...document.querySelectorAll("main [data-contents]:not([hidden])")];
  const titleOf = (/** @type {Element} */ each) => String(each.getAttribute("data-contents"));
  byId("rail").replaceChildren(...sections.map((each) => {
    const button = element("button", { type: "button" }, [titleOf(each)]);
    button.addEventListener("click", () => goTo(each.id));
    return element("li", {}, [button]);
  }));
  byId("contents").replaceChildren(element("option", { value: "" }, ["Choose a part"]),
    ...sections.map((each) => element("option", { value: each.id }, [titleOf(each)])));
}

/** Go to a part without touching the address, which is the state. @param {string} id */
export function goTo(id) {
  byId(id).scrollIntoView();
  byId(id).focus({ preventScroll: true });
}

/**
 * @param {Section[]} sections @param {Measure[]} measures Empty before they are known.
 * @param {(name: string) => void} choose Shows a measure by category.
 */
export function fillSections(sections, measures, choose) {
  const known = new Map(measures.map((each) => [each.name, each]));
  byId("sections").replaceChildren(...sections.map(({ title, measures: names }, at) => {
    const all = names.flatMap((name) => known.get(name) ?? []);
    const plain = all.filter(({ name }) => !name.includes("."));
    const kinds = all.filter(({ name }) => name.includes("."));
    const folded = plain.length > 0 && kinds.length > FEW_KINDS;
    const id = `part-${at}`;
    return element("section", { id, tabindex: "-1", "aria-labelledby": `${id}-title`, "data-contents": title }, [
      element("h2", { id: `${id}-title` }, [title]),
      ...(all.length ? [] : [element("p", {}, [`${names.length} ${names.length === 1 ? "measure" : "measures"}, when the last week is lived.`])]),
      ...tabled(folded ? plain : all, title, choose),
      ...(folded ? [element("details", {}, [element("summary", {}, [`${title}, kind by kind: ${kinds.length} more`]), ...tabled(kinds, `${title}, kind by kind`, choose)])] : []),
    ]);
  }));
}

/** @param {Measure[]} measures @param {string} title @param {(name: string) => void} choose */
function tabled(measures, title, choose) {
  if (!measures.length) return [];
  return [element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": `${title}, table` }, [element("table", { class: "measures" }, [
    element("thead", {}, [element("tr", {}, COLUMNS.map((each) => element("th", { scope: "col" }, [each])))]),
    element("tbody", {}, measures.map((each) => lineOf(each, choose))),
  ])])];
}

/** @param {Measure} measure @param {(name: string) => void} choose */
function lineOf({ name, title, unit, definition, measured: { everyone } }, choose) {
  const button = element("button", { type: "button" }, ["Category by category"]);
  button.addEventListener("click", () => choose(name));
  return element("tr", { "data-measure": name }, [
    element("th", { scope: "row" }, [
      element("details", {}, [element("summary", {}, [title]), element("p", {}, [definition]), button]),
      element("span", { class: "unit" }, [figures.inWords(unit)]),
    ]),
    element("td", {}, [figures.kept(figures.value(everyone.value, unit))]),
    element("td", {}, [figures.kept(intervalOf(everyone, unit))]),
  ]);
}

/** What only the command computes, and why. @param {Elsewhere[]} elsewhere */
export function fillElsewhere(elsewhere) {
  byId("elsewhere-list").replaceChildren(...elsewhere.map(({ why, numbers }) => element("li", {}, [
    element("details", {}, [
      element("summary", {}, [`${why[0].toUpperCase()}${why.slice(1)}: ${numbers.length} ${numbers.length === 1 ? "number" : "numbers"}`]),
      element("dl", {}, numbers.flatMap(({ name, definition }) => [element("dt", {}, [name]), element("dd", {}, [definition])])),
    ]),
  ])));
}
