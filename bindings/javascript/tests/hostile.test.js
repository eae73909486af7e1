// Hostile inputs, failures of the module, and memory.

import { instances, memory, panicNext } from "./support/instances.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout } from "node:timers/promises";

const { fix, lint, Linter } = await import("../dist/node.js");

const UPDATE = "tracklysms/update-offer";
const GOKART = "gokart/update-offer";
const names = (report) => [...report].map((one) => one.rule);
const works = () => assert.ok(lint('{"payout": 1}', UPDATE).isClean && lint("{}", GOKART).hasErrors);

test("deep nesting is a finding, or a TypeError for values", () => {
  for (const open of ["[", '{"a":', '{"metadata":[']) {
    assert.deepEqual(names(lint(open.repeat(1e6), UPDATE)), ["json-syntax"]);
  }
  const nested = (levels) => {
    let value = 1;
    for (let level = 0; level < levels; level++) value = { a: value };
    return value;
  };
  assert.deepEqual(names(lint(nested(200), UPDATE)), ["json-syntax"]);
  assert.throws(() => lint(nested(1e5), UPDATE), { name: "TypeError", message: /more than 500 levels$/ });
  works();
});

test("lone surrogates are read as U+FFFD and do not shift offsets", () => {
  const text = '{"name": "\ud800", "payout_type": "CPA"}';
  const [found] = lint(text, UPDATE).errors;
  assert.equal(text.slice(found.start, found.end), '"CPA"');
  assert.ok(fix(text, UPDATE).payload.includes('"\ufffd", "payout_type": "cpa"'));
  lint({ name: "\udc00", "\ud800": 1 }, UPDATE);
  works();
});

test("a payload of 50 MB is linted, and its memory is given back", () => {
  const name = "é".repeat(25e6);
  for (const payload of [`{"name": "${name}"}`, Buffer.from(`{"name": "${name}"}`), "x".repeat(50e6)]) {
    assert.ok(lint(payload, UPDATE).hasErrors);
    works();
    assert.ok(memory() < 1 << 27, `${memory()} bytes`);
  }
});

test("detached, empty and resized buffers", () => {
  const bytes = new TextEncoder().encode('{"payout": 1}');
  structuredClone(bytes.buffer, { transfer: [bytes.buffer] });
  assert.throws(() => lint(bytes, UPDATE), { name: "TypeError", message: "payload: the buffer is detached" });
  assert.throws(() => lint(bytes.buffer, UPDATE), TypeError);
  assert.deepEqual(names(lint(new Uint8Array(0), UPDATE)), ["json-syntax"]);
  assert.deepEqual(names(lint("", UPDATE)), ["json-syntax"]);
  const resizable = new Uint8Array(new ArrayBuffer(4, { maxByteLength: 8 }));
  resizable.buffer.resize(2);
  assert.deepEqual(names(lint(resizable, UPDATE)), ["json-syntax"]);
  works();
});

test("an empty payload after one for which memory has grown", () => {
  lint(`[${"0,".repeat(1e6)}0]`, UPDATE);
  assert.deepEqual(names(lint(new Uint8Array(0), UPDATE)), ["json-syntax"]);
});

test("values that run code while they are read", () => {
  const error = new Error("from a getter");
  const getter = { get payout() { throw error; } };
  assert.throws(() => lint(getter, UPDATE), (thrown) => thrown === error);
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  assert.throws(() => lint(revoked.proxy, UPDATE), TypeError);
  let count = 0;
  const changing = { toJSON: () => (count++ === 0 ? {} : undefined) };
  assert.throws(() => lint(changing, UPDATE), { message: "payload: its toJSON returns no JSON value" });
  const nested = { toJSON: () => (lint("[]", UPDATE).hasErrors ? { payout: 1 } : { payout: -1 }) };
  assert.ok(lint(nested, UPDATE).isClean);
  const inherited = JSON.parse('{"__proto__": {"payout": 1}, "constructor": 1}');
  assert.deepEqual(names(lint(inherited, UPDATE)).length, names(lint(JSON.stringify(inherited), UPDATE)).length);
  works();
});

