// Mistakes of the caller: RangeError for unknown names, TypeError for what is no payload or option.

import assert from "node:assert/strict";
import { test } from "node:test";
import { runInNewContext } from "node:vm";
import { fix, lint, Linter, rule, schema } from "../dist/node.js";

const UPDATE = "tracklysms/update-offer";

function throws(type, message, run) {
  assert.throws(run, (error) => {
    assert.equal(error.constructor, type, String(error));
    assert.equal(error.message, message);
    return true;
  });
}

test("unknown names are RangeErrors with a suggestion", () => {
  throws(RangeError, "unknown contract `tracklysms/create-ofer`; did you mean `tracklysms/create-offer`?", () =>
    lint("{}", "tracklysms/create-ofer"),
  );
  throws(RangeError, "unknown contract `create-offer`; did you mean `tracklysms/create-offer`?", () =>
    schema("create-offer"),
  );
  throws(RangeError, "`update-offer` may be `tracklysms/update-offer` or `gokart/update-offer`", () =>
    new Linter("update-offer"),
  );
  throws(RangeError, "unknown rule `cap-ordr`; did you mean `cap-order`?", () => rule("cap-ordr"));
  for (const option of ["select", "error", "warn", "off"]) {
    throws(RangeError, `${option}: unknown rule \`cap-ordr\`; did you mean \`cap-order\`?`, () =>
      lint("{}", UPDATE, { [option]: ["cap-ordr"] }),
    );
  }
  throws(RangeError, "unknown rule `zzz`; rules() lists the rules", () => rule("zzz"));
  throws(RangeError, "off: unknown rule `zzz`; rules() lists the rules", () => lint("{}", UPDATE, { off: "zzz" }));
  assert.throws(() => lint("{}", "constructor"), RangeError);
  assert.throws(() => rule("__proto__"), RangeError);
});

test("options of a wrong type or name are TypeErrors", () => {
  for (const [options, message] of [
    [{ ruls: [] }, "options: `ruls` is unknown; the options are now, pathId, product, query, select, error, warn, off"],
    [{ off: 1 }, "off: it must be the name of a rule, or an array of names"],
    [{ off: [1] }, "off: it must be the name of a rule, or an array of names"],
    [{ now: 1 }, 'now: it must be a Date or a text such as "2026-03-01T00:00:00Z"'],
    [{ pathId: 1 }, "pathId: it must be a string"],
    [{ product: {} }, "product: it must be a string"],
    [{ query: 1 }, "query: it must be a string, URLSearchParams, an array of pairs or an object"],
    [{ query: { a: 1 } }, "query: the value of `a` must be a string"],
    [{ query: { a: ["1", "2"] } }, "query: the value of `a` must be a string; give a pair for each value"],
    [{ query: [["a", "1", "2"]] }, "query: a pair must be [name, value]"],
    [{ query: new URL("https://example.com/?a=1") }, "query: it must be a string, URLSearchParams, an array of pairs or an object"],
    ["off", "options: they must be an object"],
    [["cap-order"], "options: they must be an object"],
    [new Map([["off", "cap-order"]]), "options: they must be an object"],
  ]) {
    throws(TypeError, message, () => lint("{}", UPDATE, options));
  }
  throws(RangeError, "now: it is an invalid Date", () => lint("{}", UPDATE, { now: new Date("x") }));
  assert.throws(() => lint("{}", UPDATE, { now: "yesterday" }), {
    name: "RangeError",
    message: /^now: `yesterday`: .*; write a time such as 2026-03-01T00:00:00Z$/,
  });
  throws(TypeError, 'contract: it must be a name such as "tracklysms/create-offer"', () => lint("{}"));
});

test("options of fix that are wrong are TypeErrors", () => {
  const linter = new Linter(UPDATE);
  for (const run of [(options) => fix("{}", UPDATE, options), (options) => linter.fix("{}", options)]) {
    throws(TypeError, "unsafe: it must be true or false", () => run({ unsafe: "no" }));
    throws(TypeError, "options: they must be an object", () => run(true));
    for (const nothing of [undefined, null, {}, { unsafe: undefined }]) assert.equal(run(nothing).payload, "{}");
  }
  throws(TypeError, "options: `off` is unknown; the option is unsafe", () => linter.fix("{}", { off: "cap-order" }));
  assert.throws(() => fix("{}", UPDATE, { unsave: true }), { message: /^options: `unsave` is unknown; .*, unsafe$/ });
});

