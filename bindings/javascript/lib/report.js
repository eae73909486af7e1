import { displaySafe } from "./display-safe.js";
import { jsonOf } from "./engine.js";
import { fieldPath } from "./field-path.js";

const CLEAN = 0;
const ERRORS = 2;

/** All findings on one payload. They are decoded at the first look. */
export class Report {
  #status;
  #found;
  #diagnostics;

  /** `found`: the findings of the module; `decode`: makes diagnostics of them, for the payload `text`. */
  constructor(contract, status, found, decode, text) {
    this.contract = contract;
    this.#status = status;
    this.#found = status === CLEAN ? null : { json: found, decode, text };
  }

  get isClean() {
    return this.#status === CLEAN;
  }

  get hasErrors() {
    return this.#status === ERRORS;
  }

  get diagnostics() {
    if (this.#diagnostics === undefined) {
      this.#diagnostics = this.#found === null ? [] : decoded(this.#found);
      this.#found = null;
    }
    return this.#diagnostics;
  }

  get errors() {
    return this.diagnostics.filter((found) => found.severity === "error");
  }

  get warnings() {
    return this.diagnostics.filter((found) => found.severity === "warning");
  }

  get length() {
    return this.diagnostics.length;
  }

  throwIfErrors() {
    if (this.hasErrors) throw new ValidationError(this);
    return this;
  }

  [Symbol.iterator]() {
    return this.diagnostics[Symbol.iterator]();
  }

  toJSON() {
    return { contract: this.contract, diagnostics: this.diagnostics };
  }

  /** What `console.log` shows in Node, Bun and Deno. */
  [Symbol.for("nodejs.util.inspect.custom")]() {
    return this.isClean ? `Report { ${this} }` : `Report { ${this.contract}:\n${this}\n}`;
  }

  toString() {
    if (this.isClean) return `${this.contract}: no findings`;
    return this.diagnostics.map(oneLine).join("\n");
  }
}

function decoded({ json, decode, text }) {
  return decode(json instanceof Uint8Array ? jsonOf(json) : json, text);
}

/** One line, as the command and the Python module write it: place, severity, rule, field, message. */
function oneLine(found) {
  const place = found.line === null ? "" : `${found.line}:${found.column}: `;
  const field = found.pointer === "" ? "" : `${displaySafe(fieldPath(found.pointer))}: `;
  return `${place}${found.severity}[${found.rule}] ${field}${found.message}`;
}

/** The error of `throwIfErrors`. */
export class ValidationError extends Error {
  constructor(report) {
    const errors = report.errors.map(oneLine);
    const count = errors.length === 1 ? "1 error" : `${errors.length} errors`;
    super(`${report.contract}: ${count}\n${errors.join("\n")}`);
    this.name = "ValidationError";
    this.report = report;
  }
}
