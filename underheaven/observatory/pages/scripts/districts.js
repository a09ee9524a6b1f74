/**
 * The regions as tiles: which share of its adults in the scheme the policy holds under a consequence.
 * @module
 */

import { Card } from "./card.js";
import { count, element, percent } from "./dom.js";

/** @typedef {import("./frames.js").Frame} Frame */

/** Shares from which on a tile has the next colour: the same at every date and under every policy. */
const CUTS = [0.005, 0.01, 0.02, 0.05, 0.1];
const FEW = 6;

export class Districts {
  /** @param {HTMLElement} figure */
  constructor(figure) {
    this._tiles = element("ul", { class: "tiles" });
    this._card = new Card(figure, "Districts",
      "Share of adults in the scheme under any consequence. Darker or stronger: from 0.5, 1, 2, 5 and 10 %.", this._tiles, {});
    /** @type {{title: string, tile: [number, number] | null}[]} */
    this._regions = [];
    /** @type {{tile: HTMLElement, share: HTMLElement, more: HTMLElement}[]} */
    this._parts = [];
  }

  /** @param {{title: string, tile: [number, number] | null}[]} regions */
  world(regions) {
    this._regions = regions;
    this._tiles.classList.toggle("many", regions.length > FEW);
    this._tiles.closest(".cards")?.classList.toggle("many", regions.length > FEW);
    this._parts = regions.map(({ title }) => {
      const share = element("span", { class: "share" });
      const more = element("span", { class: "more" });
      const tile = element("li", {}, [element("span", { class: "place" }, [title]), share, more]);
      return { tile, share, more };
    });
    this._tiles.replaceChildren(...this._parts.map(({ tile }) => tile));
  }

  /** @param {Frame} frame @param {string} day */
  draw(frame, day) {
    frame.regions.forEach(([all, under, wrong], number) => {
      const { tile, share, more } = this._parts[number];
      share.textContent = percent(under, all);
      more.textContent = all ? `${count(under)} of ${count(all)}, ${count(wrong)} in error` : "not in the scheme";
      tile.className = `ramp${CUTS.filter((cut) => all && under / all >= cut).length}`;
    });
    this._card.show({ sentence: this._sentence(frame), table: this._table(frame) }, day);
  }

  /** @param {Frame} frame */
  _sentence(frame) {
    const shares = frame.regions.map(([all, under], number) => ({ all, under, title: this._regions[number].title }))
      .filter(({ all }) => all > 0).sort((one, other) => other.under / other.all - one.under / one.all);
    if (!shares.length) return "The scheme is in no district in this week.";
    const [first] = shares;
    if (first.under === 0) return "The policy holds nobody under a consequence in this week. One seed.";
    const last = shares[shares.length - 1];
    if (shares.length === 1) return `In ${first.title} the policy holds ${percent(first.under, first.all)} under a consequence.`;
    return `The policy holds ${percent(first.under, first.all)} under a consequence in ${first.title}, the most, and ` +
      `${percent(last.under, last.all)} in ${last.title}, the least. One seed.`;
  }

  /** @param {Frame} frame */
  _table(frame) {
    return {
      columns: ["District", "In the scheme", "Under a consequence", "In error", "Because of others"],
      rows: frame.regions.map((numbers, number) => [this._regions[number].title, ...numbers]),
    };
  }
}
