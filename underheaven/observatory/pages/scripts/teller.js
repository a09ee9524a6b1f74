/**
 * A life as a page is told it: who it is, what happened, in words and with causes, and each week.
 * @module
 */

import { causes } from "./causes.js";
import { filled, leaf } from "./phrases.js";
import { Reader } from "./reading.js";

/** @typedef {import("./reading.js").Week} Week */
/** @typedef {import("./reading.js").Event & {said: string, unasked: boolean, because: number | null}} Told */

/**
 * @typedef {object} Life
 * @property {number} citizen
 * @property {string} who
 * @property {Told[]} events `because` is the place of the event that it follows from.
 * @property {Week[]} weeks
 * @property {string} region
 * @property {(import("./ranks.js").Stood | null)[]} ranks By step.
 * @property {boolean} counts Whether ranks were counted.
 */

export class Teller {
  /**
   * @param {import("./again.js").Again} world @param {import("./ranks.js").Ranks} ranks
   * @param {any} lives @param {any} life What is carried for lives, and this world's own.
   */
  constructor(world, ranks, lives, life) {
    this._world = world;
    this._ranks = ranks;
    this._lives = lives;
    this._life = life;
  }

  /** @param {number} citizen @returns {Life} */
  tell(citizen) {
    const written = this._world.tell(citizen);
    const { slot } = this._world.place(citizen);
    const { events, weeks } = new Reader(this._lives, this._life, this._world.plan, citizen - slot).read(written);
    const because = causes(events, this._lives.streams);
    return {
      citizen,
      who: this._who(citizen),
      events: events.map((event, at) => ({
        ...event,
        said: filled(leaf(this._lives.phrases, event), event, this._life.titles),
        unasked: leaf(this._lives.unasked, event),
        because: because[at],
      })),
      weeks,
      region: this._region(citizen),
      ranks: this._ranks.of(citizen, weeks),
      counts: this._ranks.counts,
    };
  }

  /** @param {number} citizen @returns {string} */
  _region(citizen) {
    const { community } = this._world.place(citizen);
    return this._life.regions[Number(this._world.arrays.view("communities.region")[community])];
  }

  /** Who a citizen is, in the package's words. @param {number} citizen */
  _who(citizen) {
    const { arrays } = this._world;
    const { community, slot } = this._world.place(citizen);
    const column = arrays.view("state.archetype");
    const begin = citizen - slot;
    const end = begin + Number(arrays.view("communities.size")[community]);
    const opens = (/** @type {number} */ i) => column[i] >> this._lives.first_of_household === 1;
    let [first, last] = [citizen, citizen + 1];
    while (first > begin && !opens(first)) first--;
    while (last < end && !opens(last)) last++;
    const number = column[citizen] & this._lives.archetype;
    /** @type {Record<string, any>} */
    const said = { household: last - first, slot, community: Number(arrays.view("communities.number")[community]) };
    said.region = this._region(citizen);
    for (const [name, { of, at }] of Object.entries(this._life.people)) said[name] = of[at[number]];
    const phrase = this._life.who[`${said.quintile} ${said.household === 1 ? "alone" : "with others"}`];
    return phrase.replace(/\{(\w+)\}/g, (/** @type {string} */ _, /** @type {string} */ name) => String(said[name]));
  }
}
