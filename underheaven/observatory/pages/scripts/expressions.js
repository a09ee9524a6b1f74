/**
 * The value of a measure's expression (docs/measures-as-data.md): sums of columns, put together by a closed list.
 *
 * What is missing is NaN.
 * @module
 */

/** @typedef {number | string[] | {[combinator: string]: any[]}} Expression */

/**
 * What is counted of one category: columns by number (those of a tally, the derived ones, the queue's), bins of scores
 * where they are kept, and the same of everyone.
 * @typedef {{columns: Float64Array, bins: Float64Array | null, everyone: Counts | null}} Counts
 */

/** @typedef {{bins: number, lowest: number, highest: number, width: number}} Scale */
/** @typedef {(counts: Counts) => number} Value */

/** A quotient; missing where what is below is not above 0. @param {number} above @param {number} below */
export const over = (above, below) => (below > 0 ? above / below : NaN);

/** @type {Record<string, (year: number, ...values: number[]) => number>} */
const COMBINED = {
  plus: (_, ...values) => values.reduce((sum, each) => sum + each),
  times: (_, ...values) => values.reduce((product, each) => product * each),
  ratio: (_, above, below) => over(above, below),
  per_thousand: (_, above, below) => over(1000 * above, below),
  per_year: (year, above, minutes) => over(above, minutes / year),
  per_thousand_years: (year, above, minutes) => over(1000 * above, minutes / year),
  correlation: (_, n, x, xx, xy) => over(n * xy - x * x, n * xx - x * x),
};

/** An expression as a function of counts. @param {Expression} expression @param {{columns: Map<string, number>, scale: Scale, year: number}} of @returns {Value} */
export function functionOf(expression, of) {
  if (typeof expression === "number") return () => expression;
  if (Array.isArray(expression)) return sumOf(expression, of.columns);
  const [[name, operands]] = Object.entries(expression);
  const values = operands.map((each) => functionOf(each, of));
  if (name === "quantile") return (counts) => quantile(of.scale, counts.bins, values[0](counts));
  if (name === "gini") return (counts) => gini(counts.bins);
  if (name === "over_everyone") return (counts) => over(values[0](counts), values[0](counts.everyone ?? counts));
  const combined = COMBINED[name];
  if (!combined) throw new Error(`no way is known to put numbers together by ${name}`);
  return (counts) => combined(of.year, ...values.map((each) => each(counts)));
}

/** @param {string[]} terms @param {Map<string, number>} columns @returns {Value} */
function sumOf(terms, columns) {
  const found = terms.map((term) => {
    const minus = term.startsWith("-");
    const column = columns.get(minus ? term.slice(1) : term);
    if (column === undefined) throw new Error(`nothing is counted under the name ${term}`);
    return { column, sign: minus ? -1 : 1 };
  });
  return ({ columns: counted }) => {
    let sum = 0;
    for (const { column, sign } of found) sum += sign * counted[column];
    return sum;
  };
}

/** The score below which a share of people lies, linear within its bin. @param {Scale} scale @param {Float64Array | null} bins @param {number} share */
function quantile(scale, bins, share) {
  const people = bins ? bins.reduce((sum, each) => sum + each, 0) : 0;
  if (!bins || !(people > 0)) return NaN;
  let before = 0;
  for (let bin = 0; bin < bins.length; bin++) {
    if (bins[bin] > 0 && before + bins[bin] >= people * share) {
      return Math.min(scale.highest, scale.lowest + (bin + (people * share - before) / bins[bin]) * scale.width);
    }
    before += bins[bin];
  }
  return NaN;
}

/** The Gini coefficient, everybody taken to stand at the midpoint of their bin. @param {Float64Array | null} bins */
function gini(bins) {
  if (!bins) return NaN;
  let [pairs, people, scores] = [0, 0, 0];
  bins.forEach((more, bin) => {
    const middle = bin + 0.5;
    pairs += more * (middle * people - scores);
    people += more;
    scores += more * middle;
  });
  return over(pairs, people * scores);
}
