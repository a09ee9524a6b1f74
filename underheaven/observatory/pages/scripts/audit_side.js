/**
 * The policy that is audited, as it is shipped or with a reform: what stands beside its measures, and the run that it needs.
 * @module
 */

import { address } from "./folder.js";
import { inflated } from "./inflated.js";

/** @typedef {import("./audit_address.js").Chosen} Chosen */
/** @typedef {import("./reformed.js").Made} Made */
/** @typedef {import("./runs.js").Wanted} Wanted */
/** What stands beside the measures of a policy in a society. @typedef {{sections: import("./audit_sections.js").Section[], elsewhere: import("./audit_sections.js").Elsewhere[],
 *   asked: Record<string, string>, parts: Record<string, string>, screen: import("./screened.js").Screen}} Beside */
/** What is known of a policy before it is lived; `made` only of a reform. @typedef {{beside: Beside, made: Made | null}} Known */

const KEPT = 2;

export class AuditSide {
  /** @param {(words: string) => void} say Told what is fetched and made. */
  constructor(say) {
    this._say = say;
    /** @type {import("./reformed.js").Reformed | null} */
    this._reformed = null;
    /** By what they are of. @type {Map<string, Known>} */
    this._known = new Map();
  }

  /** What stands beside the measures; null before it is made. @param {Chosen} state @returns {Beside | null} */
  beside(state) {
    return this._known.get(keyOf(state))?.beside ?? null;
  }

  /** What is told of the reform; null where there is none, or it is not known yet. @param {Chosen} state */
  reform(state) {
    return this._known.get(keyOf(state))?.made?.reform ?? null;
  }

  /** Fetch, or make, what is known of a policy before it is lived. `Refused` where its reform cannot be lived. @param {Chosen} state */
  async make(state) {
    const key = keyOf(state);
    if (this._known.has(key)) return;
    const known = state.r ? await this._made(state) : { beside: await inflated(address(`${state.society}/${state.policy}-audit.gz`)), made: null };
    this._known.set(key, known);
    // The world of a reform is a megabyte.
    for (const oldest of [...this._known.keys()].slice(0, -KEPT)) this._known.delete(oldest);
  }

  /** @param {Chosen} state @returns {Promise<Known>} */
  async _made(state) {
    // Late: most audits are of policies as they are shipped.
    const { Reformed } = await import("./reformed.js");
    this._reformed ??= new Reformed(this._say);
    const { file, measures } = filesOf(state);
    const made = await this._reformed.world(state.r, state.citizens, file, "audit", measures);
    return { beside: made.beside.audit, made };
  }

  /** The run that it needs; of a reform none before it is made. @param {Chosen} state @returns {Wanted | null} */
  wanted(state) {
    const { policy, society, years, citizens, seed, r } = state;
    const made = this._known.get(keyOf(state))?.made;
    if (r && !made) return null;
    return {
      key: [r ? `r=${r}` : policy, society, years, citizens, seed].join(" "),
      which: {
        kernel: address("kernel.wasm.gz"), ...filesOf(state), seeds: seed === 1 ? null : address(`${society}/seeds.gz`), seed, citizens, all: true,
        ...(made ? { whole: made.whole, said: made.beside.measures } : {}),
      },
    };
  }
}

/** What is known hangs on it; a reform names its policy itself, and its world is of so many citizens. @param {Chosen} state */
const keyOf = ({ policy, r, society, years, citizens }) => (r ? [`r=${r}`, society, years, citizens] : [policy, society]).join(" ");

/** The files of the policy as it is shipped. @param {Chosen} state */
const filesOf = ({ policy, society, years }) =>
  ({ file: address(`${society}/${policy}-${years}.gz`), measures: address(`${society}/${policy}-measures.gz`) });
