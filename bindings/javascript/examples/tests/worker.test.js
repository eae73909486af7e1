// The worker in workerd, the runtime of Cloudflare.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { build } from "esbuild";
import { Miniflare } from "miniflare";

let miniflare;
before(async () => {
  const { outputFiles } = await build({
    entryPoints: [new URL("../worker.js", import.meta.url).pathname],
    bundle: true,
    write: false,
    format: "esm",
    conditions: ["workerd"],
    external: ["*.wasm"],
  });
  const module = createRequire(import.meta.url).resolve("offerlint/offerlint.wasm");
  miniflare = new Miniflare({
    compatibilityDate: "2025-07-01",
    modules: [
      { type: "ESModule", path: "worker.js", contents: outputFiles[0].text },
      { type: "CompiledWasm", path: "offerlint.wasm", contents: readFileSync(module) },
    ],
  });
  await miniflare.ready;
});
after(() => miniflare.dispose());

const post = async (body) => {
  const response = await miniflare.dispatchFetch("http://worker/", { method: "POST", body });
  return [response.status, await response.json()];
};

test("the worker passes clean offers on and answers wrong ones as the API does", async () => {
  assert.deepEqual(await post('{"name": "A", "tracking_url": "https://track.example.com/c"}'), [200, { success: true }]);
  const [status, body] = await post('{"name": "A"}');
  assert.deepEqual([status, body.code], [400, "missing_tracking_url"]);
});
