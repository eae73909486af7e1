// The package in browsers: without a bundler, in a worker, and bundled by vite.

import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { start } from "../playground/tests/browser.js";

const dist = fileURLToPath(new URL("../dist/", import.meta.url));
const examples = fileURLToPath(new URL("../examples/", import.meta.url));
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".wasm": "application/wasm" };
const USE = `
  const report = lint('{"name": "\u00e9", "payout": "2"}', "tracklysms/create-offer");
  const result = [...report].map((found) => [found.rule, found.start]);`;
const EXPECTED = [["required-field-missing", 0], ["type-mismatch", 24]];

let browser;
let folder;
before(async () => {
  browser = await start();
  folder = mkdtempSync(join(tmpdir(), "offerlint-site-"));
});
after(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

/** Serves folders in turn, until the test ends. `types`: the file types that the server knows. */
async function serve(t, folders, types = TYPES) {
  const server = createServer((request, response) => {
    const path = new URL(request.url, "http://x").pathname.slice(1);
    for (const folder of folders) {
      try {
        const content = readFileSync(join(folder, path));
        response.setHeader("content-type", types[extname(path)] ?? "application/octet-stream");
        response.end(content);
        return;
      } catch {
        // The next folder may have it.
      }
    }
    response.statusCode = 404;
    response.end();
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  t.after(() => (server.closeAllConnections(), server.close()));
  return `http://127.0.0.1:${server.address().port}`;
}

/** What the page puts into `window.result`. */
async function result(address) {
  const page = await browser.newPage();
  await page.goto(address);
  await page.waitForFunction(() => window.result !== undefined, null, { timeout: 10_000 });
  const found = await page.evaluate(() => window.result);
  await page.close();
  return found;
}

const page = (script) => `<!doctype html><script type="module">try { ${script} } catch (error) { window.result = String(error); }</script>`;

test("without a bundler, after await init()", async (t) => {
  writeFileSync(join(folder, "plain.html"), page(`
    const { init, lint } = await import("/browser.js");
    let early; try { lint("{}", "gokart/update-offer"); } catch (error) { early = error.message; }
    await Promise.all([init(), init()]); await init(); ${USE}
    window.result = [early, result];`));
  const expected = ["offerlint is not loaded yet: call `await init()` once before the first use", EXPECTED];
  assert.deepEqual(await result(`${await serve(t, [folder, dist])}/plain.html`), expected);
  // A server that does not know the file type of .wasm.
  const { ".wasm": _, ...types } = TYPES;
  assert.deepEqual(await result(`${await serve(t, [folder, dist], types)}/plain.html`), expected);
});

test("init takes a URL, a response, bytes or a module, and can be repeated after a failure", async (t) => {
  for (const source of [
    '"/offerlint.wasm"',
    'fetch("/offerlint.wasm")',
    'await (await fetch("/offerlint.wasm")).arrayBuffer()',
    'await WebAssembly.compileStreaming(fetch("/offerlint.wasm"))',
  ]) {
    writeFileSync(join(folder, "source.html"), page(`
      const { init, lint } = await import("/browser.js");
      let failure; try { await init("/missing.wasm"); } catch (error) { failure = error.message; }
      await init(${source}); ${USE} window.result = [failure, result];`));
    const found = await result(`${await serve(t, [folder, dist])}/source.html`);
    assert.deepEqual(found, ["offerlint.wasm cannot be loaded: status 404", EXPECTED], source);
  }
});

test("in a web worker", async (t) => {
  writeFileSync(join(folder, "worker.js"), `import { init, lint } from "/browser.js"; await init(); ${USE} postMessage(result);`);
  writeFileSync(join(folder, "worker.html"), page(`
    new Worker("/worker.js", { type: "module" }).onmessage = ({ data }) => (window.result = data);`));
  assert.deepEqual(await result(`${await serve(t, [folder, dist])}/worker.html`), EXPECTED);
});

test("bundled by vite, which copies the module", async (t) => {
  const { build } = await import(pathToFileURL(createRequire(join(examples, "package.json")).resolve("vite")));
  const site = mkdtempSync(join(examples, "node_modules/.site-"));
  t.after(() => rmSync(site, { recursive: true }));
  writeFileSync(join(site, "index.html"), '<!doctype html><script type="module" src="./main.js"></script>');
  writeFileSync(join(site, "main.js"), `import { init, lint } from "offerlint"; init().then(() => { ${USE} window.result = result; });`);
  await build({ root: site, logLevel: "error", build: { target: "es2022", outDir: "out" } });
  assert.ok(readdirSync(join(site, "out/assets")).some((name) => name.endsWith(".wasm")));
  assert.deepEqual(await result(`${await serve(t, [join(site, "out")])}/index.html`), EXPECTED);
});
