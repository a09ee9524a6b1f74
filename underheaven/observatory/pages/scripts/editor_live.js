/**
 * The way from the editor to the nation: a society that lives under the edited policy, or why none can.
 * @module
 */

import { byId } from "./dom.js";
import { auditAt } from "./reform_words.js";

/** @typedef {import("./checker.js").Checked} Checked */

const COMMAND = "Save it as a file, and the command underheaven run FILE lives a society under it.";

/** Why it cannot be lived on a page; "" where it can. @param {Checked | null} found */
function reason(found) {
  if (!found) return "once it is checked.";
  const { policy } = found;
  if (!policy) return "once its problems are mended.";
  if (policy.moves.length) return `not on a page: the threshold of ${policy.moves.join(", ")} follows outcomes, which a page cannot compute. ${COMMAND}`;
  if (!policy.differences.length) return "";
  if (!policy.reform) return `not on a page: what differs cannot be said as a reform. ${COMMAND}`;
  return policy.word === null ? `not on a page: what differs is too long for an address. ${COMMAND}` : "";
}

/** @param {Checked | null} found @param {string} society It is held against. @param {boolean} compared Whether pages compare and audit policies. */
export function showLive(found, society, compared) {
  const [link, why] = [byId("edited-live"), reason(found)];
  byId("edited-live-why").textContent = why;
  byId("edited-elsewhere").hidden = !compared || Boolean(why) || !found?.policy?.differences.length;
  if (why) {
    link.removeAttribute("href");
    link.setAttribute("role", "link");
    link.setAttribute("aria-disabled", "true");
    return;
  }
  const { base, word } = /** @type {import("./checker.js").Edited} */ (found?.policy);
  for (const name of ["role", "aria-disabled"]) link.removeAttribute(name);
  link.setAttribute("href", `../#policy=${base}&society=${society}${word ? `&r=${word}` : ""}`);
  byId("edited-compare").href = `../compare/#a=${base}&b=${base}&r=${word}&society=${society}`;
  byId("edited-audit").href = auditAt("../", { policy: base, r: word ?? "" }, society);
}
