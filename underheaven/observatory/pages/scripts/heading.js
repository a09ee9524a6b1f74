/**
 * What stands around the pictures: which world it is, the command that lives it, and what is corrected.
 * @module
 */

import { command, reformOf } from "./address.js";
import { breakable, byId, element } from "./dom.js";
import { saveYaml } from "./editor_found.js";
import { table } from "./policy.js";

const SERVED = "Lived by the program that serves this page, on the machine where it runs: which world you choose is sent to it, and nothing else anywhere.";

/**
 * The model line of a policy, such as "article-2019, changed in 2 places".
 * @param {import("./address.js").State} state @param {import("./reformed.js").Reform | null} reform Once it is known.
 */
function called({ policy: chosen, r }, reform) {
  const policy = reform?.base ?? chosen;
  if (!reform) return r ? `${policy}, changed` : policy;
  const many = reform.differences.length;
  return many ? `${policy}, changed in ${many} ${many === 1 ? "place" : "places"}` : `${policy}, unchanged`;
}

/** Where a reform is edited, with what differs. @param {import("./address.js").State} state */
const editorOf = ({ policy, society, r }) => `policies/#p=${policy}&edit=1&society=${society}&r=${encodeURIComponent(r)}`;

/**
 * The policy that a reform changes, if it can be chosen here.
 * @param {import("./reformed.js").Reform} reform @param {import("./address.js").Catalogue} catalogue @param {import("./address.js").State} state
 */
export const baseOf = ({ base }, { societies }, { policy, society }) => (societies[society].policies.includes(base) ? base : policy);

/**
 * Say what a reform changes; without one nothing.
 * @param {import("./address.js").State} state @param {import("./reformed.js").Reform | null} reform
 */
function sayReform(state, reform) {
  byId("reformed").hidden = !reform;
  if (!reform) return;
  byId("reformed-name").textContent = called(state, reform);
  byId("reformed-edit").href = editorOf(state);
  byId("reformed-list").replaceChildren(table("What it changes", ["Entry", `In ${reform.base}`, "Here"],
    reform.differences.map(([path, before, here]) => [element("span", {}, breakable(path.join("."))), before ?? "not written", here ?? "taken out"])));
  byId("reformed-save").onclick = () => saveYaml(reformOf(state.policy), reform.text);
}

/** Say what is wrong, or nothing. @param {string} words */
export function sayTrouble(words) {
  byId("trouble").textContent = words;
  byId("trouble").hidden = !words;
}

/**
 * Say why a reform cannot be lived, and what can be done.
 * @param {import("./address.js").State} state @param {Error} why @param {() => void} live Lives the policy as it is shipped.
 */
export function sayRefused(state, why, live) {
  byId("state").textContent = "Nothing is lived";
  const shipped = element("button", { type: "button" }, [`Live ${state.policy} as it is shipped`]);
  shipped.addEventListener("click", live);
  byId("trouble").hidden = false;
  byId("trouble").replaceChildren(`The policy in the address cannot be lived here: ${why.message.replace(/\.?$/, ".")} `, shipped, " ",
    element("a", { href: editorOf(state) }, ["Open it in the editor"]));
}

/**
 * @param {import("./address.js").Catalogue} catalogue @param {import("./address.js").State} state
 * @param {import("./reformed.js").Reform | null} reform
 */
export function sayWorld(catalogue, state, reform) {
  const { title, notice } = catalogue.societies[state.society];
  const { title: policy, about, corrections } = reform ?? catalogue.policies[state.policy];
  const name = called(state, reform);
  sayReform(state, reform);
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
