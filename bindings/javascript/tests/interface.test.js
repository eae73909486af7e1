// The interface: reports, fixes, settings, catalog.

import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import { contracts, fix, init, lint, Linter, rule, rules, schema, ValidationError } from "../dist/node.js";

const CREATE = "tracklysms/create-offer";
const UPDATE = "tracklysms/update-offer";
const CLEAN = { name: "Summer Promo", tracking_url: "https://track.example.com/c" };
const names = (report) => [...report].map((one) => one.rule);

test("a clean payload gives a clean report in every form", () => {
  const text = JSON.stringify(CLEAN);
  const bytes = new TextEncoder().encode(text);
  const dataView = new DataView(bytes.buffer);
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
  shared.set(bytes);
  for (const payload of [text, bytes, Buffer.from(text), bytes.buffer, dataView, shared, shared.buffer, CLEAN]) {
    const report = lint(payload, CREATE);
    assert.equal(report.isClean, true);
    assert.equal(report.hasErrors, false);
    assert.deepEqual(report.diagnostics, []);
    assert.equal(report.length, 0);
    assert.equal(report.throwIfErrors(), report);
    assert.equal(String(report), `${CREATE}: no findings`);
  }
});

test("a part of a buffer is linted, not all of it", () => {
  const bytes = Buffer.from(`xx${JSON.stringify(CLEAN)}yy`);
  assert.ok(lint(bytes.subarray(2, -2), CREATE).isClean);
  assert.ok(lint(bytes, CREATE).hasErrors);
});

test("a report has errors, warnings and texts", () => {
  const report = lint('{"name": "A", "payout": -1}', CREATE);
  assert.deepEqual(names(report.errors), ["required-field-missing"]);
  assert.deepEqual(names(report.warnings), ["number-negative"]);
  assert.equal(report.length, 2);
  const [missing, negative] = report.diagnostics;
  assert.equal(
    String(report),
    `1:1: error[required-field-missing] tracking_url: ${missing.message}\n` +
      `1:25: warning[number-negative] payout: ${negative.message}`,
  );
  assert.deepEqual(JSON.parse(JSON.stringify(report)), { contract: CREATE, diagnostics: report.diagnostics });
});

