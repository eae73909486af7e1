// The WebAssembly module: one instance, its memory and the calls into it. `src/lib.rs` has the other side.

/** A larger input is given back after the call. */
const MAX_KEPT = 1 << 22;
/** WebAssembly memory only grows, so an instance with more memory is dropped after the call. */
const MAX_MEMORY = 1 << 27;
/** Capacity of the first input buffer. */
const FIRST_CAPACITY = 1 << 14;

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

let load = null;
let module = null;
let exports = null;
let input = null;
let address = 0;

/** Number of the instance. Linters of an earlier instance no longer exist. */
export let generation = 0;

/** Sets the compiled module, or the function that compiles it at the first use. */
export function provide(compiled) {
  if (typeof compiled === "function") load = compiled;
  else module ??= compiled;
}

export function isReady() {
  return module !== null;
}

function start() {
  module ??= load?.() ?? null;
  if (module === null) {
    throw new Error("offerlint is not loaded yet: call `await init()` once before the first use");
  }
  exports = new WebAssembly.Instance(module, {}).exports;
  generation += 1;
  input = new Uint8Array(0);
}

/** Makes sure that there is an instance. Call it before `generation` is read. */
export function ready() {
  if (exports === null) start();
}

/** A call into the module. An instance that fails is replaced: its memory may be in any state. */
function guard(run, a, b) {
  try {
    return run(a, b);
  } catch (cause) {
    exports = input = null;
    throw new Error("offerlint failed on this input and has been restarted", { cause });
  }
}

/** Room for `capacity` bytes of input. */
function reserve(capacity) {
  // Memory that has grown detaches the old view; its length is then 0, and nothing can be written to it.
  if (input.length >= capacity && input.length > 0) return;
  const size = Math.max(capacity, FIRST_CAPACITY);
  address = exports.offerlint_input(size) >>> 0;
  input = new Uint8Array(exports.memory.buffer, address, size);
}

function writeBytes(bytes) {
  reserve(bytes.length);
  input.set(bytes);
  return bytes.length;
}

/** Below this length a loop over the characters is faster than a call of the encoder. */
const SHORT = 48;

/** Writes a text and returns its length in UTF-8. A lone surrogate becomes U+FFFD. */
function writeText(text) {
  const length = text.length;
  reserve(length + 16);
  if (length < SHORT) {
    let at = 0;
    for (; at < length; at++) {
      const unit = text.charCodeAt(at);
      if (unit > 0x7f) break;
      input[at] = unit;
    }
    if (at === length) return length;
  }
  const { read, written } = encoder.encodeInto(text, input);
  if (read === length) return written;
  return writeLongText(text);
}

/** The same for a text whose UTF-8 is longer than the text. */
function writeLongText(text) {
  reserve(text.length * 3);
  return encoder.encodeInto(text, input).written;
}

/** Copies the output. */
function outputBytes() {
  const length = exports.offerlint_output_length() >>> 0;
  const start = exports.offerlint_output() >>> 0;
  return new Uint8Array(exports.memory.buffer, start, length).slice();
}

function giveBack() {
  if (exports.memory.buffer.byteLength > MAX_MEMORY) {
    exports = input = null;
  } else if (input.length > MAX_KEPT) {
    exports.offerlint_input(0);
    input = new Uint8Array(0);
  }
}

export function textOf(bytes) {
  return decoder.decode(bytes);
}

export function jsonOf(bytes) {
  return JSON.parse(decoder.decode(bytes));
}

function write(payload) {
  return typeof payload === "string" ? writeText(payload) : writeBytes(payload);
}

/** Bytes of the output of the last `lint`, when it was not clean. */
export let output = null;
/** Whether the text of the last `lint` is ASCII, so that offsets in bytes and in UTF-16 are the same. */
export let isAscii = true;

function runLint(linter, payload) {
  const length = write(payload);
  const status = exports.offerlint_lint(linter, length);
  if (status !== 0) {
    output = outputBytes();
    isAscii = length === payload.length;
  }
  if (length > MAX_KEPT) giveBack();
  return status;
}

/** Lints bytes or a text. Returns 0 if it is clean, 1 if there are findings, 2 if there are errors. */
export function lint(linter, payload) {
  return guard(runLint, linter, payload);
}

/** Fixes bytes or a text. Returns the output: length of the text, text, findings as JSON. */
export function fix(linter, payload, withUnsafe) {
  return guard(() => {
    exports.offerlint_fix(linter, write(payload), withUnsafe ? 1 : 0);
    const fixed = outputBytes();
    giveBack();
    return fixed;
  });
}

/** Makes a linter. Throws a RangeError if the settings are not valid. */
export function makeLinter(settings) {
  ready();
  const [linter, error] = guard(() => {
    const made = exports.offerlint_linter(writeText(settings));
    return [made, outputBytes()];
  });
  if (error.length > 0) throw new RangeError(textOf(error));
  return linter;
}

/** Drops a linter, unless its instance is gone. */
export function freeLinter(linter, of) {
  if (of === generation && exports !== null) guard(() => exports.offerlint_free(linter));
}

/** Calls a function that takes a text and leaves an output. */
export function ask(name, text, ...before) {
  ready();
  return guard(() => {
    const length = text === undefined ? [] : [writeText(text)];
    exports[`offerlint_${name}`](...before, ...length);
    return outputBytes();
  });
}
