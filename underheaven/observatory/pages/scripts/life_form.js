/**
 * The controls of the page of lives: what is chosen stands in them.
 * @module
 */

import { command } from "./address.js";
import { fillChoosers } from "./choosers.js";
import { byId, drawn, element } from "./dom.js";
import { RULES } from "./finding.js";
import { KINDS } from "./life_kinds.js";
import { commands } from "./life_words.js";

/** The choosers of marks, each with its shape, and the rules by which citizens are found. */
export function makeForm() {
  byId("kinds").append(...KINDS.map(({ name, title, mark }) => {
    const svg = drawn("svg", { viewBox: "0 0 14 14", "aria-hidden": "true" }, [mark(7, 7)]);
    return element("label", {}, [element("input", { type: "checkbox", name }), svg, ` ${title}`]);
  }));
  byId("rules").replaceChildren(...Object.entries(RULES).map(([name, rule]) =>
    element("li", {}, [element("strong", {}, [`${name[0].toUpperCase()}${name.slice(1)}`]), `: ${rule}.`])));
}

/** The sorts of marks that are ticked. */
export const ticked = () => KINDS.map(({ name }) => name).filter((name) => byId("kinds").elements.namedItem(name).checked);

/**
 * Put what is chosen into the controls, and say what it is.
 * @param {import("./address.js").Catalogue} catalogue @param {import("./life_address.js").LifeState} state
 */
export function fillForm(catalogue, state) {
  const { notice, policies } = catalogue.societies[state.society];
  const { corrections } = catalogue.policies[state.policy];
  fillChoosers(catalogue, state);
  byId("title").textContent = `Citizen ${state.n}, synthetic`;
  document.title = `Citizen ${state.n} under ${state.policy}: Underheaven`;
  byId("notice").textContent = notice;
  byId("number").value = String(state.n);
  byId("number").max = String(state.citizens - 1);
  byId("beside").replaceChildren(element("option", { value: "" }, ["nobody"]), ...policies.filter((name) => name !== state.policy)
    .map((name) => element("option", { value: name }, [`${name}: ${catalogue.policies[name].title}`])));
  byId("beside").value = state.b;
  for (const { name } of KINDS) byId("kinds").elements.namedItem(name).checked = state.kinds.includes(name);
  byId("all").checked = state.all;
  byId("command").textContent = commands(command(catalogue, state), state.n, state.b);
  byId("corrected").hidden = corrections.length === 0;
  byId("corrections").replaceChildren(...corrections.map((each) => element("li", {}, [each.trim()])));
}
