/**
 * The editor of a policy: its text, what a check finds in it, its difference to the one it began as, and its address.
 * @module
 */

import { checkerHere } from "./checker.js";
import { byId, element } from "./dom.js";
import { inShort, saveYaml, showDifferences, showProblems } from "./editor_found.js";
import { showLive } from "./editor_live.js";
import { Steps } from "./editor_steps.js";
import { TextField } from "./text_field.js";

/** @typedef {{p: string, society: string, r: string}} State */
/** @typedef {import("./checker.js").Checked} Checked */

const REST_MS = 250;
/** Of a file that is opened; the checker says that it is too large. */
const MOST_LETTERS = 200_001;

export class Editor {
  /** @param {(name: string) => string} textOf A shipped policy's text. @param {(state: Partial<State>) => void} keep Into the address. */
  constructor(textOf, keep) {
    this._textOf = textOf;
    this._keep = keep;
    /** @type {State} */
    this._state = { p: "", society: "", r: "" };
    this._steps = new Steps("");
    this._field = new TextField(byId("edited"), byId("edited-lines"));
    /** @type {import("./checker.js").Checker | null} */
    this._checker = null;
    /** @type {Checked | null} */
    this._found = null;
    /** What the check was of. */
    this._of = "";
    /** The first is usual, and stands in no address. @type {string[]} */
    this._societies = [];
    this._clock = 0;
    this._busy = this._again = false;
    this._listen();
    this._ready = this._begin();
  }

  async _begin() {
    const here = await checkerHere((words) => this._say(words));
    byId("edited").disabled = byId("editor-buttons").hidden = !here;
    if (!here) {
      this._say("The editor is no part of this copy of the site. Save the file as it is written, edit it, and check it with the command underheaven check policy.yaml.");
      return;
    }
    this._checker = here.checker;
    byId("edited-where").textContent = here.checker.where;
    this._societies = here.societies;
    byId("edited-society").replaceChildren(...here.societies.map((name) => element("option", { value: name }, [name])));
  }

  /** The society that a policy is held against. */
  get _society() {
    const { society } = this._state;
    return this._societies.includes(society) ? society : this._societies[0];
  }

  /** @param {string} words Nothing hides it. */
  _trouble(words) {
    byId("edited-trouble").textContent = words;
    byId("edited-trouble").hidden = !words;
  }

  /** Show what the address says. @param {State} state */
  async show(state) {
    const before = this._state;
    this._state = state;
    await this._ready;
    if (this._society !== state.society && state.society) this._trouble(`${state.society} is not offered here. ${this._society} is taken.`);
    byId("edited-society").value = this._society;
    if (state.p === before.p && state.r === before.r) {
      if (state.society !== before.society) this._check();
      return;
    }
    this._steps = new Steps(this._textOf(state.p));
    this._found = null;
    this._draw();
    if (state.r) await this._open(state.r);
    this._check();
  }

  /** Lay the reform of an address into the text. @param {string} word */
  async _open(word) {
    const said = await this._ask({ do: "open", word });
    if (!said) return;
    this._trouble(said.refused?.[0].said ?? "");
    if (said.refused) return;
    this._steps = new Steps(said.text);
    if (said.base && said.base !== this._state.p) this._keep({ p: said.base });
    this._draw();
  }

  /** What the checker says; null where it failed, which is then said. @param {object} asked @returns {Promise<any>} */
  async _ask(asked) {
    if (!this._checker) return null;
    try {
      return await this._checker.ask(asked);
    } catch (error) {
      this._say(`Not checked: ${error instanceof Error ? error.message : error}. “Check” tries again.`);
      return null;
    }
  }

  /** @param {string} words */
  _say(words) {
    byId("edited-state").textContent = words;
  }

  _soon() {
    clearTimeout(this._clock);
    this._clock = setTimeout(() => this._check(), REST_MS);
  }

  /** @param {string} text @returns {Promise<Checked | null>} */
  async _checked(text) {
    const said = await this._ask({ do: "check", text, base: this._state.p, society: this._society });
    if (said?.refused) this._say(`Not checked: ${said.refused[0].said}`);
    return said?.refused ? null : said;
  }

