/**
 * Lives a world of the site in node, with the page's own modules.
 *
 *     node tools/site_world.mjs out/site/data/m3 riverton article-2019-2020 20000 1
 *
 * Prints one line of JSON: the digest, the room of a community's ledger at the end, every frame, and of each step the
 * adults in the scheme and those in error as the kernel counts them.
 */

import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

import { opened } from "../underheaven/observatory/pages/scripts/carried.js";
import { Frames } from "../underheaven/observatory/pages/scripts/frames.js";
import { seedOf } from "../underheaven/observatory/pages/scripts/seeds.js";
import { World } from "../underheaven/observatory/pages/scripts/world.js";

const [data, society, file, citizens, seed] = process.argv.slice(2);
const read = (/** @type {string} */ name) => new Uint8Array(gunzipSync(readFileSync(`${data}/${name}.gz`)));
const { said: plan, bytes } = opened(read(`${society}/${file}`));
const another = Number(seed) === plan.seed ? null : seedOf(read(`${society}/seeds`), Number(seed));
const kernels = new WebAssembly.Module(read("kernel.wasm"));
const world = new World(kernels, { plan, bytes }, Number(citizens), another);
const counted = new Frames(world);
const frames = [];
const kernel = [];
while (!world.over) {
  frames.push(counted.next());
  const scores = world.arrays.view("living.sums.histogram");
  const tallies = world.arrays.view("living.sums.tallies");
  const column = plan.columns.indexOf("person.any_in_error");
  let inError = 0;
  for (let at = column; at < tallies.length; at += plan.columns.length) inError += Number(tallies[at]);
  kernel.push([scores.reduce((sum, each) => sum + Number(each), 0), inError]);
}
process.stdout.write(`${JSON.stringify({ digest: world.digest(), begins: counted.begins, room: world.arrays.lengths.room, frames, kernel })}\n`);
