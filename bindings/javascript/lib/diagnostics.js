// Findings as the module writes them, and as JavaScript has them.

/** The finding in camelCase. `offset` maps an offset in bytes to one of the payload. */
function diagnostic(found, offset) {
  return {
    rule: found.rule,
    severity: found.severity,
    pointer: found.pointer,
    message: found.message,
    help: found.help,
    ...place(found, offset),
    apiCode: found.api_code,
    httpStatus: found.http_status,
    related: found.related.map((label) => ({
      pointer: label.pointer,
      message: label.message,
      ...place(label, offset),
    })),
    fix: found.fix === null ? null : fixOf(found.fix, offset),
  };
}

function place(found, offset) {
  return {
    line: found.line,
    column: found.column,
    endLine: found.end_line,
    endColumn: found.end_column,
    start: found.start === null ? null : offset(found.start),
    end: found.end === null ? null : offset(found.end),
  };
}

function fixOf(fix, offset) {
  return {
    message: fix.message,
    applicability: fix.applicability,
    edits: fix.edits.map((edit) => ({
      start: offset(edit.start),
      end: offset(edit.end),
      replacement: edit.replacement,
    })),
  };
}

/** Findings whose offsets are bytes. */
export function inBytes(found) {
  return found.map((one) => diagnostic(one, (offset) => offset));
}

/** Findings whose offsets are UTF-16 code units of the text. */
export function inUtf16(found, text) {
  const offsets = new Set();
  const collect = (offset) => {
    offsets.add(offset);
    return offset;
  };
  for (const one of found) diagnostic(one, collect);
  const units = utf16Offsets(text, offsets);
  return found.map((one) => diagnostic(one, (offset) => units.get(offset)));
}

const NOWHERE = { line: null, column: null, end_line: null, end_column: null, start: null, end: null };

/** Findings without places and fixes, for a payload that has no text. */
export function onValue(found) {
  return withoutPlaces(found.map((one) => ({ ...one, fix: null })));
}

/** Findings whose fixes were applied: the text to which places and edits refer is gone. */
export function afterFix(found) {
  return withoutPlaces(found.map((one) => ({ ...one, fix: { ...one.fix, edits: [] } })));
}

function withoutPlaces(found) {
  const related = (one) => one.related.map((label) => ({ ...label, ...NOWHERE }));
  return inBytes(found.map((one) => ({ ...one, ...NOWHERE, related: related(one) })));
}

/** The offset in UTF-16 for each offset in UTF-8, in one pass over the text. */
function utf16Offsets(text, offsets) {
  const units = new Map();
  let bytes = 0;
  let at = 0;
  for (const offset of [...offsets].sort((a, b) => a - b)) {
    while (bytes < offset && at < text.length) {
      const code = text.codePointAt(at);
      bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
      at += code < 0x10000 ? 1 : 2;
    }
    units.set(offset, at);
  }
  return units;
}
