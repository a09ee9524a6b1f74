/**
 * From which earlier event of a life another follows, where the kernel says so.
 *
 * A refusal follows from the event with which its consequence came, a consequence that is counted at a week's end from
 * the record that brought it, and redress from its record. Nothing else is taken for a cause.
 * @module
 */

/** @typedef {import("./reading.js").Event} Event */

const HINDERED = ["denied", "prevented"];
const RECORDED = "recorded ";

/**
 * For each event the place of the one that it follows from; null where none is known.
 * @param {Event[]} events @param {string[]} streams What an event of the citizen's own week is. @returns {(number | null)[]}
 */
export function causes(events, streams) {
  /** Consequence to the event with which it came. @type {Map<string, number>} */
  const came = new Map();
  /** Day and kind of a record to its event; null where there are several. @type {Map<string, number | null>} */
  const records = new Map();
  return events.map((event, at) => {
    const because = cause(event, came, records);
    const record = `${event.day} ${event.of} ${event.record}`;
    if (event.record && streams.includes(event.what)) records.set(record, records.has(record) ? null : at);
    for (const name of event.brings) came.set(name, at);
    if (event.what === "entered" && because === null) came.set(event.of, at);
    if (event.what === "left") came.delete(event.of);
    return because;
  });
}

/** @param {Event} event @param {Map<string, number>} came @param {Map<string, number | null>} records */
function cause(event, came, records) {
  if (HINDERED.includes(event.outcome)) return earliest(event.why.split(", "), came);
  if (event.what === "entered") return came.get(event.of) ?? null;
  if (event.why.startsWith(RECORDED)) return records.get(`${event.why.slice(RECORDED.length)} ${event.of} ${event.record}`) ?? null;
  return null;
}

/** The first of the events with which some consequences came. @param {string[]} names @param {Map<string, number>} came */
function earliest(names, came) {
  const found = names.map((name) => came.get(name)).filter((at) => at !== undefined);
  return found.length ? Math.min(...found) : null;
}

/** How many events lie one behind the other, up to this one. @param {(number | null)[]} because @param {number} at */
export function chain(because, at) {
  let length = 1;
  for (let one = because[at]; one !== null; one = because[one]) length++;
  return length;
}
