// Browsers, with or without a bundler: the module is fetched by `init`.

import { isReady, provide } from "./engine.js";

export * from "./offerlint.js";

let loading;

/**
 * Loads the module. `source`: URL, Response, bytes or a compiled module; by default the file
 * `offerlint.wasm` beside this one.
 */
export function init(source) {
  if (isReady()) return Promise.resolve();
  loading ??= load(source ?? new URL("./offerlint.wasm", import.meta.url)).finally(() => {
    loading = undefined;
  });
  return loading;
}

async function load(given) {
  const source = await given;
  if (source instanceof WebAssembly.Module) {
    provide(source);
  } else if (source instanceof ArrayBuffer || ArrayBuffer.isView(source)) {
    provide(await WebAssembly.compile(source));
  } else {
    const response = source instanceof Response ? source : await fetch(source);
    if (!response.ok) throw new Error(`offerlint.wasm cannot be loaded: status ${response.status}`);
    provide(await compiled(response));
  }
}

/** Servers that do not know the file type of `.wasm` prevent compiling while it loads. */
async function compiled(response) {
  const type = response.headers.get("content-type") ?? "";
  if (type.startsWith("application/wasm")) return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}
