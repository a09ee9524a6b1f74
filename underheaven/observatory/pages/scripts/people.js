/**
 * What befell each person of a run, for holding two runs of the same people against each other.
 *
 * The kernel counts lives where it is given memory for them, and else leaves them out; the digest is the same.
 * @module
 */

/** @typedef {import("./carried.js").Carried} Carried */

/** By what people are told apart: the categories, and of each cell its category's number. @typedef {{categories: string[], of_cell: number[]}} Apart */

/**
 * What can become better or worse for a person, as the package says it; `row` is its place among what is counted, null: the score.
 * @typedef {{name: string, title: string, unit: string, harm: boolean, row: number | null}} Kind
 * @typedef {{archetype: number, outcomes: Kind[], apart: Record<string, Apart>, other_scale: string, nobody: string}} Told
 */

/**
 * Of a run: the kinds, whom its policy scores by age, everybody's cell, what was counted of each kind and person, and the scores at the end.
 * @typedef {{told: Told, scale: string[], minutes: number, scored: Uint8Array, cells: Uint8Array, counted: (Uint32Array | null)[], shown: Int16Array}} People
 */

const LIVES = "living.counting.lives";

/** The same world, in which lives are counted. @param {Carried} carried @param {number} citizens @returns {Carried} */
export function withLives({ plan, bytes }, citizens) {
  const at = plan.arrays.findIndex(({ name }) => name === LIVES);
  const shape = [plan.arrays[at].shape[0], citizens];
  const arrays = plan.arrays.map((each, number) => (number === at ? { ...each, shape } : each));
  const living = plan.directories.living.map((entry) => (Array.isArray(entry) && Number(entry[0]) === at ? [entry[0], ...shape] : entry));
  return { plan: { ...plan, arrays, directories: { ...plan.directories, living } }, bytes };
}

/**
 * What befell the people of a world that was lived.
 * @param {import("./world.js").World} world @param {{people: Told, scale: string[]}} said @returns {People}
 */
export function peopleOf({ arrays, plan }, { people: told, scale }) {
  const [adult, cells] = ["adult", "cell_of"].map((name) => arrays.view(`living.traits.${name}`));
  const archetypes = arrays.view("state.archetype");
  const [lives, many] = [arrays.view(LIVES), archetypes.length];
  return {
    told, scale, minutes: plan.step_minutes,
    scored: Uint8Array.from(archetypes, (/** @type {number} */ each) => adult[each & told.archetype]),
    cells: Uint8Array.from(archetypes, (/** @type {number} */ each) => cells[each & told.archetype]),
    counted: told.outcomes.map(({ row }) => (row === null ? null : lives.slice(row * many, (row + 1) * many))),
    shown: arrays.view("state.shown").slice(),
  };
}
