/**
 * One policy as it is read: its parts as elements, all of them text.
 * @module
 */

import { element } from "./dom.js";

/**
 * @typedef {object} Policy
 * @property {string} title
 * @property {string} status
 * @property {string} how_far How far it is documented.
 * @property {string} about
 * @property {string[]} flags
 * @property {string[]} corrections
 * @property {Record<string, [string, string, string][]>} words Heading to rows.
 * @property {[string, string][]} uses Rules of the model with the reason.
 * @property {[string, string][]} leaves_out
 * @property {string} text
 */

/**
 * An entry, and what each of two policies writes there.
 * @typedef {[string, string | null, string | null]} Difference
 */

/**
 * @typedef {object} Policies
 * @property {Record<string, Policy>} policies
 * @property {string[]} carried Those that can be lived here.
 * @property {boolean} compared Whether there is a page that compares two of them.
 * @property {Record<string, Difference[]>} differences By both names, in the order of `policies`.
 */

/** A text with what stands between backticks as code. @param {string} text @returns {(Node | string)[]} */
export const marked = (text) => text.split("`").map((part, number) => (number % 2 ? element("code", {}, [part]) : part));

/**
 * A table of text in a box of its own.
 * @param {string} name @param {string[]} columns @param {(string | Node)[][]} rows
 */
export function table(name, columns, rows) {
  const head = element("thead", {}, [element("tr", {}, columns.map((each) => element("th", { scope: "col" }, [each])))]);
  // A row without a name goes on with the row above it.
  const body = rows.map((row) => element("tr", {}, row.map((each, number) =>
    element(number || !each ? "td" : "th", number || !each ? {} : { scope: "row" }, [each]))));
  return element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": `${name}, table` },
    [element("table", { class: "texts" }, [head, element("tbody", {}, body)])]);
}

/** The file as it was written; the numbers of its lines are drawn by the style. @param {string} text */
export function lines(text) {
  const written = text.replace(/\n$/, "").split("\n");
  return written.flatMap((line) => [element("span", { class: "line" }, [line]), "\n"]);
}

/** What a policy says, in words. @param {Policy} policy @returns {Node[]} */
export const inWords = (policy) => Object.entries(policy.words).flatMap(([heading, rows]) =>
  [element("h4", {}, [heading]), table(heading, ["What", "How it is", "More"], rows)]);

/** What of behaviour it is meant to be lived with, and what not. @param {Policy} policy @returns {Node} */
export function structure(policy) {
  const rows = [...policy.uses.map(([rule, reason]) => [rule, "used", reason]),
    ...policy.leaves_out.map(([rule, reason]) => [rule, "left out", reason])];
  return table("Rules about people", ["Rule", "Is", "Why"], rows);
}

/**
 * The differences of two policies, the first one's side on the left.
 * @param {Policies} all @param {string} one @param {string} other @returns {Difference[]}
 */
export function differences(all, one, other) {
  const found = all.differences[`${one} ${other}`];
  if (found) return found;
  return all.differences[`${other} ${one}`].map(([path, right, left]) => [path, left, right]);
}
