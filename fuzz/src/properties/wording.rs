//! The texts of findings can be shown anywhere.

use offerlint::{Diagnostic, needs_escape};

/// The longest message: values are cut, so that only lists of names make one long.
const MAX_SHOWN_CHARS: usize = 2000;

pub(super) fn is_harmless(findings: &[Diagnostic]) {
    for found in findings {
        let texts = [
            Some(&*found.message),
            found.help.as_deref(),
            found.fix.as_ref().map(|fix| &*fix.message),
        ];
        let labels = found.labels.iter().map(|label| &*label.message);
        for text in texts.into_iter().flatten().chain(labels) {
            assert!(!text.chars().any(needs_escape), "{}: {text:?}", found.rule);
            assert!(text.len() <= MAX_SHOWN_CHARS, "{}: {} bytes of text", found.rule, text.len());
        }
        assert!(!found.message.is_empty(), "{} says nothing", found.rule);
    }
}
