/**
 * The worker in which policies are checked and the worlds of edited ones are laid out, by the package's own Python.
 * @module
 */

import { held, same } from "./checker_files.js";
import { checker } from "./python.js";

/** @typedef {import("./checker_files.js").Files} Files */

/**
 * What the page asks for: to begin, with the folder of the files; an answer; or a world, from a shipped one's file and what
 * stands beside it.
 * @typedef {{kind: "begin", folder: string, files: Files} | {kind: "ask", number: number, asked: string}
 *   | {kind: "world", number: number, asked: string, file: Uint8Array, beside: Uint8Array}} Asked
 */

/**
 * What the worker tells: bytes that have come, that Python starts, that it has, an answer, a world or null, or that it
 * failed.
 * @typedef {{kind: "fetched", bytes: number} | {kind: "starting"} | {kind: "ready"}
 *   | {kind: "answer", number: number, answer: string, file: Uint8Array | null} | {kind: "failed", number: number | null, why: string}} Told
 */

const SCRIPT = "pyodide.mjs";
const LIBRARY = "python_stdlib.zip";
const TYPES = { wasm: "application/wasm", zip: "application/zip" };

/** @type {import("./python.js").Python | null} */
let python = null;

/** @param {Told} message */
const tell = (message) => self.postMessage(message);

self.addEventListener("message", ({ data }) => {
  const asked = /** @type {Asked} */ (data);
  const number = asked.kind === "begin" ? null : asked.number;
  const failed = (/** @type {unknown} */ error) => tell({ kind: "failed", number, why: error instanceof Error ? error.message : String(error) });
  if (asked.kind === "begin") {
    begin(asked.folder, asked.files).catch(failed);
    return;
  }
  try {
    if (!python) throw new Error("the checker has not started");
    const [answer, file] = asked.kind === "world" ? python.world(asked.asked, asked.file, asked.beside) : [python.answer(asked.asked), null];
    tell({ kind: "answer", number: asked.number, answer, file });
  } catch (error) {
    failed(error);
  }
});

/** @param {string} folder @param {Files} files */
async function begin(folder, files) {
  let bytes = 0;
  const got = (/** @type {number} */ more) => {
    bytes += more;
    tell({ kind: "fetched", bytes });
  };
  const names = Object.keys(files.runtime);
  const [runtime, archives] = await Promise.all([
    Promise.all(names.map((name) => held(folder, files.runtime[name], got))),
    Promise.all(files.packages.map((file) => held(folder, file, got))),
    Promise.all(files.scripts.map((file) => same(folder, file, got))),
  ]);
  // They are imported by their names, and come from where the browser keeps what was just fetched.
  const module = await import(`${folder}/${SCRIPT}`);
  tell({ kind: "starting" });
  answerFrom(new Map(names.map((name, number) => [name, runtime[number]])));
  python = await checker({ loadPyodide: module.loadPyodide, indexURL: `${folder}/`, stdLibURL: `${folder}/${LIBRARY}`, lock: files.lock }, archives);
  tell({ kind: "ready" });
}

/** From now on files come from what was fetched and held against its hash; nothing else is fetched. @param {Map<string, Uint8Array>} files */
function answerFrom(files) {
  globalThis.fetch = async (asked) => {
    const name = String(asked instanceof Request ? asked.url : asked).split("/").pop() ?? "";
    const bytes = files.get(name);
    if (!bytes) throw new Error(`${name} is not among the files of the checker`);
    files.delete(name);
    const type = TYPES[/** @type {keyof typeof TYPES} */ (name.split(".").pop())];
    return new Response(/** @type {BodyInit} */ (bytes), { headers: { "Content-Type": type } });
  };
}
