/**
 * Makes the tables that acts are drawn from with the page's own module, out of what files say.
 *
 *     node tests/observatory/considered_in_node.mjs < considered.json
 *
 * Reads a list of what files say, and prints of each the tables, as lists of numbers by name.
 */

import { readFileSync } from "node:fs";

import { tablesOf } from "../../underheaven/observatory/pages/scripts/considered.js";

const told = JSON.parse(readFileSync(0, "utf8"));
const made = told.map((/** @type {any} */ said) =>
  Object.fromEntries(Object.entries(tablesOf(said)).map(([name, table]) => [name, Array.from(table)])),
);
process.stdout.write(JSON.stringify(made));
