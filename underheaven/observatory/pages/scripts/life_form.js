/**
 * The controls of the page of lives: what is chosen stands in them.
 * @module
 */

import { command } from "./address.js";
import { dataAreOf } from "./card.js";
import { fillChoosers } from "./choosers.js";
import { byId, drawn, element } from "./dom.js";
import { RULES } from "./finding.js";
import { KINDS } from "./life_kinds.js";
import { sidesOf } from "./life_address.js";
import { commands } from "./life_words.js";
import { blockOf, filesOf } from "./reform_blocks.js";
import { auditAt, called, inFull } from "./reform_words.js";

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
 * @param {(import("./reformed.js").Reform | null)[]} reforms What is known of those of the life and of its twin.
 */
export function fillForm(catalogue, state, reforms) {
  const { notice, policies } = catalogue.societies[state.society];
  const { corrections } = reforms[0] ?? catalogue.policies[state.policy];
  const [sides, files] = [sidesOf(state), filesOf(sidesOf(state))];
  fillChoosers(catalogue, state);
  byId("title").textContent = `Citizen ${state.n}, synthetic`;
  document.title = `Citizen ${state.n} under ${called(sides[0], reforms[0])}: Underheaven`;
  byId("notice").textContent = notice;
  byId("number").value = String(state.n);
  byId("number").max = String(state.citizens - 1);
  byId("beside").replaceChildren(element("option", { value: "" }, ["nobody"]), ...policies.filter((name) => name !== state.policy || state.r || state.rb)
    .map((name) => element("option", { value: name }, [`${name}: ${catalogue.policies[name].title}`])));
  byId("beside").value = state.b;
  for (const { name } of KINDS) byId("kinds").elements.namedItem(name).checked = state.kinds.includes(name);
  byId("all").checked = state.all;
  byId("command").textContent = commands(command(catalogue, state, files[0]), state.n, files[1] ? `${files[1]}.yaml` : state.b);
  byId("reforms").replaceChildren(...reforms.flatMap((reform, at) => (reform
    ? [blockOf(["Life", "Twin"][at], sides[at], reform, state.society, files[at],
      [["Live it week by week", nationOf(sides[at], state)], ["Audit it", auditedAt(sides[at], state, catalogue)], ...compared(at, state, catalogue)])] : [])));
  dataAreOf(reforms.some(Boolean) ? Object.fromEntries(sides.flatMap((side, at) => (side.policy ? [[["Policy", "Policy of the twin"][at], inFull(side, reforms[at])]] : []))) : {});
  byId("corrected").hidden = corrections.length === 0;
  byId("corrections").replaceChildren(...corrections.map((each) => element("li", {}, [each.trim()])));
}

/** Where a side is lived week by week. @param {import("./reform_words.js").Side} side @param {import("./life_address.js").LifeState} state */
const nationOf = ({ policy, r }, { society, citizens, seed, from, to }) =>
  `../#policy=${policy}&r=${encodeURIComponent(r)}&society=${society}&citizens=${citizens}&seed=${seed}&from=${from}&to=${to}`;

/** Where a side is audited. @param {import("./reform_words.js").Side} side @param {import("./life_address.js").LifeState} state @param {import("./address.js").Catalogue} catalogue */
const auditedAt = (side, { society, citizens, seed, from, to }, { societies }) =>
  auditAt("../", side, society, { years: spanOf(societies[society], from, to), citizens, seed });

/** What files call the years of a span. @param {import("./address.js").Society} offer @param {string} from @param {string} to */
const spanOf = ({ spans }, from, to) => spans.find((each) => each.from === from && each.to === to)?.name;

/**
 * From the life, and not again from its twin, the way to everybody's comparison; without a twin, with the policy as it is shipped.
 * @param {number} at @param {import("./life_address.js").LifeState} state @param {import("./address.js").Catalogue} catalogue @returns {[string, string][]}
 */
function compared(at, { policy, r, b, rb, society, from, to }, { societies }) {
  if (at) return [];
  const pair = b ? linkOf(policy, r, b, rb) : linkOf(policy, "", policy, r);
  return [[b ? "Compare both on everybody" : "Compare it with what it was", `${pair}&society=${society}&years=${spanOf(societies[society], from, to)}`]];
}

/** @param {string} a @param {string} ra @param {string} b @param {string} r */
const linkOf = (a, ra, b, r) => `../compare/#a=${a}${ra ? `&ra=${encodeURIComponent(ra)}` : ""}&b=${b}${r ? `&r=${encodeURIComponent(r)}` : ""}`;
