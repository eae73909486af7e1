//! Fixes: edits of bytes, safe or unsafe.

use serde::{Deserialize, Serialize};

use crate::json::Edit;

/// Whether a fix may be applied without review.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Applicability {
    /// The payload means the same afterwards, or what it plainly meant before.
    Safe,
    /// The payload may mean something else afterwards.
    Unsafe,
}

/// The fix of one finding.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Fix {
    /// What it does, such as "rename to `tracking_url`".
    pub message: String,
    /// Whether it may be applied without review.
    pub applicability: Applicability,
    /// The edits, in source order, not overlapping.
    pub edits: Vec<Edit>,
}

impl Fix {
    /// A fix.
    pub fn new(message: impl Into<String>, applicability: Applicability, edits: Vec<Edit>) -> Self {
        Self { message: message.into(), applicability, edits }
    }

    /// Whether two of its edits change the same bytes, so that it cannot be applied.
    pub(crate) fn overlaps_itself(&self) -> bool {
        let mut spans: Vec<_> = self.edits.iter().map(|edit| (edit.start, edit.end)).collect();
        spans.sort_unstable();
        spans.windows(2).any(|pair| pair[0].1 > pair[1].0)
    }
}

/// Applies fixes to a text. Where two fixes touch the same bytes the earlier one is applied and
/// the later one is not; the caller lints again to find out whether it is still needed. Returns
/// the new text and the indexes of the fixes that were applied. Fixes that would cut a character in two
/// or change the same bytes twice are not applied.
pub fn apply<'f>(text: &str, fixes: impl IntoIterator<Item = &'f Fix>) -> (String, Vec<usize>) {
    let (bytes, applied) = apply_where(text.as_bytes(), fixes, |at| text.is_char_boundary(at));
    (String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned()), applied)
}

/// Applies fixes like [`apply`] to bytes that need not be UTF-8, such as NDJSON with one broken line.
pub fn apply_bytes<'f>(
    bytes: &[u8],
    fixes: impl IntoIterator<Item = &'f Fix>,
) -> (Vec<u8>, Vec<usize>) {
    apply_where(bytes, fixes, |at| at <= bytes.len())
}

fn apply_where<'f>(
    bytes: &[u8],
    fixes: impl IntoIterator<Item = &'f Fix>,
    may_cut: impl Fn(usize) -> bool,
) -> (Vec<u8>, Vec<usize>) {
    let mut accepted: Vec<&Edit> = Vec::new();
    let mut applied = Vec::new();
    let mut taken = std::collections::BTreeMap::new();
    for (index, fix) in fixes.into_iter().enumerate() {
        let free = fix.edits.iter().all(|edit| {
            let sound = edit.start <= edit.end && may_cut(edit.start) && may_cut(edit.end);
            // Edits that merely touch count as overlapping: both may rely on the same comma.
            let clear = taken
                .range(..=edit.end)
                .next_back()
                .is_none_or(|(_, end): (&usize, &usize)| *end < edit.start);
            sound && clear
        });
        if free && !fix.edits.is_empty() && !fix.overlaps_itself() {
            for edit in &fix.edits {
                taken.insert(edit.start, edit.end);
                accepted.push(edit);
            }
            applied.push(index);
        }
    }
    accepted.sort_by_key(|edit| edit.start);
    let mut out = Vec::with_capacity(bytes.len());
    let mut from = 0;
    for edit in accepted {
        out.extend_from_slice(&bytes[from..edit.start]);
        out.extend_from_slice(edit.replacement.as_bytes());
        from = edit.end;
    }
    out.extend_from_slice(&bytes[from..]);
    (out, applied)
}
