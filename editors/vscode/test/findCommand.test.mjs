// Where the extension finds the command.

import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { build } from "esbuild";

const { outputFiles } = await build({
  entryPoints: [path.join(import.meta.dirname, "../src/findCommand.ts")],
  bundle: true,
  format: "esm",
  platform: "node",
  write: false,
});
const source = Buffer.from(outputFiles[0].text).toString("base64");
const { findCommand } = await import(`data:text/javascript;base64,${source}`);

function find(files, changes = {}) {
  const machine = {
    setting: "",
    folders: ["/usr/bin", "/opt/bin"],
    pythonEnvironment: "/home/me/.venv",
    isWindows: false,
    isFile: (file) => files.includes(file),
    ...changes,
  };
  return findCommand(machine);
}

test("the setting comes first, and is not replaced by another command", () => {
  const files = ["/usr/bin/offerlint", "/mine/offerlint"];
  assert.deepEqual(find(files, { setting: "/mine/offerlint" }), { command: "/mine/offerlint" });
  assert.match(find(files, { setting: "/gone/offerlint" }).reason, /\/gone\/offerlint, which is not a file/);
});

test("then PATH in its order, then the Python environment", () => {
  const python = "/home/me/.venv/bin/offerlint";
  assert.deepEqual(find([python, "/opt/bin/offerlint"]), { command: "/opt/bin/offerlint" });
  assert.deepEqual(find([python]), { command: python });
  assert.match(find([python], { pythonEnvironment: undefined }).reason, /neither on PATH nor/);
});

test("an entry of PATH that is not absolute is not searched", () => {
  assert.ok("reason" in find(["offerlint", "bin/offerlint"], { folders: ["", ".", "bin"] }));
});