  async _check() {
    clearTimeout(this._clock);
    this._again = this._busy;
    if (this._busy || !this._checker) return;
    this._busy = true;
    this._say("Checking");
    const now = this._now;
    this._live();
    const found = await this._checked(this._steps.text);
    this._busy = false;
    if (this._again) {
      this._check();
      return;
    }
    if (found) this._told(found, now);
  }

  /** What a check is of. */
  get _now() {
    return `${this._society}\n${this._steps.text}`;
  }

  /** The way to a society under the policy, where what was found is of the text as it is. */
  _live() {
    // Only who makes worlds in this browser has pages that compare and audit.
    showLive(this._of === this._now ? this._found : null, this._society, Boolean(this._checker?.world));
  }

  /** @param {Checked} found @param {string} of */
  _told(found, of) {
    this._found = found;
    this._of = of;
    this._say(inShort(found));
    showProblems(found, (line, column) => this._field.go(line, column));
    showDifferences(found, (path) => this._undo(path));
    this._draw();
    const word = found.policy ? found.policy.word ?? "" : this._state.r;
    if (word === this._state.r) return;
    this._state = { ...this._state, r: word };
    this._keep({ r: word });
  }

  /** Undo one difference. @param {string[]} path */
  async _undo(path) {
    const said = await this._ask({ do: "undo", text: this._steps.text, base: this._state.p, path });
    if (said?.text !== undefined) this._edit(said.text);
    byId("changes-title").focus();
  }

  /** @param {string} text */
  _edit(text) {
    this._steps.edit(text);
    this._draw();
    this._check();
  }

  _draw() {
    const problems = this._found?.problems ?? [];
    this._field.show(this._steps.text, problems.map(({ line }) => line).filter(Boolean));
    this._live();
    byId("edited-undo").disabled = !this._steps.undoes;
    byId("edited-redo").disabled = !this._steps.redoes;
  }

  /** @param {boolean} back */
  _turn(back) {
    if (back) this._steps.undo();
    else this._steps.redo();
    this._draw();
    this._soon();
  }

  /** Put a file into the field, unless it looks as if it were about people. @param {File} file */
  async _openFile(file) {
    const text = (await file.slice(0, 4 * MOST_LETTERS).text()).slice(0, MOST_LETTERS).replace(/\r\n?/g, "\n");
    this._say(`Looking at ${file.name}`);
    const found = await this._checked(text);
    if (!found) return;
    const refused = found.boundary || text.length === MOST_LETTERS;
    this._trouble(refused ? `This file was not opened: ${found.problems[0].said.replace(/^[^:]*(:\d+)*: /, "")}` : "");
    if (refused) this._say("Nothing was changed.");
    else this._edit(text);
  }

  _listen() {
    const field = byId("edited");
    const on = (/** @type {string} */ id, /** @type {() => void} */ act) => byId(id).addEventListener("click", act);
    field.addEventListener("input", () => {
      this._steps.type(field.value, performance.now());
      this._draw();
      this._soon();
    });
    field.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      const key = event.key.toLowerCase();
      if (key === "enter") this._check();
      else if (key === "z" || key === "y") this._turn(key === "z" && !event.shiftKey);
      else return;
      event.preventDefault();
    });
    on("edited-check", () => this._check());
    on("edited-undo", () => this._turn(true));
    on("edited-redo", () => this._turn(false));
    on("edited-reset", () => this._edit(this._textOf(this._state.p)));
    on("edited-save", () => saveYaml(this._found?.policy?.name ?? this._state.p, this._steps.text));
    on("reform-save", () => saveYaml(`reform-of-${this._state.p}`, this._found?.policy?.reform ?? ""));
    on("edited-open", () => byId("edited-file").click());
    byId("edited-file").addEventListener("change", () => {
      const [file] = byId("edited-file").files;
      byId("edited-file").value = "";
      if (file) this._openFile(file);
    });
    byId("edited-society").addEventListener("change", () => {
      const { value } = byId("edited-society");
      this._trouble("");
      this._state = { ...this._state, society: value === this._societies[0] ? "" : value };
      this._keep({ society: this._state.society });
      this._check();
    });
  }
}
