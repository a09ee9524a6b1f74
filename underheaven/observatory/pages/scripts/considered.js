/**
 * Tables from which is drawn how many acts are considered, and which: made from rates, since the tables look like
 * chance and do not compress. What doubles make of them otherwise than exact decimals is told by the file
 * (underheaven/observatory/considered.py, where the order of each sum and product is the same).
 * @module
 */

/**
 * @typedef {object} Considered
 * @property {number[][]} values Distinct rates of each kind, a year.
 * @property {number[]} of For each way of acting and kind which of them it is.
 * @property {number[][]} classes What each combination of lasting classes multiplies them by.
 * @property {number[]} rows The combination of each row, and the way of acting.
 * @property {number} steps The share of a year that a step is.
 * @property {number} cap
 * @property {number[]} kinds_off Pairs: a place in the table, and what is to be added there.
 * @property {number[]} counts_off
 */

const WORD = 2 ** 32;
const HALVED = 6;
const SERIES = 20;

/** @type {WeakMap<Considered, Record<string, Uint32Array | Uint8Array>>} */
const made = new WeakMap();

/** The tables, made once. @param {Considered} said @returns {Record<string, Uint32Array | Uint8Array>} */
export function tablesOf(said) {
  let tables = made.get(said);
  if (!tables) made.set(said, (tables = make(said)));
  return tables;
}

/** @param {Considered} said */
function make(said) {
  const { values, of, classes, rows, steps, cap } = said;
  const kinds = values.length;
  const until = new Float64Array(rows.length * kinds);
  const counts = new Float64Array(rows.length * cap);
  const sums = new Float64Array(kinds);
  const idle = new Uint8Array(rows.length);
  rows.forEach((row, i) => {
    const way = Math.floor(row / classes.length) * kinds;
    const factors = classes[row % classes.length];
    let sum = 0;
    for (let k = 0; k < kinds; k++) sums[k] = sum += values[k][of[way + k]] * factors[k];
    idle[i] = Number(sum === 0);
    for (let k = 0; k < kinds - 1; k++) until[i * kinds + k] = idle[i] ? 0 : Math.floor((sums[k] / sum) * WORD);
    until[i * kinds + kinds - 1] = WORD;
    count(sum * steps, counts.subarray(i * cap, (i + 1) * cap));
  });
  correct(until, said.kinds_off);
  correct(counts, said.counts_off);
  const above = new Uint32Array(counts.length);
  for (let i = 0; i < rows.length; i++) {
    for (let k = 0; k < cap; k++) above[k * rows.length + i] = counts[i * cap + k];
  }
  return { count_above: above, ...aliases(until, idle) };
}

/** @param {Float64Array} table @param {number[]} off */
function correct(table, off) {
  for (let i = 0; i < off.length; i += 2) table[off[i]] += off[i + 1];
}

/** Thresholds of a Poisson count, less one. @param {number} mean @param {Float64Array} found */
function count(mean, found) {
  const part = -mean / 2 ** HALVED;
  let term = 1;
  let nothing = 1;
  for (let i = 1; i <= SERIES; i++) {
    term = (term * part) / i;
    nothing += term;
  }
  for (let i = 0; i < HALVED; i++) nothing *= nothing;
  term = 1;
  let terms = 1;
  for (let i = 1; i <= found.length; i++) {
    found[i - 1] = Math.min(Math.floor(nothing * terms * WORD), WORD - 1) - 1;
    term = (term * mean) / i;
    terms += term;
  }
}

/**
 * Walker's tables (Walker 1977; Vose 1991) of rows of cumulative thresholds, in whole numbers.
 * @param {Float64Array} until @param {Uint8Array} idle Whether nothing is considered, by row.
 */
function aliases(until, idle) {
  const kinds = until.length / idle.length;
  const cut = new Uint32Array(until.length).fill(WORD - 1);
  const alias = new Uint8Array(until.length);
  const scaled = new Float64Array(kinds);
  for (let row = 0; row < until.length; row += kinds) {
    for (let k = 0; k < kinds; k++) {
      alias[row + k] = k;
      scaled[k] = (until[row + k] - (k ? until[row + k - 1] : 0)) * kinds;
    }
    if (idle[row / kinds]) {
      cut.fill(0, row, row + kinds);
      continue;
    }
    /** @type {number[]} */
    const small = [];
    /** @type {number[]} */
    const large = [];
    for (let k = 0; k < kinds; k++) (scaled[k] < WORD ? small : large).push(k);
    let first = 0;
    for (let at = 0; at < small.length && first < large.length; at++) {
      const [i, j] = [small[at], large[first]];
      cut[row + i] = scaled[i];
      alias[row + i] = j;
      scaled[j] -= WORD - scaled[i];
      if (scaled[j] < WORD) small.push(large[first++]);
    }
  }
  return { alias_cut: cut, alias_kind: alias };
}
