/**
 * What a check found, as elements: problems, what to know, what differs, and the reform as a file and as Python.
 * @module
 */

import { breakable, byId, count, element } from "./dom.js";
import { table } from "./policy.js";
import { save } from "./saving.js";

/** @typedef {import("./checker.js").Checked} Checked */
/** @typedef {import("./checker.js").Problem} Problem */

const NOTHING = "not written";

/** How many there are of something. @param {number} many @param {string} one @param {string} more */
const counted = (many, one, more) => `${count(many)} ${many === 1 ? one : more}`;

/** What the state says of a check. @param {Checked} found */
export function inShort({ problems, stopped, warnings, without_effect: idle, without_evidence: bare }) {
  if (problems.length) {
    return `${counted(problems.length, "problem", "problems")}.${stopped ? " Further checks follow once these are mended." : ""}`;
  }
  const parts = [idle.length ? `${counted(idle.length, "entry has", "entries have")} no effect` : "",
    warnings.length ? counted(warnings.length, "thing to know", "things to know") : "",
    bare.length ? `${counted(bare.length, "number does", "numbers do")} not say where it comes from` : ""].filter(Boolean);
  return `Checked: no errors.${parts.length ? ` ${parts.join("; ")}.` : ""}`;
}

/** @param {Checked} found @param {(line: number, column: number) => void} go */
export function showProblems(found, go) {
  const all = [...found.problems, ...found.without_effect];
  byId("problems").hidden = !all.length && !found.warnings.length;
  byId("problems-title").textContent = found.problems.length ? "What is wrong" : "What to know";
  byId("problems-list").replaceChildren(...all.map((each) => problem(each, go)), ...found.warnings.map((each) => element("li", {}, [each])));
}

/** @param {Problem} each @param {(line: number, column: number) => void} go */
function problem({ line, column, where, what, why, remedy }, go) {
  const to = element("button", { type: "button" }, [`Line ${line}, column ${column}`]);
  to.addEventListener("click", () => go(line, column));
  const sentence = (/** @type {string} */ text) => (text ? ` ${text[0].toUpperCase()}${text.slice(1).replace(/\.$/, "")}${text.endsWith("?") ? "" : "."}` : "");
  return element("li", {}, [...(line ? [to, " "] : []), ...(where ? [element("code", {}, breakable(where)), ": "] : []),
    element("strong", {}, [`${what.replace(/\.$/, "")}.`]), sentence(why), sentence(remedy)]);
}

/** @param {Checked} found @param {(path: string[]) => void} undo */
export function showDifferences({ policy }, undo) {
  byId("changes").hidden = !policy;
  if (!policy) return;
  const { base, differences } = policy;
  byId("changes-said").textContent = differences.length
    ? `${counted(differences.length, "entry differs", "entries differ")} from ${base}.` : `Nothing differs from ${base}.`;
  byId("changes-list").replaceChildren(...(differences.length ? [table("Changes", ["Entry", `In ${base}`, "Here", "Undo"],
    differences.map(([path, before, here]) => {
      const button = element("button", { type: "button", "aria-label": `Undo ${path.join(".")}` }, ["Undo"]);
      button.addEventListener("click", () => undo(path));
      return [element("span", {}, breakable(path.join("."))), before ?? NOTHING, here ?? "taken out", button];
    }))] : []));
  byId("reform").hidden = !policy.reform;
  byId("reform-file").textContent = policy.reform ?? "";
  byId("reform-python").textContent = policy.python ?? "";
  byId("reform-said").textContent = shared(policy);
}

/** How a reform can be handed on. @param {import("./checker.js").Edited} policy */
function shared({ differences, reform, word }) {
  if (!differences.length) return "";
  if (!reform) return "What differs cannot be said as a reform, as where only the order of entries does. Save the file to hand it on.";
  if (word === null) return "It is too long for an address. Save the file to hand it on.";
  return "The address of this page holds these changes. Whoever opens it sees them; no server is told.";
}

/** @param {string} name @param {string} text */
export const saveYaml = (name, text) => save(`${name.replace(/[^a-z0-9_-]/g, "-") || "policy"}.yaml`, "application/yaml", text);
