/**
 * Who checks policies for a page: a worker that is started when it is first asked, or the server that sent the page.
 * @module
 */

import { started } from "./folder.js";

/** @typedef {import("./checker_files.js").Files} Files */

/** A problem, with its place in the text; `said` is the command's line. @typedef {{what: string, why: string, remedy: string, where: string, line: number, column: number, said: string}} Problem */

/**
 * What is said of a policy without problems.
 * @typedef {{name: string, title: string, base: string, differences: [string[], string | null, string | null][],
 *   reform: string | null, python: string | null, word: string | null, moves: string[]}} Edited
 */

/**
 * @typedef {{problems: Problem[], boundary: boolean, stopped: boolean, warnings: string[], without_effect: Problem[],
 *   without_evidence: string[], policy: Edited | null}} Checked
 */

/** Longer, and it is ended: a wrong hash or a missing word in the policy of content would hang it in silence. */
const START_MS = 180_000;
const ANSWER_MS = 60_000;
const WORLD_MS = 180_000;

class InWorker {
  where = "It works in this browser, and nothing you write leaves it.";

  /** @param {Files} files @param {string} folder @param {(words: string) => void} say */
  constructor(files, folder, say) {
    this._files = files;
    this._folder = folder;
    this._say = say;
    /** @type {Worker | null} */
    this._worker = null;
    /** @type {Promise<void> | null} */
    this._ready = null;
    this._number = 0;
    /** @type {Map<number | null, {done: (answer: any) => void, failed: (why: Error) => void}>} */
    this._waiting = new Map();
  }

  /** @param {object} asked @returns {Promise<any>} */
  async ask(asked) {
    return (await this._post({ kind: "ask" }, asked, ANSWER_MS)).told;
  }

  /**
   * What is told of the reform in an address, and the inflated file of its world; null where it cannot be lived.
   * @param {object} asked @param {Uint8Array} file The inflated one of a shipped policy. @param {Uint8Array} beside What stands beside it, if
   *   that is asked for. @returns {Promise<{told: any, file: Uint8Array | null}>}
   */
  async world(asked, file, beside) {
    return this._post({ kind: "world", file, beside }, asked, WORLD_MS);
  }

  /** @param {object} what @param {object} asked @param {number} limit @returns {Promise<{told: any, file: Uint8Array | null}>} */
  async _post(what, asked, limit) {
    this._ready ??= this._within(START_MS, null, () => this._begin());
    await this._ready;
    if (limit === WORLD_MS) this._say("Making the world of the edited policy");
    this._number += 1;
    const number = this._number;
    return this._within(limit, number, () => this._worker?.postMessage({ ...what, number, asked: JSON.stringify(asked) }));
  }

  /** @param {number} limit @param {number | null} number @param {() => void} act @returns {Promise<any>} */
  async _within(limit, number, act) {
    let clock = 0;
    try {
      return await new Promise((done, failed) => {
        this._waiting.set(number, { done, failed });
        clock = setTimeout(() => this._end(new Error(`the checker did not answer within ${limit / 1000} seconds`)), limit);
        act();
      });
    } finally {
      clearTimeout(clock);
      this._waiting.delete(number);
    }
  }

  _begin() {
    this._worker = started("checker_worker.js");
    this._worker.addEventListener("message", ({ data }) => this._hear(data));
    this._worker.addEventListener("error", () => this._end(new Error("the worker of the checker could not be started")));
    this._worker.postMessage({ kind: "begin", folder: this._folder, files: this._files });
    this._fetched(0);
  }

  /** @param {number} bytes */
  _fetched(bytes) {
    const millions = (/** @type {number} */ each) => (each / 1e6).toFixed(1);
    this._say(`Fetching the checker: ${millions(bytes)} of ${millions(this._files.bytes)} MB, from this site, once`);
  }

  /** @param {import("./checker_worker.js").Told} told */
  _hear(told) {
    if (told.kind === "fetched") this._fetched(told.bytes);
    else if (told.kind === "starting") this._say("Starting the checker in this browser");
    else if (told.kind === "ready") this._waiting.get(null)?.done(undefined);
    else if (told.kind === "answer") this._waiting.get(told.number)?.done({ told: JSON.parse(told.answer), file: told.file });
    else if (told.number === null) this._end(new Error(told.why));
    else this._waiting.get(told.number)?.failed(new Error(told.why));
  }

  /** End the worker; the next question starts another. @param {Error} why */
  _end(why) {
    this._worker?.terminate();
    this._worker = this._ready = null;
    for (const { failed } of this._waiting.values()) failed(why);
  }
}

class Served {
  where = "The program that serves this page checks what you write, and forgets it.";

  /** @param {string} address */
  constructor(address) {
    this._address = address;
  }

  /** @param {object} asked @returns {Promise<any>} */
  async ask(asked) {
    const answer = await fetch(this._address, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(asked) });
    const said = await answer.json();
    if (!answer.ok) throw new Error(`${said.error.what}: ${said.error.why}`);
    return said;
  }
}

/**
 * Who answers; `where` is a sentence that says where. Only one in this browser makes worlds.
 * @typedef {{ask: (asked: object) => Promise<any>, where: string, world?: InWorker["world"]}} Checker
 */

/**
 * Who checks here; null where this copy of the site has no editor.
 * @param {(words: string) => void} say Told what is fetched. @returns {Promise<{checker: Checker, societies: string[]} | null>}
 */
export async function checkerHere(say) {
  const folder = new URL("../data/editor", import.meta.url).href;
  const answer = await fetch(`${folder}.json`);
  if (!answer.ok) throw new Error(`editor.json could not be fetched (${answer.status})`);
  const { served, files, societies } = await answer.json();
  if (served) return { checker: new Served(new URL("../checks", import.meta.url).href), societies };
  return files ? { checker: new InWorker(files, folder, say), societies } : null;
}
