//! Pointers that stay the same when items are inserted into an array.

use std::borrow::Cow;

use memchr::{memchr, memrchr};
use serde_json::Value;

use super::fingerprint::fingerprint;
use super::linted_file::LintedFile;
use crate::inputs::Layout;
use crate::{Diagnostic, mask_secrets};

/// The members that identify an item of an array.
const IDS: [&str; 2] = ["id", "eventId"];

/// The largest length of an id that is used as it is, in bytes.
const MAX_ID: usize = 64;

/// The stable pointers of the findings on a file: an item of an array that has an `id` or `eventId`
/// is named by it, such as `/offers/[id=ofr_1]/payout`, other items by their index.
///
/// Baselines and the fingerprints of reports use them, so that a finding stays the same one when an
/// item is inserted before it.
#[derive(Debug)]
pub struct StablePointers<'f> {
    file: &'f LintedFile,
    /// The payload that was read last, by its offset.
    payload: Option<(usize, Option<Value>)>,
}

impl<'f> StablePointers<'f> {
    /// The pointers of the findings on a file. Needs the text of the file.
    pub fn new(file: &'f LintedFile) -> Self {
        Self { file, payload: None }
    }

    /// The stable pointer of a finding.
    pub fn of<'d>(&mut self, found: &'d Diagnostic) -> Cow<'d, str> {
        // Calls are identified by their requests, not by their numbers, which change.
        if let Some(call) = &found.call {
            return Cow::Owned(format!("{} {}", call.request, found.pointer));
        }
        let is_index = |token: &str| token.bytes().all(|byte| byte.is_ascii_digit());
        let has_index = found.pointer.split('/').any(|token| !token.is_empty() && is_index(token));
        match found.range.filter(|_| has_index) {
            Some(range) => match self.payload_at(range.span.start) {
                Some(payload) => Cow::Owned(stable(&found.pointer, payload)),
                None => Cow::Borrowed(&found.pointer),
            },
            None => Cow::Borrowed(&found.pointer),
        }
    }

    /// The payload that contains an offset of the file.
    fn payload_at(&mut self, offset: usize) -> Option<&Value> {
        let text = &*self.file.text;
        let at = offset.saturating_sub(self.file.origin.bytes).min(text.len());
        let (start, end) = match self.file.layout {
            Layout::Lines => (
                memrchr(b'\n', &text[..at]).map_or(0, |before| before + 1),
                memchr(b'\n', &text[at..]).map_or(text.len(), |length| at + length),
            ),
            _ => (0, text.len()),
        };
        if self.payload.as_ref().is_none_or(|(known, _)| *known != start) {
            let payload = &text[start..end];
            let payload = payload.strip_prefix(b"\xef\xbb\xbf").unwrap_or(payload);
            self.payload = Some((start, serde_json::from_slice(payload).ok()));
        }
        self.payload.as_ref()?.1.as_ref()
    }
}

fn stable(pointer: &str, payload: &Value) -> String {
    let mut stable = String::with_capacity(pointer.len());
    let mut at = Some(payload);
    for token in pointer.split('/').skip(1) {
        let parent = at;
        let key = token.replace("~1", "/").replace("~0", "~");
        at = match parent {
            Some(Value::Array(items)) => key.parse().ok().and_then(|index: usize| items.get(index)),
            Some(Value::Object(members)) => members.get(&key),
            _ => None,
        };
        stable.push('/');
        match at.filter(|_| parent.is_some_and(Value::is_array)).and_then(id) {
            Some(id) => stable.push_str(&id),
            None => stable.push_str(token),
        }
    }
    stable
}

/// The name of an item with an id.
fn id(item: &Value) -> Option<String> {
    IDS.iter().find_map(|name| {
        let id = match item.get(name)? {
            Value::String(text) if !text.is_empty() => mask_secrets(text),
            Value::Number(number) => number.to_string(),
            _ => return None,
        };
        let id = if id.len() > MAX_ID { fingerprint(id.as_bytes()) } else { id };
        Some(format!("[{name}={id}]"))
    })
}
