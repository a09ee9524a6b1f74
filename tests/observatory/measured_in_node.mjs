/**
 * Lives a world of the site in node, with the page's own modules, and tells every measure of it.
 *
 *     node tests/observatory/measured_in_node.mjs out/site/data/m3 riverton article-2019-2020 article-2019-measures 20000 1
 *
 * Prints one line of JSON: what a comparison has of the run, and of each measure its values with their intervals, over
 * the whole run and in its last year.
 */

import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

import { opened } from "../../underheaven/observatory/pages/scripts/carried.js";
import { Gathering, together } from "../../underheaven/observatory/pages/scripts/gathered.js";
import { runOf } from "../../underheaven/observatory/pages/scripts/harms.js";
import { Measures } from "../../underheaven/observatory/pages/scripts/measures.js";
import { seedOf } from "../../underheaven/observatory/pages/scripts/seeds.js";
import { World } from "../../underheaven/observatory/pages/scripts/world.js";

const [data, society, file, measures, citizens, seed] = process.argv.slice(2);
const read = (/** @type {string} */ name) => new Uint8Array(gunzipSync(readFileSync(`${data}/${name}.gz`)));
const { said: plan, bytes } = opened(read(`${society}/${file}`));
const said = JSON.parse(new TextDecoder().decode(read(`${society}/${measures}`)));
const another = Number(seed) === plan.seed ? null : seedOf(read(`${society}/seeds`), Number(seed));
const world = new World(new WebAssembly.Module(read("kernel.wasm")), { plan, bytes }, Number(citizens), another);
const gathering = new Gathering(world);
const years = [];
while (!world.over) {
  const year = gathering.next();
  if (year) years.push(year);
}
const of = (/** @type {import("../../underheaven/observatory/pages/scripts/gathered.js").Gathered[]} */ those) => {
  const measured = new Measures(said, together(those));
  return Object.fromEntries(said.measures.map((/** @type {any} */ each) => [each.name, measured.measured(each)]));
};
const found = { run: runOf(said, years, world.digest()), whole: of(years), last: of(years.slice(-1)) };
process.stdout.write(`${JSON.stringify(found)}\n`);
