/**
 * Makes the worlds of reforms in node, by the Python that the page starts, and lives them with the page's modules.
 *
 *     node tests/observatory/reformed_in_node.mjs out/site/data node_modules/pyodide library.zip DATA/riverton/none-2020 2000 words
 *
 * DATA is the site's folder of this version of the model, and `library.zip` is written on the way. Each line of `words` has
 * a reform's word and, behind blanks, what is wanted beside its world (`measures`, `audit`, `life`) and of what it is made: beside
 * the file of the world lies the shipped policy's. For each line one of JSON is printed: what is told of it, and the digest of its world or null.
 */

import { readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";

import { opened } from "../../underheaven/observatory/pages/scripts/carried.js";
import { checker } from "../../underheaven/observatory/pages/scripts/python.js";
import { World } from "../../underheaven/observatory/pages/scripts/world.js";

const [data, pyodide, library, file, citizens, words] = process.argv.slice(2);
const inflated = (/** @type {string} */ name) => new Uint8Array(gunzipSync(readFileSync(name)));
const { files } = JSON.parse(readFileSync(`${data}/editor.json`, "utf8"));
const read = (/** @type {{name: string}} */ { name }) => inflated(`${data}/editor/${name}`);
writeFileSync(library, read(files.runtime["python_stdlib.zip"]));
const { loadPyodide } = await import(pathToFileURL(`${pyodide}/pyodide.mjs`).href);
const runtime = { loadPyodide, indexURL: `${pyodide}/`, stdLibURL: library, lock: files.lock };
const python = await checker(runtime, files.packages.map(read));
const kernels = new WebAssembly.Module(inflated(`${dirname(dirname(file))}/kernel.wasm.gz`));
const shipped = inflated(`${file}.gz`);
for (const line of readFileSync(words, "utf8").split("\n").filter(Boolean)) {
  const [word, beside = "", madeOf = ""] = line.split(" ");
  const other = madeOf ? inflated(`${file}-${madeOf}.gz`) : new Uint8Array();
  const [told, made] = python.world(JSON.stringify({ word, citizens: Number(citizens), beside }), shipped, other);
  let digest = null;
  if (made) {
    const { said: plan, bytes } = opened(made);
    const world = new World(kernels, { plan, bytes }, Number(citizens));
    while (!world.over) world.live();
    digest = world.digest();
  }
  process.stdout.write(`${JSON.stringify({ told: JSON.parse(told), digest })}\n`);
}
