// The packed package in an empty project: ES modules, CommonJS, TypeScript, bundlers.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const here = fileURLToPath(new URL("..", import.meta.url));
const project = mkdtempSync(join(tmpdir(), "offerlint-project-"));
const installed = join(project, "node_modules/offerlint");

const run = (command, ...args) => execFileSync(command, args, { cwd: project, encoding: "utf8" });
const write = (name, text) => writeFileSync(join(project, name), text);

before(() => {
  execFileSync("./build-package", [project], { cwd: here, stdio: "pipe" });
  const [tarball] = readdirSync(project).filter((name) => /^offerlint-\d+\.\d+\.\d+\.tgz$/.test(name));
  assert.ok(tarball);
  write("package.json", '{"name": "empty", "private": true}');
  run("npm", "install", "--silent", "--no-audit", "--no-fund", "--offline", `./${tarball}`);
});

after(() => rmSync(project, { recursive: true }));

test("the version is that of the crate, and nothing unneeded is packed", () => {
  const manifest = JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
  const crate = readFileSync(join(here, "../../Cargo.toml"), "utf8");
  assert.equal(manifest.version, /^version = "(.*)"$/m.exec(crate)[1]);
  assert.deepEqual(readdirSync(installed).sort(), ["LICENSE-APACHE", "LICENSE-MIT", "README.md", "dist", "package.json"]);
  assert.equal(manifest.dependencies, undefined);
});

test("the module has at most 400 KB gzipped", () => {
  assert.ok(gzipSync(readFileSync(join(installed, "dist/offerlint.wasm")), { level: 9 }).length <= 400 * 1024);
});

const USE = `
const report = lint('{"name": "A"}', "tracklysms/create-offer");
if (!report.hasErrors || report.errors[0].pointer !== "/tracking_url") throw new Error("no error");
`;

test("import and require give one package", () => {
  write("esm.mjs", `import { lint } from "offerlint"; import "offerlint/gokart"; ${USE}`);
  write("cjs.cjs", `const { lint } = require("offerlint"); ${USE}`);
  write(
    "both.mjs",
    `import * as esm from "offerlint";
    import { createRequire } from "node:module";
    const cjs = createRequire(import.meta.url)("offerlint");
    for (const name of Object.keys(cjs)) if (esm[name] !== cjs[name]) throw new Error(name);
    if (Object.keys(esm).join() !== Object.keys(cjs).sort().join()) throw new Error(Object.keys(esm).join());`,
  );
  for (const file of ["esm.mjs", "cjs.cjs", "both.mjs"]) run("node", file);
});

test("it works in Bun and in Deno", () => {
  write("runtime.mjs", `
    import { fix, lint, Linter, ValidationError } from "offerlint"; ${USE}
    let message; try { report.throwIfErrors(); } catch (error) { if (error instanceof ValidationError) message = error.message; }
    const linter = new Linter("gokart/update-offer", { off: ["cap-order"] });
    const count = linter.lint({}).length;
    linter.free();
    const fixed = fix(new TextEncoder().encode('{"payout_type": "CPA"}'), "tracklysms/update-offer").payload;
    console.log(JSON.stringify([message.split("\\n")[0], count > 5, new TextDecoder().decode(fixed)]));`);
  for (const [runtime, ...flags] of [["bun", "run"], ["deno", "run", "--quiet", "--allow-read"]]) {
    const output = run(join(here, "examples/node_modules/.bin", runtime), ...flags, "runtime.mjs");
    assert.deepEqual(JSON.parse(output), ["tracklysms/create-offer: 1 error", true, '{"payout_type": "cpa"}'], runtime);
  }
});

test("it works in worker threads", () => {
  write(
    "threads.mjs",
    `import { Worker, isMainThread } from "node:worker_threads"; import { lint } from "offerlint"; ${USE}
    if (isMainThread) for (let n = 0; n < 3; n++) new Worker(new URL(import.meta.url));`,
  );
  run("node", "threads.mjs");
});

test("tsc --strict accepts the usage, as ES modules, CommonJS and for bundlers", () => {
  mkdirSync(join(project, "node_modules/@types"), { recursive: true });
  const usage = readFileSync(join(here, "tests/types/usage.ts"), "utf8");
  write("usage.mts", usage);
  write("usage.cts", usage);
  const tsc = join(here, "node_modules/.bin/tsc");
  const common = ["--noEmit", "--strict", "--exactOptionalPropertyTypes", "--noUncheckedIndexedAccess", "--types", ""];
  const dom = ["--lib", "es2022,esnext.disposable,dom"];
  run(tsc, ...common, ...dom, "--target", "es2022", "--module", "nodenext", "usage.mts", "usage.cts");
  run(tsc, ...common, ...dom, "--target", "es2022", "--module", "preserve", "--moduleResolution", "bundler", "usage.mts");
  // Without types of a platform.
  write("bare.mts", 'import { lint } from "offerlint"; lint("{}", "gokart/update-offer").isClean;');
  run(tsc, ...common, "--lib", "es2022", "--target", "es2022", "--module", "nodenext", "bare.mts");
});

test("a bundler for browsers takes the browser's entry, for workers the worker's", async () => {
  write("entry.mjs", `import { init, lint } from "offerlint"; await init(); ${USE}`);
  const bundle = (options) =>
    build({ absWorkingDir: project, entryPoints: ["entry.mjs"], bundle: true, write: false, format: "esm", ...options });
  const browser = await bundle({ platform: "browser" });
  assert.match(browser.outputFiles[0].text, /new URL\("\.\/offerlint\.wasm", import\.meta\.url\)/);
  assert.doesNotMatch(browser.outputFiles[0].text, /node:fs/);
  const worker = await bundle({ conditions: ["workerd", "worker"], external: ["*.wasm"] });
  assert.match(worker.outputFiles[0].text, /from "\.\/offerlint\.wasm"/);
});
