// Every payload of tests/conformance gives the findings of the conformance set, member by member.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { lint } from "../dist/node.js";

const file = new URL("../../../tests/conformance/cases.ndjson", import.meta.url);
const cases = readFileSync(file, "utf8").trimEnd().split("\n").map((line) => JSON.parse(line));

/** The options of a case. Its request line is for front ends that read one. */
function options({ path_id, request, ...settings }) {
  return path_id === undefined ? settings : { ...settings, pathId: path_id };
}

/** The members of a finding in camelCase. */
function camel(value) {
  if (Array.isArray(value)) return value.map(camel);
  if (typeof value !== "object" || value === null) return value;
  const name = (key) => key.replace(/_[a-z]/g, (two) => two[1].toUpperCase());
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [name(key), camel(inner)]));
}

/** The finding with `start` and `end` changed everywhere. */
function withOffsets(value, offset) {
  if (Array.isArray(value)) return value.map((one) => withOffsets(one, offset));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      const isOffset = (key === "start" || key === "end") && inner !== null;
      return [key, isOffset ? offset(inner) : withOffsets(inner, offset)];
    }),
  );
}

test("the set has cases with and without findings, and texts beyond ASCII", () => {
  assert.ok(cases.length > 200);
  assert.ok(cases.some((one) => one.findings.length === 0));
  assert.ok(cases.some((one) => Buffer.byteLength(one.payload) !== one.payload.length && one.findings.length > 0));
});

test("bytes: equal findings, offsets in bytes", () => {
  for (const { name, contract, settings, payload, findings } of cases) {
    const report = lint(Buffer.from(payload), contract, options(settings));
    assert.deepEqual([...report], camel(findings), name);
    assert.equal(report.isClean, findings.length === 0, name);
    assert.equal(report.hasErrors, findings.some((one) => one.severity === "error"), name);
  }
});

test("texts: equal findings, offsets in UTF-16 code units", () => {
  for (const { name, contract, settings, payload, findings } of cases) {
    const units = (bytes) => Buffer.from(payload).subarray(0, bytes).toString().length;
    const report = lint(payload, contract, options(settings));
    assert.deepEqual([...report], withOffsets(camel(findings), units), name);
  }
});

test("values: the same rules at the same pointers, without places and fixes", () => {
  let compared = 0;
  for (const { name, contract, settings, payload, findings } of cases) {
    let value;
    try {
      value = JSON.parse(payload);
    } catch {
      continue;
    }
    // Parsing loses duplicate members, and digits of numbers.
    if (JSON.stringify(value) !== compact(payload)) continue;
    compared += 1;
    const found = [...lint(value, contract, options(settings))];
    const brief = ({ rule, severity, pointer, message }) => ({ rule, severity, pointer, message });
    assert.deepEqual(found.map(brief), findings.map(brief), name);
    for (const one of found) {
      assert.deepEqual([one.line, one.start, one.endColumn, one.fix], [null, null, null, null], name);
    }
  }
  assert.ok(compared > 100, `${compared} compared`);
});

/** The text without white space outside strings. */
function compact(text) {
  return text.replace(/("(?:[^"\\]|\\.)*")|\s+/g, (_, string) => string ?? "");
}
