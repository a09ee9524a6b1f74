/**
 * What stands around the pictures: which world it is, the command that lives it, and what is corrected.
 * @module
 */

import { command } from "./address.js";
import { byId, element } from "./dom.js";

/** @param {import("./address.js").Catalogue} catalogue @param {import("./address.js").State} state */
export function sayWorld(catalogue, state) {
  const { title, notice } = catalogue.societies[state.society];
  const { title: policy, about, corrections } = catalogue.policies[state.policy];
  byId("title").textContent = `${title} under ${state.policy}`;
  byId("lede").textContent = `${policy}.`;
  byId("told").hidden = false;
  byId("about").textContent = about.trim();
  byId("corrects").hidden = corrections.length === 0;
  byId("notice").textContent = notice;
  document.title = `${title} under ${state.policy}: Underheaven`;
  byId("command").textContent = command(state);
  byId("corrected").hidden = corrections.length === 0;
  byId("corrections").replaceChildren(...corrections.map((each) => element("li", {}, [each.trim()])));
}
