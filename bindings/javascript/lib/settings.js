// Options of a linter: checked here, applied in the module.

const LISTS = ["select", "error", "warn", "off"];
const NAMES = ["now", "pathId", "product", "query", ...LISTS];

/** The settings as JSON for the module. */
export function settingsJson(contract, options) {
  if (typeof contract !== "string") {
    throw new TypeError("contract: it must be a name such as \"tracklysms/create-offer\"");
  }
  if (options === undefined || options === null) return JSON.stringify({ contract });
  if (typeof options !== "object") throw new TypeError("options: they must be an object");
  const unknown = Object.keys(options).find((name) => !NAMES.includes(name));
  if (unknown !== undefined) {
    throw new TypeError(`options: \`${unknown}\` is unknown; the options are ${NAMES.join(", ")}`);
  }
  return JSON.stringify({
    contract,
    now: nowText(options.now),
    pathId: text(options.pathId, "pathId"),
    product: text(options.product, "product"),
    query: queryPairs(options.query),
    ...Object.fromEntries(LISTS.map((name) => [name, ruleNames(options[name], name)])),
  });
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
  if (typeof query !== "string" && typeof query !== "object") {
    throw new TypeError("query: it must be a string, URLSearchParams, an array of pairs or an object");
  }
  return [...new URLSearchParams(query)];
}
