//! A schema together with the files that it refers to.

use std::collections::BTreeMap;

use serde_json::Value;
use url::Url;

/// Gives the JSON document at a path in the folder of a schema, with `/` as separator, or the reason
/// why it cannot.
pub type LoadDocument<'l> = dyn Fn(&str) -> Result<Value, String> + 'l;

/// A schema with every file that it refers to, by URI without a fragment.
#[derive(Clone, Debug)]
pub(super) struct Documents {
    /// The URI of the schema itself.
    pub(super) base: Url,
    pub(super) referenced: BTreeMap<Url, Value>,
}

/// A fragment or a path with `%XX` decoded.
pub(super) fn percent_decoded(fragment: &str) -> String {
    let bytes = fragment.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = (bytes[at] == b'%').then(|| fragment.get(at + 1..at + 3)).flatten();
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}
