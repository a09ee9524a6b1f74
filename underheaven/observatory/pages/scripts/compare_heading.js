/**
 * What stands around the pictures of a comparison: the two sides, what a reform changes in each, and how they are lived elsewhere.
 * @module
 */

import { dataAreOf } from "./card.js";
import { linksOf, sidesOf } from "./compare_address.js";
import { commands, inPython } from "./compare_commands.js";
import { byId, element } from "./dom.js";
import { blockOf, filesOf } from "./reform_blocks.js";
import { auditAt, called, inFull, refusal, sayTrouble } from "./reform_words.js";

/** @typedef {import("./address.js").Catalogue} Catalogue */
/** @typedef {import("./compare_address.js").Compared} Compared */
/** @typedef {import("./reformed.js").Reform} Reform */

const NAMES = ["A", "B"];

/**
 * Say which two policies live in which society.
 * @param {Catalogue} catalogue @param {Compared} state @param {{from: string, to: string}} span
 * @param {(Reform | null)[]} reforms What is known of those of A and B.
 */
export function saySides(catalogue, state, span, reforms) {
  const { title, notice } = catalogue.societies[state.society];
  const sides = sidesOf(state);
  const names = sides.map((side, at) => called(side, reforms[at]));
  const titles = sides.map(({ policy }, at) => (reforms[at] ?? catalogue.policies[policy]).title);
  byId("title").textContent = `${names.join(" and ")}${sides.some(({ r }) => r) ? "," : ""} in ${title}`;
  byId("lede").textContent = `A: ${titles[0]}. B: ${titles[1]}.`;
  byId("notice").textContent = notice;
  document.title = `${names.join(" and ")}: Underheaven`;
  const said = commands(state, span);
  for (const which of /** @type {("a" | "b" | "both")[]} */ (["a", "b", "both"])) byId(`command-${which}`).textContent = said[which];
  byId("python").textContent = inPython(state, span, reforms.map((reform) => reform?.named ?? null));
  byId("life").href = linksOf(state, span).life;
  dataAreOf(Object.fromEntries(sides.map((side, at) => [`Policy ${NAMES[at]}`, inFull(side, reforms[at])])));
  const [files, { nations }] = [filesOf(sides), linksOf(state, span)];
  byId("reforms").replaceChildren(...reforms.flatMap((reform, at) =>
    (reform ? [blockOf(NAMES[at], sides[at], reform, state.society, files[at],
      [["Live it week by week", nations[at]], ["Audit it", auditAt("../", sides[at], state.society, { years: state.years, citizens: state.citizens })]])] : [])));
  const found = new Map(sides.map(({ policy }, at) => [reforms[at]?.base ?? policy, (reforms[at] ?? catalogue.policies[policy]).corrections]));
  const corrections = [...found].flatMap(([name, each]) => each.map((text) => element("li", {}, [`${name}: ${text.trim()}`])));
  byId("corrected").hidden = !corrections.length;
  byId("corrections").replaceChildren(...corrections);
}

/** Say why the reform of a side cannot be lived, and what can be done. @param {Compared} state @param {number} at @param {Error} why @param {() => void} live */
export function sayRefused(state, at, why, live) {
  sayTrouble(`${NAMES[at]}. `, ...refusal("../", sidesOf(state)[at], state.society, why, live));
}
