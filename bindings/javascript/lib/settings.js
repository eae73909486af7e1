// Options of a linter: checked here, applied in the module.

import { displaySafe } from "./display-safe.js";
import { tagOf } from "./tag.js";

const LISTS = ["select", "error", "warn", "off"];
const NAMES = ["now", "pathId", "product", "query", ...LISTS];

/** The settings as JSON for the module. */
export function settingsJson(contract, options) {
  if (typeof contract !== "string") {
    throw new TypeError("contract: it must be a name such as \"tracklysms/create-offer\"");
  }
  checkOptions(options, NAMES);
  const { now, pathId, product, query } = options ?? {};
  const settings = {
    contract,
    now: nowText(now),
    pathId: text(pathId, "pathId"),
    product: text(product, "product"),
    query: queryPairs(query),
    ...Object.fromEntries(LISTS.map((name) => [name, ruleNames(options?.[name], name)])),
  };
  return JSON.stringify(settings, wellFormed);
}

/** The options of `fix`: whether unsafe fixes are applied, and the options of the linter, if there are any. */
export function fixOptions(options) {
  checkOptions(options, [...NAMES, "unsafe"]);
  const { unsafe, ...settings } = options ?? {};
  return { unsafe: flag(unsafe), settings: Object.keys(settings).length === 0 ? undefined : settings };
}

/** Whether unsafe fixes are applied: the only option of `Linter.fix`. */
export function unsafeOption(options) {
  checkOptions(options, ["unsafe"]);
  return flag(options?.unsafe);
}

function checkOptions(options, names) {
  if (options === undefined || options === null) return;
  if (typeof options !== "object" || tagOf(options) !== "Object") {
    throw new TypeError("options: they must be an object");
  }
  const unknown = Object.keys(options).find((name) => !names.includes(name));
  if (unknown === undefined) return;
  const known = names.length === 1 ? `the option is ${names[0]}` : `the options are ${names.join(", ")}`;
  throw new TypeError(`options: \`${displaySafe(unknown)}\` is unknown; ${known}`);
}

function flag(unsafe) {
  if (unsafe === undefined || unsafe === null) return false;
  if (typeof unsafe !== "boolean") throw new TypeError("unsafe: it must be true or false");
  return unsafe;
}

/** A replacer of JSON.stringify: a lone surrogate, which UTF-8 does not have, becomes U+FFFD. */
function wellFormed(_, value) {
  return typeof value === "string" ? value.replace(/\p{Cs}/gu, "\ufffd") : value;
}

function nowText(now) {
  if (now instanceof Date) {
    if (Number.isNaN(now.getTime())) throw new RangeError("now: it is an invalid Date");
    return now.toISOString();
  }
  return text(now, "now", "a Date or a text such as \"2026-03-01T00:00:00Z\"");
}

function text(value, name, expected = "a string") {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string") throw new TypeError(`${name}: it must be ${expected}`);
  return value;
}

function ruleNames(names, option) {
  if (names === undefined || names === null) return undefined;
  if (typeof names === "string") return [names];
  if (!Array.isArray(names) || names.some((name) => typeof name !== "string")) {
    throw new TypeError(`${option}: it must be the name of a rule, or an array of names`);
  }
  return names;
}

/** The decoded pairs of a query: a text, URLSearchParams, pairs, or an object of strings. */
function queryPairs(query) {
  if (query === undefined || query === null) return undefined;
  if (typeof query === "string") return [...new URLSearchParams(query)];
  const isIterable = typeof query === "object" && typeof query[Symbol.iterator] === "function";
  if (!isIterable && (typeof query !== "object" || tagOf(query) !== "Object")) {
    throw new TypeError("query: it must be a string, URLSearchParams, an array of pairs or an object");
  }
  const pairs = isIterable ? [...query] : Object.entries(query);
  for (const pair of pairs) {
    if (!Array.isArray(pair) || pair.length !== 2) throw new TypeError("query: a pair must be [name, value]");
    const [name, value] = pair;
    if (typeof name !== "string" || typeof value !== "string") {
      const advice = Array.isArray(value) ? "; give a pair for each value" : "";
      throw new TypeError(`query: the value of \`${displaySafe(String(name))}\` must be a string${advice}`);
    }
  }
  return pairs;
}
