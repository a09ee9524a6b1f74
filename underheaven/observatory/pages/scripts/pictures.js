/**
 * The pictures of the nation, and what all of them are told.
 * @module
 */

import { inWords } from "./dates.js";
import { Districts } from "./districts.js";
import { Doors } from "./doors.js";
import { byId } from "./dom.js";
import { Histogram } from "./histogram.js";
import { Remarks } from "./remarks.js";

export class Pictures {
  constructor() {
    this._histogram = new Histogram(byId("where"));
    this._districts = new Districts(byId("districts"));
    this._doors = new Doors(byId("doors"));
    this._remarks = new Remarks(byId("remarks"));
  }

  /** Another world. @param {any} plan @param {import("./address.js").Society["regions"]} regions */
  world(plan, regions) {
    this._histogram.world(plan);
    this._districts.world(regions);
    this._doors.world(plan.doors);
  }

  /**
   * @param {import("./frames.js").Frame} frame @param {import("./frames.js").Frame[]} frames All up to now, by step.
   * @param {string} day
   */
  draw(frame, frames, day) {
    this._histogram.draw(frame, frames, day);
    this._districts.draw(frame, day);
    this._doors.draw(frame, frames, day);
    this._remarks.draw(frame, frames, day);
    byId("date").textContent = inWords(day);
  }

  /** A frame that has no others. @param {import("./frames.js").Frame} frame @param {string} day */
  still(frame, day) {
    const frames = [];
    frames[frame.step] = frame;
    this.draw(frame, frames, day);
  }

  /** Pale while they show something else than is asked for. @param {boolean} pale */
  dim(pale) {
    for (const figure of document.querySelectorAll("figure")) figure.classList.toggle("computing", pale);
  }
}
