export { contracts, rule, rules, schema } from "./catalog.js";
export { fix, lint, Linter } from "./linter.js";
export { Report, ValidationError } from "./report.js";
