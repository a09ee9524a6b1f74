/**
 * Files that are made in the page: a table as CSV, and whatever is saved.
 * @module
 */

/** A spreadsheet may part cells at these signs too. */
const NEXT_IN_CELL = /([;\t]"?)(?=[=+\-@])/g;
const FORMULA = /^\s*[=+\-@]/;
const NUMBER = /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** A cell; a text that a spreadsheet would compute has an apostrophe before it. @param {string | number | null} each */
function cell(each) {
  if (typeof each !== "string") return each ?? "";
  const guarded = (FORMULA.test(each) ? `'${each}` : each).replace(NEXT_IN_CELL, "$1'");
  const safe = NUMBER.test(each) ? each : guarded;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** @param {string[]} columns @param {(string | number | null)[][]} rows */
export const csvOf = (columns, rows) => [columns, ...rows].map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";

/** Save a text as a file. @param {string} name @param {string} type @param {string} text */
export function save(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
