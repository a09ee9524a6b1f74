/**
 * The page of the policies: all that are shipped, one of them whole, and what another writes otherwise.
 * @module
 */

import { breakable, byId, count, element } from "./dom.js";
import { fragmentOf, pairsOf, skipping, toAddress } from "./fragment.js";
import { inflated, why } from "./inflated.js";
import { differences, inWords, lines, marked, structure, table } from "./policy.js";
import { readKeys } from "./read_keys.js";

/** @typedef {import("./policy.js").Policies} Policies */

/** None is chosen. */
const USUAL = { p: "", b: "", edit: "", society: "", r: "" };
const NOTHING = "not written";

class Reading {
  /** @param {Policies} all */
  constructor(all) {
    this._all = all;
    const rows = Object.entries(all.policies).map(([name, { title, status, how_far: far }]) =>
      [element("a", { href: `#p=${name}` }, [name]), title, status, element("span", {}, marked(far))]);
    byId("list").replaceChildren(table("Policies", ["Policy", "Title", "Status", "How far it is documented"], rows));
    const options = Object.entries(all.policies).map(([name, { title }]) => [name, `${name}: ${title}`]);
    // One of the policies is called none.
    for (const [field, nothing] of [["p", "choose one"], ["b", "no other"]]) {
      this._field(field).replaceChildren(...[["", nothing], ...options].map(([value, text]) => element("option", { value }, [text])));
    }
    /** @type {Promise<import("./editor.js").Editor> | null} */
    this._editor = null;
    this._state = this._read();
    this._show();
  }

  /** @param {string} name */
  _field(name) {
    return byId("choosing").elements.namedItem(name);
  }

  _read() {
    const { state, amiss } = pairsOf(location.hash, USUAL);
    for (const key of /** @type {("p" | "b")[]} */ (["p", "b"])) {
      if (!state[key] || Object.hasOwn(this._all.policies, state[key])) continue;
      amiss.push(`${key}=${state[key]} is not a shipped policy`);
      state[key] = "";
    }
    if (!["", "1"].includes(state.edit)) {
      amiss.push(`edit=${state.edit} is not known here`);
      state.edit = "";
    }
    byId("trouble").textContent = amiss.length ? `In the address: ${amiss.join("; ")}.` : "";
    byId("trouble").hidden = !amiss.length;
    return state;
  }

  /** @param {Partial<typeof USUAL>} changed */
  choose(changed) {
    // Another policy is another text, and takes no reform with it.
    this._state = { ...this._state, ...("p" in changed ? { r: "" } : {}), ...changed };
    toAddress(fragmentOf(this._state, USUAL), true);
    this._show();
  }

  again() {
    this._state = this._read();
    this._show();
  }

  _show() {
    const { p, b } = this._state;
    this._field("p").value = p;
    this._field("b").value = b;
    byId("policy").hidden = !p;
    byId("editing").hidden = !this._state.edit;
    this._difference();
    document.title = p ? `${p}: Underheaven` : "Underheaven: the policies";
    if (!p) return;
    const policy = this._all.policies[p];
    byId("title").textContent = `${p}: ${policy.title}`;
    byId("status").replaceChildren(element("strong", {}, [`Status: ${policy.status}. `]), ...marked(`How far: ${policy.how_far}.`));
    byId("about").textContent = policy.about;
    byId("live").hidden = !this._all.carried.includes(p);
    byId("live").href = `../#policy=${p}`;
    byId("compare").hidden = !this._all.compared || p === b || [p, b].some((each) => !this._all.carried.includes(each));
    byId("compare").href = `../compare/#a=${p}&b=${b}`;
    for (const [name, said] of /** @type {[string, string[]][]} */ ([["known", policy.flags], ["corrected", policy.corrections]])) {
      byId(name).hidden = !said.length;
      byId(`${name}-list`).replaceChildren(...said.map((each) => element("li", {}, [each])));
    }
    byId("words").replaceChildren(...inWords(policy));
    byId("structured").hidden = !policy.uses.length && !policy.leaves_out.length;
    byId("structure").replaceChildren(structure(policy));
    byId("evidence").href = `../evidence/#of=${p}`;
    byId("edit").hidden = this._state.edit === "1";
    byId("edit").href = `#${fragmentOf({ ...this._state, edit: "1" }, USUAL)}`;
    if (this._state.edit) this._edit();
    byId("command").textContent = `underheaven show ${p} --yaml`;
    byId("text").replaceChildren(...lines(policy.text));
  }

  /** The editor is fetched when one is opened, and not before. */
  async _edit() {
    this._editor ??= import("./editor.js").then(({ Editor }) => new Editor((name) => this._all.policies[name].text, (kept) => this._kept(kept)));
    const editor = await this._editor;
    await editor.show(this._state);
  }

  /** What the editor has the address hold, which is no choice that one goes back from. @param {Partial<typeof USUAL>} kept */
  _kept(kept) {
    this._state = { ...this._state, ...kept };
    toAddress(fragmentOf(this._state, USUAL), false);
    if ("p" in kept) this._show();
  }

  _difference() {
    const { p, b } = this._state;
    const place = byId("difference");
    place.hidden = !p || !b;
    if (place.hidden) return;
    const found = p === b ? [] : differences(this._all, p, b);
    byId("difference-title").textContent = `What ${b} writes otherwise than ${p}`;
    byId("differs").textContent = p === b ? "This is one policy twice: nothing differs."
      : `${count(found.length)} ${found.length === 1 ? "entry differs" : "entries differ"}. Prose and the origins of numbers are left out.`;
    byId("entries").replaceChildren(...(found.length
      ? [table("Differences", ["Entry", `In ${p}`, `In ${b}`], found.map(([path, one, other]) => [element("span", {}, breakable(path)), one ?? NOTHING, other ?? NOTHING]))] : []));
  }
}

async function begin() {
  const page = new Reading(await inflated("../data/policies.gz"));
  byId("without").hidden = true;
  byId("choosing").hidden = byId("list").hidden = false;
  byId("choosing").addEventListener("submit", (/** @type {Event} */ event) => event.preventDefault());
  byId("choosing").addEventListener("change", (/** @type {Event} */ event) => {
    const { name, value } = /** @type {HTMLSelectElement} */ (event.target);
    page.choose({ [name]: value });
  });
  addEventListener("popstate", () => page.again());
  skipping();
}

begin().catch((error) => {
  byId("trouble").textContent = why(error);
  byId("trouble").hidden = false;
});
readKeys();
