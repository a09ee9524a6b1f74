/**
 * Where a citizen stands among all adults in the scheme as a step ends: rank and percentile, in region and nation.
 *
 * As the package has it (underheaven/measure/ranks.py): in a nation of few communities everybody's score is kept and the
 * rank is counted; elsewhere it lies between two ends, by the bins of scores that the kernel counts.
 * @module
 */

/** @typedef {import("./world.js").World} World */
/** @typedef {import("./reading.js").Week} Week */
/** @typedef {{people: number, least: number, most: number}} Rank Of so many people; the ends are the same where it was counted. */
/** @typedef {{region: Rank, nation: Rank}} Stood */
/** @typedef {{most: number, bins: number}} Ranked Up to how many communities it is counted, and the bins of the kernel. */

const POINT = 16;

/** Of so many who stand above, and so many with the same score, oneself among them. @param {number[]} counts @returns {Rank} */
function counted([above, tied, people]) {
  const middle = above + (tied + 1) / 2;
  return { people, least: middle, most: middle };
}

/** Of somebody in a bin: whoever shares it may stand above or below. @param {number[]} bins @param {number} at @returns {Rank} */
function within(bins, at) {
  const sum = (/** @type {number[]} */ part) => part.reduce((total, many) => total + many, 0);
  const above = sum(bins.slice(at + 1));
  return { people: sum(bins), least: above + 1, most: above + bins[at] };
}

/** Between what and what the percentile lies, 0 to 100. @param {Rank} rank @returns {[number, number]} */
export function percentiles({ people, least, most }) {
  const of = (/** @type {number} */ rank) => (100 * (people - rank + 0.5)) / people;
  return [of(most), of(least)];
}

export class Ranks {
  /** @param {World} world @param {Ranked} ranked @param {[number, number]} scale The lowest and the highest score, in sixteenths. */
  constructor(world, ranked, scale) {
    this._world = world;
    this._bins = ranked.bins;
    this._scale = scale;
    this.counts = world.communities <= ranked.most;
    /** By step and community: scores of those in the scheme. @type {Int16Array[][]} */
    this._shown = [];
    /** By step: bins of each region. @type {number[][][]} */
    this._binned = [];
  }

  /** Keep the scores of a community that was just lived. @param {number} community @param {number} step */
  note(community, step) {
    if (!this.counts) return;
    const { arrays } = this._world;
    const size = Number(arrays.view("communities.size")[community]);
    const member = arrays.view("living.slots.member");
    // Before anybody was replaced, as the life has it.
    const after = arrays.view("living.tying.after").subarray(0, size);
    (this._shown[step] ??= [])[community] = after.filter((/** @type {number} */ _, /** @type {number} */ i) => member[i] === 1);
  }

  /** Keep what the kernel counted of the step that was just lived. */
  close() {
    if (this.counts) return;
    const { arrays } = this._world;
    const [regions, groups, bins] = arrays.shape("living.sums.histogram");
    const all = arrays.view("living.sums.histogram");
    const of = (/** @type {number} */ region, /** @type {number} */ bin) => {
      let sum = 0;
      for (let group = 0; group < groups; group++) sum += Number(all[(region * groups + group) * bins + bin]);
      return sum;
    };
    this._binned.push(Array.from({ length: regions }, (_, region) => Array.from({ length: bins }, (_, bin) => of(region, bin))));
  }

  /** Where a citizen stood as each step ended; null when not in the scheme. @param {number} citizen @param {Week[]} weeks @returns {(Stood | null)[]} */
  of(citizen, weeks) {
    const begin = this._world.arrays.view("communities.begin");
    const regions = this._world.arrays.view("communities.region");
    const home = Number(regions.findLast((/** @type {bigint} */ _, /** @type {number} */ at) => Number(begin[at]) <= citizen));
    return weeks.map(({ step, shown, enrolled }) => {
      if (!enrolled) return null;
      const score = Math.round(shown * POINT);
      return this.counts ? this._counted(step, score, (community) => Number(regions[community]) === home) : this._within(step, score, home);
    });
  }

  /** @param {number} step @param {number} score @param {(community: number) => boolean} isHome @returns {Stood} */
  _counted(step, score, isHome) {
    const [region, nation] = [[0, 0, 0], [0, 0, 0]];
    this._shown[step].forEach((shown, community) => {
      const here = [0, 0, shown.length];
      for (const each of shown) {
        if (each > score) here[0] += 1;
        else if (each === score) here[1] += 1;
      }
      for (const sums of isHome(community) ? [region, nation] : [nation]) here.forEach((many, at) => { sums[at] += many; });
    });
    return { region: counted(region), nation: counted(nation) };
  }

  /** @param {number} step @param {number} score @param {number} home @returns {Stood} */
  _within(step, score, home) {
    const [low, high] = this._scale;
    const at = Math.floor(((score - low) * this._bins) / (high - low + 1));
    const regions = this._binned[step];
    const all = regions[0].map((_, bin) => regions.reduce((sum, bins) => sum + bins[bin], 0));
    return { region: within(regions[home], at), nation: within(all, at) };
  }
}
