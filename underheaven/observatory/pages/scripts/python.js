/**
 * The checker of policies in Python: started from files that were fetched before, in a worker or in node.
 * @module
 */

/**
 * What is started: Pyodide's own function, where its files are, and what it is told that there is.
 * @typedef {{loadPyodide: (how: object) => Promise<any>, indexURL: string, stdLibURL: string, lock: object}} Runtime
 */

const BEGIN = "underheaven.observatory.editing.in_page";

/**
 * Start Python, lay packages beside its own, and give the function that answers: JSON in, JSON out.
 * @param {Runtime} runtime @param {Uint8Array[]} archives Zips of packages.
 * @returns {Promise<(asked: string) => string>}
 */
export async function checker({ loadPyodide, indexURL, stdLibURL, lock }, archives) {
  const python = await loadPyodide({ indexURL, stdLibURL, lockFileContents: JSON.stringify(lock) });
  const place = python.runPython("import site; site.getsitepackages()[0]");
  for (const archive of archives) python.unpackArchive(archive, "zip", { extractDir: place });
  return python.pyimport(BEGIN).answer;
}
