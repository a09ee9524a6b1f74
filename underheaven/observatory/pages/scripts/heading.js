/**
 * What stands around the pictures: which world it is, the command that lives it, and what is corrected.
 * @module
 */

import { command, reformOf } from "./address.js";
import { dataAreOf } from "./card.js";
import { byId, element } from "./dom.js";
import { saveYaml } from "./editor_found.js";
import { auditAt, called, editorOf, inFull, listOf, refusal, sayTrouble } from "./reform_words.js";

const SERVED = "Lived by the program that serves this page, on the machine where it runs: which world you choose is sent to it, and nothing else anywhere.";

/**
 * Say what a reform changes, and where it leads; without one nothing.
 * @param {import("./address.js").Catalogue} catalogue @param {import("./address.js").State} state
 * @param {import("./reformed.js").Reform | null} reform
 */
function sayReform({ pages, societies }, state, reform) {
  byId("reformed").hidden = !reform;
  dataAreOf(reform ? { Policy: inFull(state, reform) } : {});
  if (!reform) return;
  const { policy, society, from, to, citizens, seed, r } = state;
  const [word, span] = [encodeURIComponent(r), societies[society].spans.find((each) => each.from === from && each.to === to)];
  byId("reformed-name").textContent = called(state, reform);
  byId("reformed-edit").href = editorOf("", state, society);
  byId("reformed-compare").href = `compare/#a=${policy}&b=${policy}&r=${word}&society=${society}&years=${span?.name}`;
  byId("reformed-life").href = `lives/#policy=${policy}&r=${word}&society=${society}&seed=${seed}&citizens=${citizens}&from=${from}&to=${to}&b=${policy}`;
  byId("reformed-audit").href = auditAt("", state, society, { years: span?.name, citizens, seed });
  byId("reformed-beside").hidden = pages?.includes("compare/") === false;
  byId("reformed-list").replaceChildren(listOf(reform));
  byId("reformed-save").onclick = () => saveYaml(reformOf(policy), reform.text);
}

/**
 * Say why a reform cannot be lived, and what can be done.
 * @param {import("./address.js").State} state @param {Error} why @param {() => void} live Lives the policy as it is shipped.
 */
export function sayRefused(state, why, live) {
  byId("state").textContent = "Nothing is lived";
  sayTrouble(...refusal("", state, state.society, why, live));
}

/**
 * @param {import("./address.js").Catalogue} catalogue @param {import("./address.js").State} state
 * @param {import("./reformed.js").Reform | null} reform
 */
export function sayWorld(catalogue, state, reform) {
  const { title, notice } = catalogue.societies[state.society];
  const { title: policy, about, corrections } = reform ?? catalogue.policies[state.policy];
  const name = called(state, reform);
  sayReform(catalogue, state, reform);
  byId("title").textContent = `${title} under ${name}`;
  byId("lede").textContent = `${policy}.`;
  byId("told").hidden = false;
  byId("about").textContent = about.trim();
  byId("corrects").hidden = corrections.length === 0;
  byId("notice").textContent = notice;
  document.title = `${title} under ${name}: Underheaven`;
  byId("command").textContent = command(catalogue, state);
  if (catalogue.served) {
    byId("computed").textContent = SERVED;
    byId("reformed-where").textContent = "the program that serves this page is sent it, and lives it";
  }
  for (const link of document.querySelectorAll("nav a")) {
    if (catalogue.pages?.includes(String(link.getAttribute("href"))) === false) link.setAttribute("hidden", "");
  }
  byId("corrected").hidden = corrections.length === 0;
  byId("corrections").replaceChildren(...corrections.map((each) => element("li", {}, [each.trim()])));
}