test("damaged payloads of every kind give reports", () => {
  const base = Buffer.from('{"name": "é", "payout": 1.5e3, "metadata": {"a": "\\u00e9"}, "tracking_url": "https://a.example.com/?x={y}"}');
  let seed = 1;
  const random = (below) => {
    seed = (seed * 48271) % 2147483647;
    return seed % below;
  };
  for (let round = 0; round < 20_000; round++) {
    const bytes = Buffer.from(base);
    for (let change = 0; change <= random(4); change++) bytes[random(bytes.length)] = random(256);
    const report = lint(bytes, round % 2 ? UPDATE : GOKART);
    assert.equal(report.isClean, report.diagnostics.length === 0);
    const text = bytes.toString();
    for (const { start, end } of lint(text, UPDATE)) assert.ok(start <= end && end <= text.length);
  }
  works();
});

test("a panic replaces the instance; linters go on with their settings", () => {
  const linter = new Linter(UPDATE, { off: ["invalid-payout-type"] });
  for (const [name, run] of [
    ["lint", () => linter.lint('{"payout_type": "CPA"}')],
    ["fix", () => linter.fix('{"payout_type": "CPA"}')],
    ["lint", () => lint("{}", UPDATE)],
  ]) {
    const before = instances.length;
    lint("{}", UPDATE);
    panicNext(name);
    assert.throws(run, (error) => {
      assert.equal(error.message, "offerlint failed on this input and has been restarted");
      assert.ok(error.cause instanceof WebAssembly.RuntimeError, String(error.cause));
      return true;
    });
    works();
    assert.equal(instances.length, before + 1);
    assert.ok(linter.lint('{"payout_type": "CPA"}').isClean);
    assert.ok(lint('{"payout_type": "CPA"}', UPDATE).hasErrors);
  }
  linter.free();
  works();
});

test("free after a restart does not free another linter", () => {
  const old = new Linter(UPDATE, { off: ["invalid-payout-type"] });
  panicNext("lint");
  assert.throws(() => lint("{}", UPDATE));
  const others = [1, 2, 3].map(() => new Linter(UPDATE, { off: ["invalid-payout-type"] }));
  old.free();
  for (const other of others) assert.ok(other.lint('{"payout_type": "CPA"}').isClean);
});

test("100,000 calls do not let memory grow", () => {
  const clean = '{"payout": 1, "name": "é"}';
  const dirty = Buffer.from('{"payout": -1, "payout_type": "CPA", "x": null}');
  const round = (calls) => {
    for (let call = 0; call < calls; call++) {
      lint(clean, UPDATE);
      lint(dirty, UPDATE).diagnostics;
      if (call % 10 === 0) {
        lint({ payout: 1 }, UPDATE, { off: ["cap-order"], now: "2026-01-01T00:00:00Z" });
        fix(clean, UPDATE);
      }
    }
    gc();
    return [memory(), process.memoryUsage().heapUsed];
  };
  const [memoryBefore, heapBefore] = round(10_000);
  const [memoryAfter, heapAfter] = round(100_000);
  assert.equal(memoryAfter, memoryBefore);
  assert.ok(heapAfter - heapBefore < 2e6, `${heapAfter - heapBefore} bytes more on the heap`);
});

test("forgotten linters are collected", async () => {
  const make = () => {
    for (let count = 0; count < 2000; count++) new Linter(GOKART, { off: ["cap-order"] });
  };
  const collect = async () => {
    gc();
    await setTimeout(20);
  };
  for (let round = 0; round < 5; round++) {
    make();
    await collect();
  }
  const before = memory();
  for (let round = 0; round < 20; round++) {
    make();
    await collect();
  }
  assert.equal(memory(), before);
});
