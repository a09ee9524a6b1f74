/**
 * The package's own Python: started from files that were fetched before, in a worker or in node.
 * @module
 */

/**
 * What is started: Pyodide's own function, where its files are, and what it is told that there is.
 * @typedef {{loadPyodide: (how: object) => Promise<any>, indexURL: string, stdLibURL: string, lock: object}} Runtime
 */

/**
 * What answers: a check, JSON in and JSON out; and a world under a reform, from JSON, the inflated file of a shipped
 * policy and what stands beside it: what is told of it as JSON, and its inflated file, or null where it cannot be lived.
 * @typedef {{answer: (asked: string) => string,
 *   world: (asked: string, file: Uint8Array, beside: Uint8Array) => [string, Uint8Array | null]}} Python
 */

const BEGIN = "underheaven.observatory.editing.in_page";

/**
 * Start Python, and lay packages beside its own.
 * @param {Runtime} runtime @param {Uint8Array[]} archives Zips of packages.
 * @returns {Promise<Python>}
 */
export async function checker({ loadPyodide, indexURL, stdLibURL, lock }, archives) {
  const python = await loadPyodide({ indexURL, stdLibURL, lockFileContents: JSON.stringify(lock) });
  const place = python.runPython("import site; site.getsitepackages()[0]");
  for (const archive of archives) python.unpackArchive(archive, "zip", { extractDir: place });
  const begin = python.pyimport(BEGIN);
  return {
    answer: begin.answer,
    world: (asked, file, beside) => {
      // JavaScript's bytes are Python's only once they are copied.
      const given = [file, beside].map((each) => python.runPython("lambda buffer: buffer.to_bytes()")(each));
      const made = begin.world(asked, ...given);
      const both = made.toJs();
      for (const each of [made, ...given]) each.destroy();
      return both;
    },
  };
}
