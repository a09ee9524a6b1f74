/**
 * What is changed in one of two sides, as a block of a page, and what the sides' files are called.
 * @module
 */

import { reformOf } from "./address.js";
import { element } from "./dom.js";
import { saveYaml } from "./editor_found.js";
import { called, editorOf, listOf } from "./reform_words.js";

/** @typedef {import("./reform_words.js").Side} Side */
/** @typedef {import("./reformed.js").Reform} Reform */

/** What the files of two sides are called, without their ending; "" of a policy as it is shipped. @param {Side[]} sides */
export function filesOf(sides) {
  const both = sides.every(({ r }) => r) && sides[0].policy === sides[1].policy;
  return sides.map(({ policy, r }, number) => (r ? `${reformOf(policy)}${both ? `-${"ab"[number]}` : ""}` : ""));
}

/**
 * A block that says what is changed in a side.
 * @param {string} name Of the side. @param {Side} side @param {Reform} reform @param {string} society @param {string} file What it is saved as.
 * @param {[string, string][]} links Where else it leads: words, and an address.
 */
export function blockOf(name, side, reform, society, file, links) {
  const save = element("button", { type: "button" }, ["Save the changes as a file"]);
  save.addEventListener("click", () => saveYaml(file, reform.named));
  const to = [["Edit it further", editorOf("../", side, society)], ...links];
  return element("div", { class: "said reformed" }, [
    element("p", {}, [element("strong", {}, [`${name}: ${called(side, reform)}.`]), " The address holds what is changed, and no server is told."]),
    element("p", {}, [...to.flatMap(([words, href]) => [element("a", { href }, [words]), " "]), save]),
    element("details", {}, [element("summary", {}, ["What it changes"]), listOf(reform)])]);
}
