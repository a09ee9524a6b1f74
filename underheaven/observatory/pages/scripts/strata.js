/**
 * People by stratum, part and block, and what a person of each stratum counts for (docs/measures-as-data.md).
 *
 * A stratum is a group of a region, or a region where people of all groups weigh the same. Parts are everyone, the
 * places, the quintiles and the waves: all that categories are put together from.
 * @module
 */

/** @typedef {import("./gathered.js").Gathered} Gathered */
/** @typedef {import("./measures.js").Said} Said */

/**
 * One part of a stratum: its columns in all and by block; a block where nobody lives is not there.
 * @typedef {{whole: Float64Array, blocks: Map<number, Float64Array>}} Part
 */

/**
 * @typedef {object} Stratum
 * @property {number} group
 * @property {number} region
 * @property {Part[]} parts Everyone, then places, quintiles and waves.
 * @property {number} weight
 * @property {boolean} loose Whether it lives in several blocks, so that one can be left out.
 * @property {Map<number, number>} share Of its people, by block.
 * @property {Map<number, number>} stretch By block.
 */

/**
 * The strata of what was gathered, weighed, in the order of groups and then of regions.
 * @param {Said} said @param {Gathered} gathered @param {boolean} byGroup Or regions alone, with nobody weighed.
 * @returns {Stratum[]}
 */
export function strataOf(said, gathered, byGroup) {
  const { group, region, place, quintile, wave } = said.breakdowns;
  const width = said.columns.length;
  const derived = Object.values(said.derived).map(({ column, times_of_quintile: times }) => ({ at: said.columns.indexOf(column), times }));
  const persons = said.columns.indexOf(said.weights.column);
  const many = 1 + place.length + quintile.length + wave.length;
  const part = () => ({ whole: new Float64Array(width + derived.length), blocks: new Map() });
  const strata = (byGroup ? group : [""]).flatMap((_, of) => region.map((__, where) => ({
    group: of, region: where, parts: Array.from({ length: many }, part), weight: 1, loose: false, share: new Map(), stretch: new Map(),
  })));
  const cells = group.length * place.length * quintile.length;
  gathered.rows.forEach((row, number) => {
    for (let cell = 0; cell < cells; cell++) {
      const [of, where, rich] = [Math.floor(cell / (place.length * quintile.length)), Math.floor(cell / quintile.length) % place.length,
        cell % quintile.length];
      const begin = (number * cells + cell) * width;
      const tallies = gathered.tallies.subarray(begin, begin + width);
      const counted = new Float64Array(width + derived.length);
      counted.set(tallies);
      derived.forEach(({ at, times }, place_) => { counted[width + place_] = tallies[at] * times[rich]; });
      const stratum = strata[(byGroup ? of : 0) * region.length + row.region];
      for (const each of [0, 1 + where, 1 + place.length + rich, 1 + place.length + quintile.length + row.wave]) {
        add(stratum.parts[each], row.block, counted);
      }
    }
  });
  for (const stratum of strata) spread(stratum, persons);
  if (byGroup) weigh(said, strata, persons);
  return strata;
}

/** @param {Part} part @param {number} block @param {Float64Array} counted */
function add(part, block, counted) {
  let there = part.blocks.get(block);
  if (!there) part.blocks.set(block, there = new Float64Array(counted.length));
  for (let column = 0; column < counted.length; column++) {
    there[column] += counted[column];
    part.whole[column] += counted[column];
  }
}

/** How a stratum lies over blocks. @param {Stratum} stratum @param {number} persons Their column. */
function spread(stratum, persons) {
  const [{ whole, blocks }] = stratum.parts;
  const lived = [...blocks].filter(([, counted]) => counted[persons] > 0);
  stratum.loose = lived.length > 1;
  for (const [block, counted] of lived) {
    const share = counted[persons] / whole[persons];
    stratum.share.set(block, share);
    stratum.stretch.set(block, stratum.loose ? 1 / Math.sqrt(1 - share) : 0);
  }
}

/** Weigh each group of a region by its share in the society. @param {Said} said @param {Stratum[]} strata @param {number} persons */
function weigh(said, strata, persons) {
  const { shares, least, most } = said.weights;
  said.breakdowns.region.forEach((name, region) => {
    const here = strata.filter((each) => each.region === region);
    const lived = here.map(({ parts: [{ whole }] }) => whole[persons]);
    const all = lived.reduce((sum, each) => sum + each, 0);
    const wanted = here.map(({ group }) => shares[name][said.breakdowns.group[group]] * all);
    const alone = wanted.map((each, at) => (lived[at] > 0 ? each / lived[at] : 0));
    const far = alone.map((each, at) => (each < least || each > most) && (wanted[at] > 0 || lived[at] > 0));
    if (far.includes(true)) far[wanted.indexOf(Math.max(...wanted))] = true;
    const sum = (/** @type {number[]} */ numbers) => numbers.reduce((total, each, at) => total + (far[at] ? each : 0), 0);
    const [above, below] = [sum(wanted), sum(lived)];
    here.forEach((stratum, at) => {
      const weight = far[at] ? (below > 0 ? above / below : 1) : alone[at];
      stratum.weight = lived[at] > 0 ? weight : 1;
    });
  });
}
