/**
 * Answers questions of an editor in node, by the Python that the page starts, from the site's own files.
 *
 *     node tests/observatory/checked_in_node.mjs out/site/data node_modules/pyodide library.zip questions
 *
 * `library.zip` is written on the way: node's Pyodide reads it from a file. A question and its answer are lines of JSON.
 */

import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";

import { checker } from "../../underheaven/observatory/pages/scripts/python.js";

const [data, pyodide, library, questions] = process.argv.slice(2);
const { files } = JSON.parse(readFileSync(`${data}/editor.json`, "utf8"));
const read = (/** @type {{name: string}} */ { name }) => new Uint8Array(gunzipSync(readFileSync(`${data}/editor/${name}`)));
writeFileSync(library, read(files.runtime["python_stdlib.zip"]));
const { loadPyodide } = await import(pathToFileURL(`${pyodide}/pyodide.mjs`).href);
const runtime = { loadPyodide, indexURL: `${pyodide}/`, stdLibURL: library, lock: files.lock };
const { answer } = await checker(runtime, files.packages.map(read));
for (const question of readFileSync(questions, "utf8").split("\n").filter(Boolean)) process.stdout.write(`${answer(question)}\n`);
