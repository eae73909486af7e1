// JavaScript values that are payloads: checks that nothing would be lost in JSON.

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
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    if (BOXED.some((type) => value instanceof type)) {
      check(value.valueOf(), parent, key, ancestors, depth);
      return;
    }
    const lost = LOST.find((type) => value instanceof type);
    if (lost !== undefined) {
      const advice = lost === Promise ? "; await it" : "";
      throw refused(`a ${lost.name} is not a JSON value${advice}`, parent, key);
    }
  }
  const place = { parent, key };
  for (const name of Object.keys(value)) check(value[name], place, name, ancestors, depth + 1);
}

/** Objects that JSON.stringify writes as the value that they contain. */
const BOXED = [Number, String, Boolean, BigInt];

/** Objects that JSON.stringify writes as `{}`, whatever they contain. */
const LOST = [Map, Set, WeakMap, WeakSet, Promise, RegExp, Error];

/** The error with the JSON Pointer of the place. `place` is the chain of keys above `key`. */
function refused(why, place, key) {
  const keys = [];
  for (let at = place, name = key; at !== null; name = at.key, at = at.parent) keys.unshift(name);
  const pointer = keys.map((name) => `/${String(name).replaceAll("~", "~0").replaceAll("/", "~1")}`);
  return new TypeError(`${pointer.length > 0 ? `${pointer.join("")}: ` : "payload: "}${why}`);
}
