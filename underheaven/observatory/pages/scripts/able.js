/**
 * Whether a society can be lived in this browser.
 * @module
 */

/** Error, with what can be seen all the same, where it cannot. */
export function requireAble() {
  if (["WebAssembly", "DecompressionStream", "Worker"].every((each) => each in globalThis)) return;
  throw new Error("this browser has no WebAssembly, workers or DecompressionStream, in which a society is lived here. "
    + "A newer browser has them. The story in seven scenes can be seen in this one");
}
