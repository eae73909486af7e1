// Loads the WebAssembly module that the build puts into the page, gzipped, as base64.

import compressed from "offerlint.wasm.gz";
import { provide } from "../../lib/engine.js";

export async function load() {
  const stream = new Blob([compressed]).stream().pipeThrough(new DecompressionStream("gzip"));
  const headers = { "content-type": "application/wasm" };
  provide(await WebAssembly.compileStreaming(new Response(stream, { headers })));
}