test("texts name fields as the command does", () => {
  const field = (payload) => String(lint(payload, UPDATE)).match(/\[unknown-field\] (.*): "/)[1];
  assert.equal(field('{"payout": 1, "a-b$": 1}'), "a-b$");
  assert.equal(field('{"payout": 1, "é": 1}'), "é");
  assert.equal(field('{"payout": 1, "12": 1}'), "[12]");
  assert.equal(field('{"payout": 1, "a/b~c": 1}'), '["a/b~c"]');
  assert.equal(field('{"payout": 1, "a b": 1}'), '["a b"]');
  assert.match(String(lint('{"payout": 1}', UPDATE, { query: "a=1" })), /\[unknown-field\] @query\/a: /);
  const events = contracts().find((one) => one.name === "gokart/update-offer").example.replace(/"weeklyCap":/, '"weeklyCop":');
  assert.match(String(lint(events, "gokart/update-offer")), / offerEvents\[0\]\.weeklyCop: /);
});

test("console.log shows the findings", () => {
  const report = lint('{"payout": -1}', UPDATE);
  assert.equal(inspect(report), `Report { ${UPDATE}:\n${report}\n}`);
  assert.equal(inspect(lint('{"payout": 1}', UPDATE)), `Report { ${UPDATE}: no findings }`);
});

test("throwIfErrors throws for errors only, and the error lists them", () => {
  assert.ok(lint('{"payout": -1}', UPDATE).throwIfErrors().length === 1);
  const report = lint('{"name": "A"}', CREATE);
  assert.throws(
    () => report.throwIfErrors(),
    (error) =>
      error instanceof ValidationError &&
      error instanceof Error &&
      error.name === "ValidationError" &&
      error.report === report &&
      error.message === `${CREATE}: 1 error\n${report}`,
  );
});

test("keys of the payload cannot forge lines of a report", () => {
  const report = lint('{"payout": 1, "a\\nerror[x] /y: z": 1, "\\u202etxt": 1}', UPDATE);
  assert.equal(String(report).split("\n").length, report.length);
  assert.ok(!String(report).includes("\u202e"));
});

test("settings change the findings", () => {
  const http = '{"tracking_url": "http://track.example.com/c"}';
  assert.deepEqual(names(lint(http, UPDATE)), ["url-insecure-http"]);
  assert.ok(lint(http, UPDATE, { off: ["url-insecure-http"] }).isClean);
  assert.ok(lint(http, UPDATE, { off: "url-insecure-http" }).isClean);
  assert.ok(lint(http, UPDATE, { error: ["url-insecure-http"] }).hasErrors);
  assert.ok(!lint("{}", CREATE, { warn: ["required-field-missing"] }).hasErrors);
  const off = rules().filter((one) => !one.isOn);
  assert.ok(off.length > 0);
  for (const { name, bad } of off) {
    if (bad.request !== null || bad.now !== null) continue;
    assert.ok(!names(lint(bad.text, bad.contract)).includes(name), name);
  }
  assert.deepEqual(names(lint('{"payout": 1}', UPDATE, { pathId: "x" })), ["object-id-format"]);
});

test("a query may be a text, pairs, URLSearchParams or an object", () => {
  const found = (query) => [...lint("{}", "tracklysms/list-offers", { query })].filter((one) => one.pointer.startsWith("@query"));
  const expected = found("per_page=500");
  assert.equal(expected.length, 1);
  assert.deepEqual(found([["per_page", "500"]]), expected);
  assert.deepEqual(found(new URLSearchParams({ per_page: "500" })), expected);
  assert.deepEqual(found({ per_page: "500" }), expected);
});

test("the clock is a Date or a text, and is read only if given", () => {
  const { bad } = rule("end-date-past");
  const all = (now) => names(lint({ endDate: "2020-01-01T00:00:00.000Z" }, bad.contract, now && { now }));
  assert.ok(all(new Date("2026-01-01T00:00:00Z")).includes("end-date-past"));
  assert.ok(all("2026-01-01T00:00:00Z").includes("end-date-past"));
  assert.ok(!all("2019-01-01T00:00:00Z").includes("end-date-past"));
  assert.ok(!all(undefined).includes("end-date-past"));
});

test("fix applies safe fixes, and unsafe ones only if asked", () => {
  const text = '{"payout_type": "CPA", "metadata": null}';
  const safe = fix(text, UPDATE);
  assert.equal(safe.payload, '{"payout_type": "cpa", "metadata": null}');
  assert.deepEqual(names(safe.applied), ["invalid-payout-type"]);
  assert.equal(safe.applied.diagnostics[0].fix.applicability, "safe");
  assert.equal(safe.applied.diagnostics[0].start, null);
  assert.deepEqual(names(safe.remaining), names(lint(safe.payload, UPDATE)));
  assert.equal(safe.remaining.isClean, false);

  const all = fix(text, UPDATE, { unsafe: true });
  assert.deepEqual(JSON.parse(all.payload), { payout_type: "cpa" });
  assert.ok(all.remaining.isClean);
});

test("fix returns the kind of payload that it got", () => {
  const bytes = fix(Buffer.from('{"payout_type": "CPA"}'), UPDATE).payload;
  assert.equal(Buffer.from(bytes).toString(), '{"payout_type": "cpa"}');
  const value = { payout_type: "CPA" };
  assert.deepEqual(fix(value, UPDATE).payload, { payout_type: "cpa" });
  assert.deepEqual(value, { payout_type: "CPA" });
  const marked = fix('\ufeff{"payout": 1}', UPDATE);
  assert.equal(marked.payload, '{"payout": 1}');
});

test("the edits of a finding apply to the text as slices", () => {
  const text = '{"name": "é🎯", "payout_type": "CPA"}';
  const [found] = lint(text, UPDATE).errors;
  const [edit] = found.fix.edits;
  assert.equal(text.slice(found.start, found.end), '"CPA"');
  assert.equal(text.slice(0, edit.start) + edit.replacement + text.slice(edit.end), fix(text, UPDATE).payload);
  assert.equal(found.column, [...text.slice(0, found.start)].length + 1);
});

test("a linter keeps its settings; free ends it", () => {
  const linter = new Linter(UPDATE, { off: ["invalid-payout-type"] });
  assert.equal(linter.contract, UPDATE);
  assert.ok(linter.lint('{"payout_type": "CPA"}').isClean);
  assert.equal(linter.fix('{"payout_type": "CPA"}').payload, '{"payout_type": "CPA"}');
  linter.free();
  linter.free();
  assert.throws(() => linter.lint("{}"), /the linter has been freed/);
  // Another linter gets its place.
  const next = new Linter(UPDATE);
  assert.throws(() => linter.lint("{}"), /the linter has been freed/);
  assert.ok(next.lint('{"payout_type": "CPA"}').hasErrors);
});

test("a linter is disposable", { skip: Symbol.dispose === undefined }, () => {
  const linter = new Linter(UPDATE);
  linter[Symbol.dispose]();
  assert.throws(() => linter.lint("{}"), /freed/);
});

test("the catalog has rules, contracts and schemas", async () => {
  assert.equal(new Set(rules().map((one) => one.name)).size, rules().length);
  const caps = rule("cap-order");
  assert.deepEqual([caps.severity, caps.isOn, caps.fix], ["error", true, "none"]);
  assert.deepEqual(rules().find((one) => one.name === "cap-order"), caps);
  for (const one of contracts()) {
    assert.ok(lint(one.example, one.name).isClean, one.name);
    assert.equal(schema(one.name).title, one.name);
    assert.equal(one.provider, one.name.split("/")[0]);
  }
  assert.deepEqual(schema(CREATE).required, ["name", "tracking_url"]);
  assert.equal(await init(), undefined);
});
