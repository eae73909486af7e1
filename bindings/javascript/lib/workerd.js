// Cloudflare workers: the import is the compiled module.

import module from "./offerlint.wasm";
import { provide } from "./engine.js";

provide(module);

export * from "./offerlint.js";

/** Nothing to wait for; browsers need it. */
export async function init() {}
