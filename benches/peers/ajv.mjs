// Bytes to verdict in this process: JSON.parse and the compiled schema.
// Processor time counts, all threads of node included.
// node ajv.mjs SCHEMA NDJSON ROUNDS
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
const require = createRequire(process.env.PEERS_NODE + "/");
const Ajv = require("ajv/dist/2020").default;
const addFormats = require("ajv-formats").default;

const [schema, file, rounds] = process.argv.slice(2);
// Our schemas have unions of types, and keywords without a type beside them, which strict mode dislikes.
const ajv = new Ajv({ strict: false });
addFormats(ajv);
const validate = ajv.compile(JSON.parse(readFileSync(schema)));

const bytes = readFileSync(file);
const lines = [];
for (let start = 0; start < bytes.length; ) {
  const end = bytes.indexOf(10, start);
  lines.push(bytes.subarray(start, end));
  start = end + 1;
}
const times = [];
let valid = 0;
for (let round = 0; round <= Number(rounds); round++) {
  valid = 0;
  const start = process.cpuUsage();
  for (const line of lines) {
    if (validate(JSON.parse(line.toString("utf8")))) valid++;
  }
  const spent = process.cpuUsage(start);
  const seconds = (spent.user + spent.system) / 1e6;
  // The first round warms up.
  if (round > 0) times.push(seconds);
}
times.sort((a, b) => a - b);
const payload = bytes.length - lines.length;
console.log(JSON.stringify({ ajv: [times[times.length >> 1], payload, valid, lines.length] }));
