//! A document, or a block of lines of one, linted: the unit that outputs write.

use std::path::PathBuf;
use std::sync::Arc;

use memchr::memchr;
use offerlint::{Context, Diagnostic, Origin, array_items};

use crate::input::{Fault, Input, Layout};
use crate::target::Plan;

/// What came of a document or of a part of one.
pub(crate) struct Checked {
    /// The file; none for the request line.
    pub(crate) path: Option<PathBuf>,
    pub(crate) plan: Arc<Plan>,
    /// The text of the part that holds the findings; empty if there are none.
    pub(crate) text: Vec<u8>,
    /// Where that part begins in the file.
    pub(crate) origin: Origin,
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// What was mended, or would be.
    pub(crate) fixed: Vec<Diagnostic>,
    /// The text after fixes that are only shown.
    pub(crate) after: Option<Vec<u8>>,
    /// Why fixes could not be written.
    pub(crate) fault: Option<Fault>,
}

impl Checked {
    pub(crate) fn new(input: &Input, origin: Origin) -> Self {
        Self {
            path: Some(input.path.clone()),
            plan: Arc::clone(&input.plan),
            text: Vec::new(),
            origin,
            diagnostics: Vec::new(),
            fixed: Vec::new(),
            after: None,
            fault: None,
        }
    }

    /// The file's name as outputs show it.
    pub(crate) fn name(&self) -> Option<String> {
        self.path.as_deref().map(crate::input::display)
    }

    /// The bytes of a range of the file, as far as this part holds it.
    pub(crate) fn bytes(&self, start: usize, end: usize) -> &[u8] {
        let base = self.origin.bytes;
        self.text.get(start.saturating_sub(base)..end.saturating_sub(base)).unwrap_or_default()
    }
}

/// Lints a text that is there as a whole.
pub(crate) fn lint(
    bytes: &[u8],
    layout: Layout,
    plan: &Plan,
    context: &Context,
    limit: usize,
) -> Vec<Diagnostic> {
    match layout {
        Layout::Single => plan.linter(context)(bytes),
        Layout::Lines => lint_lines(bytes, &Origin::default(), plan, context, limit),
        Layout::Each => match array_items(bytes) {
            None => plan.linter(context)(bytes),
            Some(items) => {
                let mut lint = plan.linter(context);
                let mut found = Vec::new();
                for (item, origin) in items {
                    found.extend(relocated(lint(item), &origin));
                }
                found
            }
        },
    }
}

/// Lints a block of whole lines.
pub(crate) fn lint_lines(
    block: &[u8],
    origin: &Origin,
    plan: &Plan,
    context: &Context,
    limit: usize,
) -> Vec<Diagnostic> {
    let mut lint = plan.linter(context);
    let mut found = Vec::new();
    let mut start = 0;
    let mut lines = origin.lines;
    while start < block.len() {
        let length = memchr(b'\n', &block[start..]).unwrap_or(block.len() - start);
        let line = &block[start..start + length];
        let origin = Origin { bytes: origin.bytes + start, lines, ..Origin::default() };
        if line.len() > limit {
            found.push(too_long(&origin, limit));
        } else if !line.iter().all(u8::is_ascii_whitespace) {
            found.extend(relocated(lint(line), &origin));
        }
        start += length + 1;
        lines += 1;
    }
    found
}

fn relocated(mut found: Vec<Diagnostic>, origin: &Origin) -> Vec<Diagnostic> {
    for finding in &mut found {
        finding.relocate(origin);
    }
    found
}

/// The finding for a line that is not read.
pub(crate) fn too_long(origin: &Origin, limit: usize) -> Diagnostic {
    use offerlint::{Position, Range, Severity, Span};
    let at = Position { line: origin.lines + 1, column: 1 };
    let message = format!("the line has more than {limit} bytes");
    let mut finding = Diagnostic::new("json-syntax", Severity::Error, message);
    finding.range =
        Some(Range { span: Span { start: origin.bytes, end: origin.bytes }, start: at, end: at });
    finding.help = Some("write one payload a line; --line-limit allows longer lines".into());
    finding
}
