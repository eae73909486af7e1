//! Applies fixes again and again until none is left.

use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::fix::{self, Applicability, Fix};
use crate::linter::Linter;
use crate::rules;

/// Bounds fixes that trigger each other.
const MAX_ROUNDS: usize = 64;

/// Rules whose fix is applied once at a place: `&amp;amp;` becomes `&amp;` and stays that.
const APPLIED_ONCE: [&str; 1] = [rules::HTML_ENTITY_IN_TITLE.name];

/// A text after its fixes.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Fixed {
    /// The text.
    pub text: Vec<u8>,
    /// The findings whose fixes were applied, in the order of application. Their places are those at
    /// that time.
    pub applied: Vec<Diagnostic>,
    /// The findings on the fixed text.
    pub remaining: Vec<Diagnostic>,
}

/// Applies the fixes of the findings that are wanted, lints again, and repeats that until no fix is
/// left, or after 64 rounds.
///
/// `diagnostics` are the findings on `text`, which `lint` returns as well.
pub fn apply_all(
    text: &[u8],
    diagnostics: Vec<Diagnostic>,
    lint: impl Fn(&[u8]) -> Vec<Diagnostic>,
    is_wanted: impl Fn(&Diagnostic) -> bool,
) -> Fixed {
    let mut fixed = Fixed { text: text.to_vec(), applied: Vec::new(), remaining: diagnostics };
    for _ in 0..MAX_ROUNDS {
        let is_repeated = |found: &Diagnostic| {
            let same = |f: &Diagnostic| (&f.rule, &f.pointer) == (&found.rule, &found.pointer);
            APPLIED_ONCE.contains(&&*found.rule) && fixed.applied.iter().any(same)
        };
        let wanted: Vec<(&Diagnostic, &Fix)> = (fixed.remaining.iter())
            .filter(|found| is_wanted(found) && !is_repeated(found))
            .filter_map(|found| Some((found, found.fix.as_ref()?)))
            .collect();
        let (next, applied) = fix::apply_bytes(&fixed.text, wanted.iter().map(|(_, fix)| *fix));
        if applied.is_empty() {
            break;
        }
        let applied: Vec<Diagnostic> = applied.into_iter().map(|at| wanted[at].0.clone()).collect();
        fixed.applied.extend(applied);
        fixed.remaining = lint(&next);
        fixed.text = next;
    }
    fixed
}

impl Linter {
    /// Applies the fixes of a payload until none is left: the safe ones, and with
    /// [`Applicability::Unsafe`] also the unsafe ones.
    ///
    /// ```
    /// use offerlint::{Applicability, Contract, Linter};
    ///
    /// let linter = Linter::new(Contract::TRACKLYSMS_UPDATE_OFFER);
    /// let fixed = linter.fix(br#"{"payout_type": "CPA"}"#, Applicability::Safe);
    /// assert_eq!(fixed.text, br#"{"payout_type": "cpa"}"#);
    /// assert!(fixed.remaining.is_empty());
    /// ```
    pub fn fix(&self, bytes: &[u8], applicability: Applicability) -> Fixed {
        let is_wanted = |found: &Diagnostic| {
            found.fix.as_ref().is_some_and(|fix| fix.applicability <= applicability)
        };
        let lint = |bytes: &[u8]| self.lint(bytes).diagnostics;
        apply_all(bytes, lint(bytes), lint, is_wanted)
    }
}
