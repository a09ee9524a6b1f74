/**
 * What is said of an event, from the tree that the package carries: its words stand nowhere else.
 * @module
 */

import { count } from "./dom.js";
import { number, percent, signed } from "./written_numbers.js";

/** @typedef {import("./reading.js").Event} Event */
/** @typedef {{by: string, of: Record<string, number>}} Branch */

const OTHER = "*";
/** Chances are written after so many parts. */
const PARTS = 1e6;

/**
 * The leaf of a tree to which an event's fields lead.
 * @param {(Branch | any)[]} tree The last is its root. @param {Event} event @returns {any}
 */
export function leaf(tree, event) {
  let at = tree[tree.length - 1];
  while (typeof at === "object") at = tree[at.of[answer(event[at.by], at.of)]];
  return at;
}

/** @param {any} value @param {Record<string, number>} of */
function answer(value, of) {
  const text = Array.isArray(value) ? (value.length ? OTHER : "") : String(value);
  if (text in of) return text;
  const [sort] = text.split(".");
  return sort in of && sort !== "" ? sort : OTHER;
}

/**
 * A phrase with its places filled.
 * @param {string} phrase @param {Event} event @param {Record<string, Record<string, string>>} titles
 */
export function filled(phrase, event, titles) {
  return phrase.replace(/\{(?:(\w+):)?(\w+)\}/g, (_, sort, field) => {
    const value = field === "aim" ? event.aim.slice(event.aim.indexOf(".") + 1) : event[field];
    if (sort in WRITTEN) return WRITTEN[sort](value);
    if (sort) return listed((Array.isArray(value) ? value : value.split(", ")).map((/** @type {string} */ name) => titles[sort][name] ?? name));
    return field === "source" ? value.replace(/[_-]/g, " ") : String(value);
  });
}

/** `a, b and c`. @param {string[]} parts */
function listed(parts) {
  return parts.length > 1 ? `${parts.slice(0, -1).join(", ")} and ${parts[parts.length - 1]}` : parts[0];
}

/** @type {Record<string, (value: number) => string>} */
const WRITTEN = { count, signed, number, percent: (value) => percent(Math.round(value * PARTS) / PARTS) };
