import { ask, jsonOf, textOf } from "./engine.js";

export function rules() {
  return jsonOf(ask("rules"));
}

let byName;

export function rule(name) {
  byName ??= new Map(rules().map((one) => [one.name, one]));
  const found = byName.get(name);
  if (found === undefined) throw new RangeError(textOf(ask("unknown", String(name), 0)));
  return found;
}

export function contracts() {
  return jsonOf(ask("contracts"));
}

export function schema(contract) {
  const found = ask("schema", String(contract));
  if (found.length === 0) throw new RangeError(textOf(ask("unknown", String(contract), 1)));
  return jsonOf(found);
}
