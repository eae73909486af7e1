//! Applies fixes to a text until none is left.

use offerlint::{Diagnostic, Fix, fix, rules};

/// Bounds fixes that trigger each other.
const MAX_ROUNDS: usize = 64;

/// Rules whose fix is applied once at a place: `&amp;amp;` becomes `&amp;` and stays that.
const APPLIED_ONCE: [&str; 1] = [rules::HTML_ENTITY_IN_TITLE.name];

/// A text after its fixes.
#[derive(Debug)]
pub(crate) struct FixedText {
    pub(crate) text: Vec<u8>,
    /// The findings whose fixes were applied.
    pub(crate) fixed: Vec<Diagnostic>,
    /// The findings on the fixed text.
    pub(crate) remaining: Vec<Diagnostic>,
}

/// Applies the wanted fixes of a text's findings, lints the result, and so on.
pub(crate) fn fix_text(
    mut text: Vec<u8>,
    mut remaining: Vec<Diagnostic>,
    lint: impl Fn(&[u8]) -> Vec<Diagnostic>,
    is_wanted: impl Fn(&Diagnostic) -> bool,
) -> FixedText {
    let mut fixed: Vec<Diagnostic> = Vec::new();
    for _ in 0..MAX_ROUNDS {
        let is_repeated = |found: &Diagnostic| {
            APPLIED_ONCE.contains(&&*found.rule)
                && fixed.iter().any(|f| (&f.rule, &f.pointer) == (&found.rule, &found.pointer))
        };
        let wanted: Vec<&Diagnostic> =
            remaining.iter().filter(|found| is_wanted(found) && !is_repeated(found)).collect();
        let fixes: Vec<&Fix> = wanted.iter().filter_map(|found| found.fix.as_ref()).collect();
        let (next, applied) = fix::apply_bytes(&text, fixes);
        if applied.is_empty() {
            break;
        }
        fixed.extend(applied.into_iter().map(|at| wanted[at].clone()));
        text = next;
        remaining = lint(&text);
    }
    FixedText { text, fixed, remaining }
}
