//! Every place of a finding exists: bytes inside the text and between characters, lines and columns
//! that belong to them, pointers that lead to what is marked.

use offerlint::{Diagnostic, Position, Range};

use super::tree::{Tree, unescaped};

pub(super) fn exist(bytes: &[u8], findings: &[Diagnostic]) {
    let tree = Tree::read(bytes);
    for found in findings {
        is_found(bytes, tree.as_ref(), &found.pointer, found.range, &found.rule);
        for label in &found.labels {
            is_found(bytes, tree.as_ref(), &label.pointer, label.range, &found.rule);
        }
        let mut from = 0;
        for edit in found.fix.iter().flat_map(|fix| &fix.edits) {
            assert!(
                from <= edit.start && edit.start <= edit.end,
                "{} has edits out of order",
                found.rule
            );
            assert!(
                is_between_characters(bytes, edit.start) && is_between_characters(bytes, edit.end),
                "{found:?}"
            );
            from = edit.end;
        }
    }
    let starts: Vec<_> =
        findings.iter().map(|found| found.range.map(|range| range.span.start)).collect();
    assert!(starts.is_sorted(), "findings are not in source order");
}

fn is_found(bytes: &[u8], tree: Option<&Tree>, pointer: &str, range: Option<Range>, rule: &str) {
    // Parameters of the request have no place in the document.
    assert_eq!(range.is_none(), pointer.starts_with('@'), "{rule} at {pointer}");
    if let Some(range) = range {
        is_inside(bytes, range);
        leads_to(bytes, tree, pointer, range, rule);
    }
}

fn is_inside(bytes: &[u8], range: Range) {
    let (start, end) = (range.span.start, range.span.end);
    assert!(start <= end && end <= bytes.len(), "{start}..{end} of {}", bytes.len());
    let broken = std::str::from_utf8(bytes).err().map(|error| error.valid_up_to());
    // The byte that is not UTF-8 may be marked itself.
    let is_broken = broken == Some(start) && end == start + 1;
    assert!(
        is_broken || (is_between_characters(bytes, start) && is_between_characters(bytes, end)),
        "{start}..{end} cuts a character in two"
    );
    assert_eq!(range.start, position(bytes, start));
    assert_eq!(range.end, position(bytes, end));
}

fn is_between_characters(bytes: &[u8], at: usize) -> bool {
    bytes.get(..at).is_some_and(|before| std::str::from_utf8(before).is_ok())
}

/// Counted anew for every place.
fn position(bytes: &[u8], at: usize) -> Position {
    let before = &bytes[..at];
    let before = before.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(before);
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    let tail = before.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
    // Continuation bytes belong to the character before them.
    let column = tail.iter().filter(|byte| **byte & 0xC0 != 0x80).count() + 1;
    Position { line, column }
}

fn leads_to(bytes: &[u8], tree: Option<&Tree>, pointer: &str, range: Range, rule: &str) {
    let Some(tree) = tree else {
        assert_eq!(pointer, "", "{rule} points into something that is not JSON");
        return;
    };
    // What is cut or redacted leads nowhere. Of a name that is cut 256 bytes are left, six for a letter.
    let is_cut = pointer.len() > 256 / 6 && pointer.contains('…');
    if rule == "json-bom" || pointer.contains("trk_[redacted]") || is_cut {
        return;
    }
    let marked = &bytes[range.span.start..range.span.end];
    // Of a text that is JSON only a number out of range is refused.
    if rule == "json-syntax" {
        let number = std::str::from_utf8(marked).ok().and_then(|text| text.parse::<f64>().ok());
        assert!(pointer.is_empty() && number.is_some_and(f64::is_infinite), "{number:?}");
        return;
    }
    let (parent, name) = pointer.rsplit_once('/').unwrap_or_default();
    let name = unescaped(name);
    let is_marked = match Tree::read(marked) {
        Some(Tree::Scalar(text)) if text == name => true,
        Some(seen) => tree.find(pointer).contains(&&seen),
        // The document as a whole is marked at its first character.
        None => pointer.is_empty() && range.span.end <= range.span.start + 4,
    };
    let is_missing =
        || marked == b"{" && tree.find(parent).iter().any(|parent| parent.lacks(&name));
    assert!(is_marked || is_missing(), "{rule}: {pointer} is not what is marked");
}
