// offerlint beside JSON.parse and ajv with the same contract's JSON Schema, in one process: medians and ratios.
// Fails if a ratio is a fifth below the required one, which no noise of the machine explains.
// node bench/table.js

import { readFileSync } from "node:fs";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { Linter, schema } from "../dist/node.js";

const ROUNDS = 61;
const CALLS = 4000;

const examples = new URL("../../../examples/", import.meta.url);
const cases = [
  ["create", "tracklysms/create-offer", "tracklysms/create-offer/summer-promo.json", 1.8, 1.2],
  ["GoKart", "gokart/update-offer", "gokart/update-offer/multi-event.json", 2.5, 1.5],
];

const ajv = new Ajv2020.default({ strict: false });
addFormats.default(ajv);

/** Nanoseconds a call. */
function time(run) {
  const start = process.hrtime.bigint();
  for (let call = 0; call < CALLS; call++) if (!run()) throw new Error("the payload is clean");
  return Number(process.hrtime.bigint() - start) / CALLS;
}

function median(values) {
  return values.sort((a, b) => a - b)[values.length >> 1];
}

console.log("| payload | bytes | way | ns | JSON.parse + ajv | ratio | required |");
console.log("| --- | ---: | --- | ---: | ---: | ---: | ---: |");
let failed = false;
for (const [name, contract, file, fromBuffer, fromString] of cases) {
  const buffer = Buffer.from(JSON.stringify(JSON.parse(readFileSync(new URL(file, examples), "utf8"))));
  const text = buffer.toString();
  const value = JSON.parse(text);
  const validate = ajv.compile(schema(contract));
  const linter = new Linter(contract);
  const ways = {
    "ajv from a Buffer": () => validate(JSON.parse(buffer.toString())),
    "ajv from a string": () => validate(JSON.parse(text)),
    "ajv of an object": () => validate(value),
    "from a Buffer": () => linter.lint(buffer).isClean,
    "from a string": () => linter.lint(text).isClean,
    "from an object": () => linter.lint(value).isClean,
  };
  const times = Object.fromEntries(Object.keys(ways).map((way) => [way, []]));
  // The ways take turns, so that a slow second of the machine hits all of them.
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [way, run] of Object.entries(ways)) {
      const ns = time(run);
      if (round > 0) times[way].push(ns);
    }
  }
  const of = (way) => median(times[way]);
  for (const [way, peer, required] of [
    ["from a Buffer", "ajv from a Buffer", fromBuffer],
    ["from a string", "ajv from a string", fromString],
    ["from an object", "ajv of an object", null],
  ]) {
    const ratio = of(peer) / of(way);
    if (ratio < 0.8 * required) failed = true;
    const cells = [name, buffer.length, way, of(way).toFixed(0), of(peer).toFixed(0), ratio.toFixed(2), required ?? ""];
    console.log(`| ${cells.join(" | ")} |`);
  }
}
process.exitCode = failed ? 1 : 0;
