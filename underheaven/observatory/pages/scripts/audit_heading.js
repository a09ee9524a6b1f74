/**
 * What stands around the measures of an audit: which policy and society, what a reform changes, and how the same is had elsewhere.
 * @module
 */

import { reformOf } from "./address.js";
import { commands, linksOf } from "./audit_address.js";
import { dataAreOf } from "./card.js";
import { byId, element } from "./dom.js";
import { blockOf } from "./reform_blocks.js";
import { called, inFull, refusal, sayTrouble } from "./reform_words.js";

/** @typedef {import("./address.js").Catalogue} Catalogue */
/** @typedef {import("./audit_address.js").Chosen} Chosen */
/** @typedef {import("./reformed.js").Reform} Reform */

/**
 * Say which policy is audited, and in which society.
 * @param {Catalogue} catalogue @param {Chosen} state @param {{from: string, to: string}} span @param {Reform | null} reform Once it is known.
 */
export function sayAudited(catalogue, state, span, reform) {
  const { title, notice } = catalogue.societies[state.society];
  const { title: policy, corrections } = reform ?? catalogue.policies[state.policy];
  const name = called(state, reform);
  byId("title").textContent = `Audit of ${name}${state.r ? "," : ""} in ${title}`;
  byId("lede").textContent = `${policy}.`;
  byId("notice").textContent = notice;
  document.title = `Audit of ${name}: Underheaven`;
  const { audit, screen } = commands(state, span);
  byId("command").textContent = audit;
  byId("command-screen").textContent = screen;
  dataAreOf(reform ? { Policy: inFull(state, reform) } : {});
  byId("reforms").replaceChildren(...(reform ? [blockOf("Policy", state, reform, state.society, reformOf(state.policy), linksOf(state, span))] : []));
  byId("corrected").hidden = !corrections.length;
  byId("corrections").replaceChildren(...corrections.map((each) => element("li", {}, [each.trim()])));
}

/** Say why a reform cannot be lived, and what can be done. @param {Chosen} state @param {Error} why @param {() => void} live */
export function sayRefused(state, why, live) {
  sayTrouble(...refusal("../", state, state.society, why, live));
}
