// The package `offerlint`. It needs no other types: neither those of Node nor those of browsers.
/// <reference lib="esnext.disposable" />

import type { ContractName, RuleName } from "./names.js";

export type { ContractName, RuleName };

/** The payload: bytes, a JSON text, or a value that is written as JSON. */
export type PayloadInput = Uint8Array | ArrayBufferLike | string | object | null | boolean | number;

export type Severity = "error" | "warning" | "info";

/**
 * A range of the payload. Lines and columns count from 1 and in characters (code points). Offsets are bytes
 * for bytes, and UTF-16 code units for a text, as `text.slice(start, end)` takes them. Everything is null for
 * path and query parameters, and for a payload that was given as a value.
 */
export interface Place {
  readonly line: number | null;
  readonly column: number | null;
  readonly endLine: number | null;
  readonly endColumn: number | null;
  readonly start: number | null;
  readonly end: number | null;
}

/** Another place that a finding refers to. */
export interface Related extends Place {
  /** The JSON Pointer of the place. */
  readonly pointer: string;
  /** What the place has to do with the finding. */
  readonly message: string;
}

export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

export interface Fix {
  /** What it does, such as "rename to `tracking_url`". */
  readonly message: string;
  /** A safe fix keeps the meaning of the payload; an unsafe one may change it. */
  readonly applicability: "safe" | "unsafe";
  /** The edits in the order of the payload; their offsets are like those of the finding. */
  readonly edits: readonly Edit[];
}

/** One finding. */
export interface Diagnostic extends Place {
  readonly rule: RuleName;
  readonly severity: Severity;
  /** The JSON Pointer of the place; `@path/…` or `@query/…` for parameters. */
  readonly pointer: string;
  /** One sentence, without a full stop. */
  readonly message: string;
  /** The next action, or the reason. */
  readonly help: string | null;
  /** The error code that the API documents for the finding. */
  readonly apiCode: string | null;
  /** The HTTP status that the API documents for the finding. */
  readonly httpStatus: number | null;
  readonly related: readonly Related[];
  readonly fix: Fix | null;
}

/** All findings on one payload: those on path and query parameters first, then in the order of the payload. */
export declare class Report implements Iterable<Diagnostic> {
  private constructor();
  /** The name of the contract. */
  readonly contract: ContractName;
  /** Whether there are no findings at all. */
  get isClean(): boolean;
  /** Whether any finding is an error. */
  get hasErrors(): boolean;
  get diagnostics(): readonly Diagnostic[];
  /** The findings that are errors. */
  get errors(): readonly Diagnostic[];
  /** The findings that are warnings. */
  get warnings(): readonly Diagnostic[];
  /** The number of findings. */
  get length(): number;
  /** Throws a ValidationError if there is an error; otherwise returns the report. */
  throwIfErrors(): this;
  [Symbol.iterator](): Iterator<Diagnostic>;
  toJSON(): { contract: ContractName; diagnostics: readonly Diagnostic[] };
  /** One line a finding. */
  toString(): string;
}

/** The error of `throwIfErrors`. Its message lists the errors. */
export declare class ValidationError extends Error {
  constructor(report: Report);
  readonly name: "ValidationError";
  readonly report: Report;
}

export interface Options {
  /** The present moment. Without it no rule compares a date with the clock. */
  readonly now?: Date | string;
  /** The path parameter `{id}`, decoded. */
  readonly pathId?: string;
  /** The path parameter `{product}`, decoded. */
  readonly product?: string;
  /** The query of the request: a text, or decoded pairs, such as URLSearchParams. */
  readonly query?: string | Iterable<readonly [string, string]> | Readonly<Record<string, string>>;
  /** Rules to turn on that are off by default. */
  readonly select?: RuleName | readonly RuleName[];
  /** Rules to report as warnings. */
  readonly warn?: RuleName | readonly RuleName[];
  /** Rules to report as errors. */
  readonly error?: RuleName | readonly RuleName[];
  /** Rules that are not reported. */
  readonly off?: RuleName | readonly RuleName[];
}