test("a lone surrogate in a setting is read as U+FFFD", () => {
  const [found] = lint('{"payout": 1}', UPDATE, { pathId: "\ud800" });
  assert.equal(found.pointer, "@path/id");
  assert.ok(found.message.includes("\ufffd"), found.message);
  assert.throws(() => lint("{}", "\ud800"), { name: "RangeError", message: /^unknown contract/ });
});

test("a pointer in a message is short and has no control characters", () => {
  const message = (payload) => {
    try {
      lint(payload, UPDATE);
    } catch (error) {
      return error.message;
    }
  };
  assert.equal(message({ "a\u001b[31m\n": NaN }), "/a\\u{1b}[31m\\u{a}: NaN is not a JSON number");
  assert.ok(message({ ["k".repeat(5000)]: NaN }).length < 300);
});

test("what JSON cannot have is a TypeError with the place", () => {
  const cyclic = { a: { b: [] } };
  cyclic.a.b.push(cyclic);
  class Own {
    toJSON() {
      return { x: undefined };
    }
  }
  for (const [payload, message] of [
    [undefined, "payload: undefined is not a JSON value; leave the member out"],
    [() => 1, "payload: a function is not a JSON value"],
    [Symbol("s"), "payload: a symbol is not a JSON value"],
    [1n, "payload: a BigInt is not a JSON value; use a number or a JSON text"],
    [{ payout: undefined }, "/payout: undefined is not a JSON value; leave the member out"],
    [{ offerEvents: [{ id: "1" }, { "a/b~c": () => 1 }] }, "/offerEvents/1/a~1b~0c: a function is not a JSON value"],
    [{ payout: 10n ** 20n }, "/payout: a BigInt is not a JSON value; use a number or a JSON text"],
    [{ payout: NaN }, "/payout: NaN is not a JSON number"],
    [{ payout: -Infinity }, "/payout: -Infinity is not a JSON number"],
    [{ a: [1, , 2] }, "/a/1: undefined is not a JSON value; leave the member out"],
    [cyclic, "/a/b/0: the value contains itself"],
    [{ metadata: new Map([["a", "b"]]) }, "/metadata: a Map is not a JSON value"],
    [{ a: new Date(NaN) }, "/a: an invalid Date is not a JSON value"],
    [{ a: new Uint8Array(2) }, "/a: a Uint8Array is not a JSON value"],
    [{ a: new ArrayBuffer(2) }, "/a: an ArrayBuffer is not a JSON value"],
    [new URLSearchParams("a=1"), "payload: a URLSearchParams is not a JSON value"],
    [new Response("{}"), "payload: a Response is not a JSON value; await its text()"],
    [new Error("x"), "payload: an Error is not a JSON value"],
    [runInNewContext("new Map()"), "payload: a Map is not a JSON value"],
    [Promise.resolve({}), "payload: a Promise is not a JSON value; await it"],
    [{ x: new Own() }, "/x/x: undefined is not a JSON value; leave the member out"],
    [{ x: { toJSON: () => undefined } }, "/x: undefined is not a JSON value; leave the member out"],
    [{ x: Object(1n) }, "/x: a BigInt is not a JSON value; use a number or a JSON text"],
  ]) {
    throws(TypeError, message, () => lint(payload, UPDATE));
  }
});

test("values are written as JSON.stringify writes them", () => {
  const twice = { a: "b" };
  for (const payload of [
    { created: new Date(0), url: new URL("https://example.com/"), nothing: null, no: -0 },
    { first: twice, second: twice },
    Object.assign(Object.create(null), { name: "A" }),
    { name: new String("A"), payout: new Number(1) },
    runInNewContext("({ payout: new Number(-1), list: [{}] })"),
    new (class Offer {
      payout = -1;
      get [Symbol.toStringTag]() {
        return "Offer";
      }
    })(),
    null,
    1,
    true,
    [],
  ]) {
    const rules = (report) => [...report].map((one) => [one.rule, one.pointer, one.message]);
    const text = JSON.stringify(payload);
    assert.deepEqual(rules(lint(payload, UPDATE)), rules(lint(text, UPDATE)), text);
  }
});
