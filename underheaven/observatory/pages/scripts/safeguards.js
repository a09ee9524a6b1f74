/**
 * The page of safeguards: switches, the harms with the set that they make, and what two do together.
 * @module
 */

import { Card } from "./card.js";
import { byId, drawn, element } from "./dom.js";
import { skipping, toAddress } from "./fragment.js";
import { inflated, why } from "./inflated.js";
import { Pairs } from "./safeguard_pairs.js";
import { draw, sentence, tableOf } from "./safeguard_rows.js";
import { addressOf, commands, read, world } from "./safeguard_sets.js";
import { marked } from "./policy.js";
import { readKeys } from "./read_keys.js";

/** @typedef {import("./safeguard_sets.js").Guarded} Guarded */
/** @typedef {import("./safeguard_sets.js").State} State */

const HOW = "Grey line: with none of the safeguards. Hollow square: with all. Filled diamond: with these, with its 95 % interval over seeds. Each row has a scale of its own, from 0.";

class Safeguards {
  /** @param {Guarded} found */
  constructor(found) {
    this._found = found;
    byId("world").textContent = world(found);
    byId("model").textContent = `As in ${found.model}`;
    byId("of-model").textContent = `The policy ${found.model} has ${found.of_model.length} of them: a choice of design and a yardstick, not what any law says.`;
    byId("list").replaceChildren(...Object.entries(found.safeguards).map(([name, said]) => this._switch(name, said)));
    byId("harm").replaceChildren(...Object.keys(found.pairs).map((harm) => element("option", { value: harm }, [harm])));
    this._pictures = ["harms", "purpose"].map((id) => {
      const svg = drawn("svg");
      const title = id === "harms" ? "Harms with these switches" : "What the scheme says it is for";
      return { svg, card: new Card(byId(id), title, HOW, svg), harm: id === "harms" };
    });
    this._pairs = new Pairs(found, byId("pairs"), (set) => this.choose({ with: set }));
    this._state = this._read();
    this._show();
    new ResizeObserver(() => this._draw()).observe(byId("harms"));
  }

  /** @param {string} name @param {Guarded["safeguards"][string]} said */
  _switch(name, { title, about, presumes, costs }) {
    const worse = costs.length ? element("ul", {}, costs.map((each) => element("li", {}, [each])))
      : element("p", {}, ["In this model, nothing gets worse by more than chance."]);
    return element("li", {}, [
      element("label", {}, [element("input", { type: "checkbox", name }), title]),
      element("p", {}, [`${about[0].toUpperCase()}${about.slice(1)}.`]),
      element("details", {}, [element("summary", {}, ["What it presumes, and what it costs"]),
        element("p", {}, ["Presumed: ", ...marked(presumes), "."]), element("p", {}, ["Worse if it is the only one, by more than chance (95 % interval):"]), worse]),
    ]);
  }

  _read() {
    const { state, amiss } = read(location.hash, this._found);
    byId("trouble").textContent = amiss.length ? `In the address: ${amiss.join("; ")}.` : "";
    byId("trouble").hidden = !amiss.length;
    return state;
  }

  /** @param {Partial<State>} changed */
  choose(changed) {
    this._state = { ...this._state, ...changed };
    toAddress(addressOf(this._state, this._found), true);
    byId("trouble").hidden = true;
    this._show();
  }

  again() {
    this._state = this._read();
    this._show();
  }

  switched() {
    const on = [...byId("list").querySelectorAll("input:checked")].map((each) => each.name);
    this.choose({ with: on });
  }

  _show() {
    const [found, set] = [this._found, this._state.with];
    for (const box of byId("list").querySelectorAll("input")) box.checked = set.includes(box.name);
    byId("harm").value = this._state.harm;
    const lived = found.sets[set.join(",")];
    byId("not-lived").hidden = Boolean(lived);
    byId("not-lived").textContent = lived ? "" : `This set of ${set.length} safeguards was not lived for this page. What it does is not added up from its parts: safeguards may avoid the same harm, or help each other. The command below lives it.`;
    for (const { card, harm } of this._pictures) card.show({ sentence: sentence(found, set, harm), ...tableOf(found, set, harm) }, set.join("-") || "none");
    const { said, command, python } = commands(found, set);
    byId("again-said").textContent = said;
    byId("command").textContent = command;
    byId("python").textContent = python;
    this._pairs.show(this._state.harm, set);
    this._draw();
  }

  _draw() {
    for (const { svg, harm } of this._pictures) draw(svg, this._found, this._state.with, harm, svg.clientWidth || 600);
  }
}

async function begin() {
  const found = /** @type {Guarded} */ (await inflated("../data/safeguards.gz"));
  byId("without").hidden = true;
  byId("page").hidden = false;
  const page = new Safeguards(found);
  for (const form of ["switches", "choosing"]) byId(form).addEventListener("submit", (/** @type {Event} */ event) => event.preventDefault());
  byId("list").addEventListener("change", () => page.switched());
  byId("harm").addEventListener("change", () => page.choose({ harm: byId("harm").value }));
  for (const [id, set] of /** @type {[string, string[]][]} */ ([["none", []], ["all", Object.keys(found.safeguards)], ["model", found.of_model]])) {
    byId(id).addEventListener("click", () => page.choose({ with: set }));
  }
  addEventListener("popstate", () => page.again());
  skipping();
}

begin().catch((error) => {
  byId("trouble").textContent = why(error);
  byId("trouble").hidden = false;
});
readKeys();
