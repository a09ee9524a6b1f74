/**
 * Categories put together from strata: what is counted of each, weighed; the same with the others standing for one block
 * at a time; without the block; and how its people lie over blocks (underheaven/measure/replicates.py).
 * @module
 */

/** @typedef {import("./expressions.js").Counts} Counts */
/** @typedef {import("./measures.js").Said} Said */
/** @typedef {import("./strata.js").Part} Part */
/** @typedef {import("./strata.js").Stratum} Stratum */

export const BLOCKS = 32;

/**
 * How the people of a category lie over blocks.
 * @typedef {object} Design
 * @property {boolean[]} present Whether a block holds anybody of it.
 * @property {boolean[]} movable Whether it holds anybody whose stratum lives in other blocks too.
 * @property {number} share Of its people, those of such strata.
 * @property {number} degrees Of freedom; NaN where nobody can be left out.
 */

/**
 * @typedef {object} Category
 * @property {string} breakdown "" of everyone.
 * @property {string} name
 * @property {[Stratum, Part][]} of
 */

/** Everyone, then the categories of each breakdown, in the package's order. @param {Said} said @param {Stratum[]} strata @returns {Category[]} */
export function categoriesOf(said, strata) {
  const { group, region, place, quintile } = said.breakdowns;
  const begin = { place: 1, quintile: 1 + place.length, wave: 1 + place.length + quintile.length };
  const parts = (/** @type {number} */ part) => strata.map((each) => /** @type {[Stratum, Part]} */ ([each, each.parts[part]]));
  const whole = parts(0);
  return [{ breakdown: "", name: "", of: whole },
    ...group.map((name, of) => ({ breakdown: "group", name, of: whole.filter(([each]) => each.group === of) })),
    ...region.map((name, of) => ({ breakdown: "region", name, of: whole.filter(([each]) => each.region === of) })),
    .../** @type {("place" | "quintile" | "wave")[]} */ (["place", "quintile", "wave"]).flatMap((breakdown) =>
      said.breakdowns[breakdown].map((name, of) => ({ breakdown, name, of: parts(begin[breakdown] + of) })))];
}

/** The columns of a category, weighed. @param {Category} category @param {number} width @returns {Float64Array} */
export function counted({ of }, width) {
  const found = new Float64Array(width);
  for (const [{ weight }, { whole }] of of) for (let m = 0; m < width; m++) found[m] += weight * whole[m];
  return found;
}

/** A category with the others standing for each block in turn. @param {Category} category @param {Float64Array} whole @returns {Float64Array[]} */
export function replicates({ of }, whole) {
  const found = Array.from({ length: BLOCKS }, () => new Float64Array(whole.length));
  for (const [{ weight, share, stretch }, part] of of) {
    for (const [block, more] of stretch) {
      const [kept, taken] = [(share.get(block) ?? 0) * more * weight, more * weight];
      const lived = part.blocks.get(block);
      for (let m = 0; m < whole.length; m++) found[block][m] += kept * part.whole[m] - (lived ? taken * lived[m] : 0);
    }
  }
  for (const each of found) for (let m = 0; m < whole.length; m++) each[m] += whole[m];
  return found;
}

/** A category without each block in turn, as counted. @param {Category} category @param {number} width @returns {Float64Array[]} */
export function without({ of }, width) {
  const found = Array.from({ length: BLOCKS }, () => new Float64Array(width));
  for (const [, part] of of) {
    for (const each of found) for (let m = 0; m < width; m++) each[m] += part.whole[m];
    for (const [block, lived] of part.blocks) for (let m = 0; m < width; m++) found[block][m] -= lived[m];
  }
  return found;
}

/** How the people of a category lie over blocks. @param {Category} category @param {number} persons Their column. @returns {Design} */
export function designOf({ of }, persons) {
  const present = new Array(BLOCKS).fill(false);
  const movable = new Array(BLOCKS).fill(false);
  const covariance = Array.from({ length: BLOCKS }, () => new Float64Array(BLOCKS));
  let [all, loose] = [0, 0];
  for (const [stratum, part] of of) {
    const lived = [...part.blocks].map(([block, counts]) => ({ block, people: counts[persons] })).filter(({ people }) => people > 0);
    for (const { block } of lived) present[block] = true;
    all += part.whole[persons];
    if (!stratum.loose) continue;
    loose += part.whole[persons];
    const root = Math.sqrt(Math.max(1, part.whole[persons]));
    const shared = lived.map(({ block, people }) => ({ block, people, times: stratum.stretch.get(block) ?? 0 }));
    for (const { block, people, times } of shared) {
      movable[block] = true;
      covariance[block][block] += people * times * times;
      for (const other of shared) covariance[block][other.block] -= (people * times / root) * (other.people * other.times / root);
    }
  }
  let [trace, squares] = [0, 0];
  covariance.forEach((row, block) => {
    trace += row[block];
    for (const each of row) squares += each * each;
  });
  return { present, movable, share: all > 0 ? loose / all : 0, degrees: squares > 0 ? (trace * trace) / squares : NaN };
}
