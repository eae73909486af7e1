// JavaScript values that are payloads: checks that nothing would be lost in JSON.

import { displaySafe, shortened } from "./display-safe.js";
import { tagOf } from "./tag.js";

/** Deeper values are refused; the linter itself reports more than 127 levels. */
const MAX_DEPTH = 500;

/**
 * The JSON text of a value. Throws a TypeError that names the place if `JSON.stringify` would drop or
 * change a part of it.
 */
export function jsonText(value) {
  check(value, null, "", [], 0);
  return JSON.stringify(value);
}

function check(value, parent, key, ancestors, depth) {
  switch (typeof value) {
    case "string":
    case "boolean":
      return;
    case "number":
      if (Number.isFinite(value)) return;
      throw refused(`${value} is not a JSON number`, parent, key);
    case "object":
      if (value === null) return;
      checkObject(value, parent, key, ancestors, depth);
      return;
    case "undefined":
      throw refused("undefined is not a JSON value; leave the member out", parent, key);
    case "bigint":
      throw refused("a BigInt is not a JSON value; use a number or a JSON text", parent, key);
    default:
      throw refused(`a ${typeof value} is not a JSON value`, parent, key);
  }
}

function checkObject(value, parent, key, ancestors, depth) {
  if (ancestors.includes(value)) throw refused("the value contains itself", parent, key);
  if (depth === MAX_DEPTH) throw refused(`more than ${MAX_DEPTH} levels`, parent, key);
  ancestors.push(value);
  if (typeof value.toJSON === "function") {
    if (tagOf(value) === "Date" && Number.isNaN(value.valueOf())) {
      throw refused("an invalid Date is not a JSON value", parent, key);
    }
    // What JSON.stringify writes in place of the value; it does not call toJSON of that.
    const written = value.toJSON(String(key));
    if (typeof written === "object" && written !== null) checkMembers(written, parent, key, ancestors, depth);
    else check(written, parent, key, ancestors, depth);
  } else {
    checkMembers(value, parent, key, ancestors, depth);
  }
  ancestors.pop();
}

function checkMembers(value, parent, key, ancestors, depth) {
  if (Array.isArray(value)) {
    const place = { parent, key };
    for (let at = 0; at < value.length; at++) check(value[at], place, at, ancestors, depth + 1);
    return;
  }
  const keys = Object.keys(value);
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    const tag = tagOf(value);
    if (BOXED.includes(tag)) {
      check(value.valueOf(), parent, key, ancestors, depth);
      return;
    }
    // JSON.stringify writes `{}` for a Map or Headers, and an object of indexes for a typed array.
    const isLost = tag !== "Object" && (keys.length === 0 || ArrayBuffer.isView(value) || LOST.includes(tag));
    if (isLost) throw refused(`${named(tag)} is not a JSON value${ADVICE[tag] ?? ""}`, parent, key);
  }
  const place = { parent, key };
  for (const name of keys) check(value[name], place, name, ancestors, depth + 1);
}

/** Tags of objects that JSON.stringify writes as the value that they contain. */
const BOXED = ["Number", "String", "Boolean", "BigInt"];

/** Tags of objects whose content is lost even if they have members. */
const LOST = ["Map", "Set", "WeakMap", "WeakSet", "Promise", "RegExp", "Error"];

const ADVICE = { Promise: "; await it", Response: "; await its text()", Request: "; await its text()" };

function named(tag) {
  return `${/^[AEIO]/.test(tag) ? "an" : "a"} ${tag}`;
}

/** The error with the JSON Pointer of the place. `place` is the chain of keys above `key`. */
function refused(why, place, key) {
  const keys = [];
  for (let at = place, name = key; at !== null; name = at.key, at = at.parent) keys.unshift(name);
  const pointer = keys.map((name) => `/${String(name).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
  return new TypeError(`${pointer === "" ? "payload" : shortened(displaySafe(pointer))}: ${why}`);
}
