// The documents of a text: one payload, or NDJSON with one payload a line.

/** The lines of NDJSON with their offsets; null if the text is one document. */
function ndjsonLines(text) {
  const lines = [];
  for (let start = 0; start < text.length; ) {
    const end = text.indexOf("\n", start) + 1 || text.length + 1;
    const line = text.slice(start, end - 1);
    if (line.trim() !== "") {
      if (!/^\s*\{.*\}\s*$/.test(line)) return null;
      lines.push({ text: line, start });
    }
    start = end;
  }
  return lines.length < 2 ? null : lines;
}

/** The number of documents, and the findings with places in the whole text. */
export function check(linter, text) {
  const lines = ndjsonLines(text);
  if (lines === null) return { count: 1, findings: [...linter.lint(text)] };
  const findings = [];
  let lineNumber = 1;
  let counted = 0;
  for (const line of lines) {
    const report = linter.lint(line.text);
    if (report.isClean) continue;
    for (; counted < line.start; counted++) if (text[counted] === "\n") lineNumber += 1;
    for (const found of report) findings.push(moved(found, line.start, lineNumber - 1));
  }
  return { count: lines.length, findings };
}

function moved(found, offset, lines) {
  const place = (range) => ({
    line: range.line && range.line + lines,
    endLine: range.endLine && range.endLine + lines,
    start: range.start === null ? null : range.start + offset,
    end: range.end === null ? null : range.end + offset,
  });
  const edits = (fix) => fix.edits.map((edit) => ({ ...edit, start: edit.start + offset, end: edit.end + offset }));
  return {
    ...found,
    ...place(found),
    related: found.related.map((label) => ({ ...label, ...place(label) })),
    fix: found.fix && { ...found.fix, edits: edits(found.fix) },
  };
}

/** The text with all safe fixes. */
export function fixAll(linter, text) {
  const lines = ndjsonLines(text);
  if (lines === null) return linter.fix(text).payload;
  let out = "";
  let from = 0;
  for (const line of lines) {
    out += text.slice(from, line.start) + linter.fix(line.text).payload;
    from = line.start + line.text.length;
  }
  return out + text.slice(from);
}
