/**
 * Where the lives of a citizen and its twin part: the first event at which two accounts differ.
 *
 * What counts as a difference is carried, and compared in the order of underheaven/record/lives/twins.py.
 * @module
 */

/** @typedef {import("./reading.js").Event} Event */
/** @typedef {import("./reading.js").Week} Week */
/** @typedef {{events: Event[], weeks: Week[]}} Life */

/**
 * Events are null where an account has none, and both where only the end of the step differs.
 * @typedef {{step: number, day: string, events: [Event | null, Event | null], differing: Record<string, [any, any]>}} Parting
 */

/** @typedef {{told: string[], deed: string[], levels: string[], scores: string[], streams: string[]}} Compared */

/**
 * The first difference of two lives; null where they never differ.
 * @param {Life} one @param {Life} other @param {Compared} compared @param {boolean} sameScale @returns {Parting | null}
 */
export function parting(one, other, compared, sameScale) {
  const scores = sameScale ? compared.scores : [];
  const fields = [...compared.told, ...compared.levels, ...scores];
  const ends = ["enrolled", ...compared.levels, ...scores, "standing", "privileges"];
  return first(one, other, (event) => event, compared, fields, ends);
}

/**
 * The first act, game or record that differs in what became of it; null where none ever does.
 * @param {Life} one @param {Life} other @param {Compared} compared @returns {Parting | null}
 */
export function firstDeed(one, other, compared) {
  return first(one, other, (event) => compared.streams.includes(event.what), compared, compared.deed, []);
}

/**
 * @param {Life} one @param {Life} other @param {(event: Event) => any} which @param {Compared} compared
 * @param {string[]} fields @param {string[]} ends @returns {Parting | null}
 */
function first(one, other, which, compared, fields, ends) {
  const [mine, theirs] = [one, other].map(({ events }) => byStep(events.filter(which)));
  for (let step = 0; step < Math.min(one.weeks.length, other.weeks.length); step++) {
    const found = ofStep([...(mine.get(step) ?? [])], [...(theirs.get(step) ?? [])], compared.streams, fields);
    if (found) return found;
    const differing = differs(one.weeks[step], other.weeks[step], ends);
    if (Object.keys(differing).length) return { step, day: one.weeks[step].day, events: [null, null], differing };
  }
  return null;
}

/** @param {Event[]} events @returns {Map<number, Event[]>} */
function byStep(events) {
  /** @type {Map<number, Event[]>} */
  const found = new Map();
  for (const event of events) found.set(event.step, [...(found.get(event.step) ?? []), event]);
  return found;
}

/** @param {Event[]} mine @param {Event[]} theirs @param {string[]} streams @param {string[]} fields @returns {Parting | null} */
function ofStep(mine, theirs, streams, fields) {
  while (mine.length || theirs.length) {
    const order = mine.length && theirs.length ? compare(key(mine[0], streams), key(theirs[0], streams)) : theirs.length ? 1 : -1;
    if (mine.length && theirs.length && order === 0) {
      const [a, b] = [/** @type {Event} */ (mine.shift()), /** @type {Event} */ (theirs.shift())];
      const differing = differs(a, b, fields);
      if (Object.keys(differing).length) return { step: a.step, day: a.day, events: [a, b], differing };
    } else {
      const alone = order <= 0;
      const event = alone ? mine[0] : theirs[0];
      const differing = { what: /** @type {[any, any]} */ (alone ? [event.what, null] : [null, event.what]) };
      return { step: event.step, day: event.day, events: alone ? [event, null] : [null, event], differing };
    }
  }
  return null;
}

/** By what events of two accounts are taken for the same one. @param {Event} event @param {string[]} streams */
const key = (event, streams) => [event.day, event.minute, Number(!streams.includes(event.what)), event.what, event.of];

/** @param {any[]} one @param {any[]} other @returns {number} */
function compare(one, other) {
  const at = one.findIndex((each, number) => each !== other[number]);
  return at < 0 ? 0 : one[at] < other[at] ? -1 : 1;
}

/** @param {any} one @param {any} other @param {string[]} names @returns {Record<string, [any, any]>} */
function differs(one, other, names) {
  /** @type {Record<string, [any, any]>} */
  const found = {};
  for (const name of names) {
    if (JSON.stringify(one[name]) !== JSON.stringify(other[name])) found[name] = [one[name], other[name]];
  }
  return found;
}
