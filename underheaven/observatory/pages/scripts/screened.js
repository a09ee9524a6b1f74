/**
 * The screen of a policy: what is asked of each treatment and whether facts of the policy meet it. Never a verdict.
 * @module
 */

import { breakable, byId, element } from "./dom.js";

/** @typedef {{fact: string, rests_on: string[]}} Fact */
/** @typedef {{asks: string, met: string, why: string, facts: Fact[]}} Element_ */
/** @typedef {{path: string, title: string, elements: Record<string, Element_>}} Treatment */
/** @typedef {{article: string, what_this_is: string, treatments: Treatment[]}} Screen */

const NOBODY = "The policy treats nobody by a score: there is nothing to ask about.";
const SHOWN = 4;

/** @param {Screen} screen @param {Record<string, string>} asked Name of each element -> its title. @param {Record<string, string>} parts */
export function fillScreen({ article, what_this_is: isThis, treatments }, asked, parts) {
  byId("screen-article").textContent = `What ${article} asks about.`;
  byId("screen-is").textContent = isThis;
  byId("screen-table").hidden = !treatments.length;
  byId("screen-none").textContent = treatments.length ? "" : NOBODY;
  const names = Object.keys(asked);
  byId("screen-head").replaceChildren(element("tr", {}, ["Treated by the score", ...names.map((name) => asked[name])]
    .map((each) => element("th", { scope: "col" }, [each]))));
  byId("screen-body").replaceChildren(...treatments.map(({ path, title, elements }) => element("tr", {}, [
    element("th", { scope: "row" }, [title, element("span", { class: "unit" }, [partOf(path, parts)])]),
    ...names.map((name) => element("td", { class: elements[name].met.replaceAll(" ", "-") }, [elements[name].met])),
  ])));
  byId("screen-facts").replaceChildren(...treatments.map((each) => factsOf(each, asked)));
}

/** The part of a policy in which a path stands, in words. @param {string} path @param {Record<string, string>} parts */
const partOf = (path, parts) => parts[path.slice(0, path.lastIndexOf("."))] ?? "";

/** @param {Treatment} treatment @param {Record<string, string>} asked */
function factsOf({ title, elements }, asked) {
  const details = element("details", {}, [element("summary", {}, [`${title}: the facts`])]);
  const fill = () => {
    if (!details.open || details.children.length > 1) return;
    details.append(...Object.entries(elements).flatMap(([name, { asks, met, why, facts }]) => [
      element("h3", {}, [`${asked[name]}: ${met}`]),
      element("p", {}, [`Asked: ${asks}. ${why}`]),
      ...(facts.length ? [element("ul", {}, facts.map(pointOf))] : []),
    ]));
  };
  details.addEventListener("toggle", fill);
  return element("li", {}, [details]);
}

/** A fact, with the first keys of the policy that it rests on. @param {Fact} fact */
function pointOf({ fact, rests_on: keys }) {
  const more = keys.length - SHOWN;
  const named = `${keys.slice(0, SHOWN).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
  return element("li", {}, [`${fact} `, ...(keys.length ? [element("code", {}, breakable(named))] : [])]);
}
