import { afterFix, inBytes, inUtf16, onValue } from "./diagnostics.js";
import * as engine from "./engine.js";
import { hasPlaces, payloadInput } from "./payload.js";
import { Report } from "./report.js";
import { fixOptions, settingsJson, unsafeOption } from "./settings.js";

/** Frees the linters that were forgotten. */
const forgotten = new FinalizationRegistry(release);

function release({ index, generation }) {
  if (index !== null) engine.freeLinter(index, generation);
}

export class Linter {
  #settings;
  /** The linter in the module, and the instance that has it. */
  #made = { index: null, generation: 0 };
  #isFreed = false;

  constructor(contract, options) {
    this.contract = contract;
    this.#settings = settingsJson(contract, options);
    this.#make();
    forgotten.register(this, this.#made, this);
  }

  #make() {
    this.#made.index = engine.makeLinter(this.#settings);
    this.#made.generation = engine.generation;
  }

  /** The index in the module. After a restart the linter is made again. */
  #index() {
    engine.ready();
    if (this.#made.generation !== engine.generation || this.#isFreed) {
      if (this.#isFreed) throw new Error("the linter has been freed");
      this.#make();
    }
    return this.#made.index;
  }

  lint(payload) {
    const input = payloadInput(payload);
    const status = engine.lint(this.#index(), input);
    if (status === 0) return new Report(this.contract, 0);
    const decode = decoderOf(payload, engine.isAscii);
    return new Report(this.contract, status, engine.output, decode, input);
  }

  fix(payload, options) {
    const unsafe = unsafeOption(options);
    const input = payloadInput(payload);
    const output = engine.fix(this.#index(), input, unsafe);
    const end = 4 + new DataView(output.buffer).getUint32(0, true);
    const bytes = output.subarray(4, end);
    const { applied, remaining } = engine.jsonOf(output.subarray(end));
    const text = typeof input === "string" ? engine.textOf(bytes) : null;
    const fixed = text === null ? bytes.slice() : text;
    const decode = decoderOf(payload, fixed.length === bytes.length);
    return {
      payload: hasPlaces(payload) ? fixed : JSON.parse(text),
      applied: new Report(this.contract, statusOf(applied), applied, afterFix),
      remaining: new Report(this.contract, statusOf(remaining), remaining, decode, fixed),
    };
  }

  free() {
    if (this.#isFreed) return;
    this.#isFreed = true;
    forgotten.unregister(this);
    release(this.#made);
  }
}

if (Symbol.dispose) {
  Linter.prototype[Symbol.dispose] = Linter.prototype.free;
}

function statusOf(found) {
  if (found.length === 0) return 0;
  return found.some((one) => one.severity === "error") ? 2 : 1;
}

/** The function that makes diagnostics of findings on this payload. `isAscii`: bytes are characters. */
function decoderOf(payload, isAscii) {
  if (!hasPlaces(payload)) return onValue;
  return typeof payload !== "string" || isAscii ? inBytes : inUtf16;
}

/** One linter with the default settings for each contract. */
const defaults = new Map();

function defaultLinter(contract) {
  let linter = defaults.get(contract);
  if (linter === undefined) {
    linter = new Linter(contract);
    defaults.set(contract, linter);
  }
  return linter;
}

function withLinter(contract, options, run) {
  if (options === undefined || options === null) return run(defaultLinter(contract));
  const linter = new Linter(contract, options);
  try {
    return run(linter);
  } finally {
    linter.free();
  }
}

export function lint(payload, contract, options) {
  if (options === undefined) return defaultLinter(contract).lint(payload);
  return withLinter(contract, options, (linter) => linter.lint(payload));
}

export function fix(payload, contract, options) {
  const { unsafe, settings } = fixOptions(options);
  return withLinter(contract, settings, (linter) => linter.fix(payload, { unsafe }));
}
