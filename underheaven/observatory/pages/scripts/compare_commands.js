/**
 * A comparison on the command line and in Python; what is changed in a policy is a file, or a text.
 * @module
 */

import { sidesOf } from "./compare_address.js";
import { filesOf } from "./reform_blocks.js";

/** @typedef {import("./compare_address.js").Compared} Compared */
/** @typedef {{from: string, to: string}} Span */

/** The commands that live A and B with the first seed, and the one that compares them. @param {Compared} state @param {Span} span */
export function commands(state, { from, to }) {
  const { society, citizens, seeds } = state;
  const world = `--society ${society} --citizens ${citizens} --from ${from} --to ${to}`;
  const [a, b] = filesOf(sidesOf(state)).map((file, number) => (file ? `${file}.yaml` : sidesOf(state)[number].policy));
  return {
    a: `underheaven run ${a} ${world} --seed 1`, b: `underheaven run ${b} ${world} --seed 1`,
    both: `underheaven compare ${a} ${b} ${world} --seeds ${seeds}`,
  };
}

/** A text of several lines as Python writes it. @param {string} text */
const quoted = (text) => `"""${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"""`;

/**
 * The same in Python, with what is changed in it.
 * @param {Compared} state @param {Span} span @param {(string | null)[]} texts Of the reforms of A and B, once they are known.
 */
export function inPython(state, { from, to }, texts) {
  const names = sidesOf(state).map(({ policy }, number) => (texts[number] === null ? `"${policy}"` : "ab"[number]));
  const changed = texts.flatMap((text, number) => (text === null ? [] : [`${"ab"[number]} = ${quoted(text)}\n`]));
  return `import underheaven as uh\n\n${changed.join("")}found = uh.compare(\n    ${names.join(", ")}, society="${state.society}", citizens=${state.citizens},\n` +
    `    start="${from}", end="${to}", seeds=range(1, ${state.seeds + 1}),\n)`;
}
