/**
 * A life's score over time, in minutes of the run: after each event, and as each step ends, while there is a score.
 * @module
 */

/** @typedef {import("./reading.js").Event} Event */
/** @typedef {import("./teller.js").Life} Life */
/** @typedef {{from: string, step_minutes: number, horizon: number}} Span */
/** @typedef {{at: number, score: number}} Point */

const MINUTE_MS = 60_000;
const MOST_DROPS = 9;

/** The minute of the run at which something happened. @param {Event} event @param {Span} span */
export const minuteOf = (event, span) => (Date.parse(event.day) - Date.parse(span.from)) / MINUTE_MS + event.minute;

/** The stretches in which there is a score. @param {Life} life @param {Span} span @returns {Point[][]} */
export function walk(life, span) {
  const inside = life.weeks.map(({ enrolled }) => enrolled);
  const rows = [
    ...life.events.map((event) => ({ at: minuteOf(event, span), step: event.step, score: event.shown })),
    ...life.weeks.map(({ step, shown }) => ({ at: Math.min((step + 1) * span.step_minutes, span.horizon), step, score: shown })),
  ].sort((one, other) => one.at - other.at || one.step - other.step);
  /** @type {Point[][]} */
  const pieces = [[]];
  for (const { at, step, score } of rows) {
    const piece = pieces[pieces.length - 1];
    if (inside[step]) piece.push({ at, score });
    else if (piece.length) pieces.push([]);
  }
  return pieces.filter((piece) => piece.length);
}

/** The places of the largest losses of points by a record, in the order of time. @param {Event[]} events */
export function drops(events) {
  return events.map((event, at) => ({ at, moved: event.moved })).filter(({ moved }) => moved < 0)
    .sort((one, other) => one.moved - other.moved || one.at - other.at).slice(0, MOST_DROPS)
    .map(({ at }) => at).sort((one, other) => one - other);
}

/** Stretches of steps of which something is so, in minutes. @param {Life} life @param {Span} span @param {(week: import("./reading.js").Week) => boolean} so */
export function stretches(life, span, so) {
  /** @type {[number, number][]} */
  const found = [];
  for (const week of life.weeks.filter(so)) {
    const [from, to] = [week.step * span.step_minutes, Math.min((week.step + 1) * span.step_minutes, span.horizon)];
    const last = found[found.length - 1];
    if (last && last[1] === from) last[1] = to;
    else found.push([from, to]);
  }
  return found;
}
