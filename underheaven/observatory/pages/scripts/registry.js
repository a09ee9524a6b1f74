/**
 * The registry of evidence: which of its rows are asked for, and what is said of them.
 * @module
 */

import { count, percent } from "./dom.js";

/** @typedef {(string | number)[]} Row */

/**
 * @typedef {object} Registry
 * @property {Record<string, string>} files Name to title.
 * @property {Record<string, string>} tags How sure a number is: its letter or word to what it means.
 * @property {Record<string, string>} mechanisms Name to title.
 * @property {string[]} columns
 * @property {Row[]} rows
 * @property {{name: string, work: string, how: string}[]} works
 */

/** @typedef {{of: string, tag: string, mechanism: string, find: string, page: string}} Asked */

/** Nothing is left out. @type {Asked} */
export const USUAL = { of: "", tag: "", mechanism: "", find: "", page: "1" };
/** Rows of a page of the table. */
export const MOST = 100;

/** Where a column is. @param {Registry} registry @param {string} name */
export const at = (registry, name) => registry.columns.indexOf(name);

/** The rows that all filters let through. @param {Registry} registry @param {Asked} asked @returns {Row[]} */
export function asked(registry, { of, tag, mechanism, find }) {
  const [file, letter, used] = ["file", "tag", "mechanism"].map((name) => at(registry, name));
  const words = find.toLowerCase().split(/\s+/).filter(Boolean);
  return registry.rows.filter((row) => {
    if ((of && row[file] !== of) || (tag && row[letter] !== tag) || (mechanism && row[used] !== mechanism)) return false;
    const text = words.length ? row.join(" ").toLowerCase() : "";
    return words.every((word) => text.includes(word));
  });
}

/** How many of the numbers are assumed. @param {Registry} registry @param {Row[]} rows */
export function sentence(registry, rows) {
  const [many, letter] = ["many", "tag"].map((name) => at(registry, name));
  const sum = (/** @type {Row[]} */ some) => some.reduce((total, row) => total + Number(row[many]), 0);
  const [all, assumed] = [sum(rows), sum(rows.filter((row) => row[letter] === "assumed"))];
  return `${count(assumed)} of ${count(all)} ${all === 1 ? "number is" : "numbers are"} assumed (${percent(assumed, all)}). ` +
    `${count(rows.length)} of ${count(registry.rows.length)} rows are chosen; numbers that share an origin stand in one row.`;
}

/** What is filtered by, in words. @param {Registry} registry @param {Asked} of @returns {string} */
export function filters(registry, { of, tag, mechanism, find }) {
  const parts = [of && `file ${of}`, tag && `how sure: ${registry.tags[tag]}`,
    mechanism && `used in: ${registry.mechanisms[mechanism]}`, find && `text “${find}”`];
  return parts.filter(Boolean).join("; ");
}
