// Node, Bun and Deno: the module is compiled from its file at the first use.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { provide } from "./engine.js";

provide(() => new WebAssembly.Module(readFileSync(join(__dirname, "offerlint.wasm"))));

export * from "./offerlint.js";

/** Nothing to wait for; browsers need it. */
export async function init() {}
