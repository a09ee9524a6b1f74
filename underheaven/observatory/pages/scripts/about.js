/**
 * The page that says what this is: only keys act on it.
 * @module
 */

import { readKeys } from "./read_keys.js";

readKeys();
