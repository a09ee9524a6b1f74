/**
 * What stands around the pictures: which world it is, the command that lives it, and what is corrected.
 * @module
 */

import { command } from "./address.js";
import { byId, element } from "./dom.js";

const SERVED = "Lived by the program that serves this page, on the machine where it runs: which world you choose is sent to it, and nothing else anywhere.";

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
  byId("command").textContent = command(catalogue, state);
  if (catalogue.served) byId("computed").textContent = SERVED;
  for (const link of document.querySelectorAll("nav a")) {
    if (catalogue.pages?.includes(String(link.getAttribute("href"))) === false) link.setAttribute("hidden", "");
  }
  byId("corrected").hidden = corrections.length === 0;
  byId("corrections").replaceChildren(...corrections.map((each) => element("li", {}, [each.trim()])));
}