export interface FixOptions {
  /** Whether unsafe fixes are applied as well. */
  readonly unsafe?: boolean;
}

export interface Fixed<P> {
  /** The fixed payload: a text for a text, bytes for bytes, a new value for a value. */
  readonly payload: P;
  /** The findings whose fixes were applied, without places, since the payload has changed. */
  readonly applied: Report;
  /** The findings on the fixed payload. */
  readonly remaining: Report;
}

type FixedPayload<P> = P extends string
  ? string
  : P extends ArrayBufferView | ArrayBufferLike
    ? Uint8Array
    : P;

/**
 * A contract with settings, for many payloads. Linters that are no longer used are freed when they are
 * collected; `free`, or `using`, frees one at once.
 */
export declare class Linter {
  /** Throws a RangeError for an unknown contract or rule. */
  constructor(contract: ContractName, options?: Options);
  readonly contract: ContractName;
  lint(payload: PayloadInput): Report;
  fix<P extends PayloadInput>(payload: P, options?: FixOptions): Fixed<FixedPayload<P>>;
  free(): void;
  [Symbol.dispose](): void;
}

/**
 * Lints one payload. Throws a RangeError for an unknown contract or rule, and a TypeError for an option of a wrong
 * name or type and for a value that is not JSON, such as undefined. A text that is not JSON gives a finding.
 */
export declare function lint(payload: PayloadInput, contract: ContractName, options?: Options): Report;

/** Applies the fixes of a payload until none is left: the safe ones, or all of them. */
export declare function fix<P extends PayloadInput>(
  payload: P,
  contract: ContractName,
  options?: Options & FixOptions,
): Fixed<FixedPayload<P>>;

/** A payload that shows what a rule reports, or accepts. */
export interface Example {
  readonly contract: ContractName;
  /** The request line that has the path parameters and the query, if the rule needs one. */
  readonly request: string | null;
  /** The clock in RFC 3339, if the rule needs one. */
  readonly now: string | null;
  /** The payload, or the members of it that matter. */
  readonly text: string;
}

/** A rule with its documentation. */
export interface Rule {
  readonly name: RuleName;
  readonly severity: Severity;
  /** Whether the rule is on without being selected. */
  readonly isOn: boolean;
  /** What the rule rests on, such as the API page. */
  readonly evidence: string;
  readonly apiCode: string | null;
  readonly httpStatus: number | null;
  /** Which fixes it offers. */
  readonly fix: "none" | "safe" | "unsafe" | "safe or unsafe";
  /** One line. */
  readonly summary: string;
  /** What it reports and why, in Markdown. */
  readonly explanation: string;
  readonly bad: Example;
  readonly good: Example;
}

/** A contract: the documented form of one JSON document. */
export interface Contract {
  readonly name: ContractName;
  /** The part of the name before the slash. */
  readonly provider: string;
  readonly role: "request" | "response" | "query";
  /** The HTTP method of the endpoint. */
  readonly method: string;
  /** The path of the endpoint, parameters in braces. */
  readonly path: string;
  /** The content in a few words. */
  readonly summary: string;
  /** A full payload without findings, as JSON text. */
  readonly example: string;
}

/** Every rule, in the order of the documentation. */
export declare function rules(): Rule[];

/** The rule with this name; a RangeError with a suggestion if there is none. */
export declare function rule(name: RuleName): Rule;

/** Every contract, in the order of the documentation. */
export declare function contracts(): Contract[];

/** The JSON Schema (2020-12) of a contract: every error that a schema can express. */
export declare function schema(contract: ContractName): Record<string, unknown>;

/**
 * Loads the WebAssembly module in a browser; call it once before the first use. Elsewhere it returns at once.
 * `source`: URL, Response, bytes or compiled module; by default `offerlint.wasm` beside the script.
 */
export declare function init(source?: string | object): Promise<void>;
