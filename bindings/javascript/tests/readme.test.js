// The code of the READMEs runs, and gives what its comments say.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import * as offerlint from "../dist/node.js";

/** The blocks of JavaScript in a file. */
function blocks(path) {
  const text = readFileSync(new URL(path, import.meta.url), "utf8");
  return [...text.matchAll(/^```js\n([^]*?)^```/gm)].map((block) => block[1]);
}

/** Runs a block that imports from the package. `expressions` are evaluated at its end. */
function run(block, ...expressions) {
  const code = block.replace(/^import (\{.*\}) from "offerlint";$/m, "const $1 = offerlint;");
  assert.notEqual(code, block);
  return new Function("offerlint", "console", `${code}\nreturn [${expressions.join(", ")}];`)(offerlint, { log() {} });
}

test("README of the repository", () => {
  const [block, ...others] = blocks("../../../README.md");
  assert.equal(others.length, 0);
  const values = run(
    block,
    "report.errors.map((found) => found.pointer)",
    `fix('{"status": "ACTIVE"}', "tracklysms/update-offer").payload`,
  );
  assert.deepEqual(values, [["/tracking_url"], '{"status": "active"}']);
});

test("README of the package", () => {
  const [block] = blocks("../README.md");
  assert.throws(() => run(block), offerlint.ValidationError);
  assert.deepEqual(run(block.replace(/^report\.throwIfErrors.*$/m, ""), "report.hasErrors"), [true]);
});
