//! The formats of captures, and how a file is recognised.

use std::path::Path;
use std::str::FromStr;

/// A format of captures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CaptureFormat {
    /// HTTP Archive 1.1 and 1.2: the network log of a browser or a proxy.
    Har,
    /// A Postman collection, 2.0 and 2.1.
    Postman,
    /// Requests in the syntax of JetBrains' HTTP client and of REST Client.
    Http,
    /// A shell script that calls curl.
    Curl,
}

impl CaptureFormat {
    /// All formats.
    pub const ALL: [Self; 4] = [Self::Har, Self::Postman, Self::Http, Self::Curl];

    /// `har`, `postman`, `http` or `curl`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Har => "har",
            Self::Postman => "postman",
            Self::Http => "http",
            Self::Curl => "curl",
        }
    }

    /// The format of a file by its name: `.har`, `.postman_collection.json`, `.http`, `.rest`, `.sh`
    /// and `.bash`.
    pub fn of_path(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_str()?.as_bytes();
        let ends = [
            (".har", Self::Har),
            (".postman_collection.json", Self::Postman),
            (".http", Self::Http),
            (".rest", Self::Http),
            (".sh", Self::Curl),
            (".bash", Self::Curl),
        ];
        let has_end = |end: &str| {
            let found = name.len().checked_sub(end.len()).map(|start| &name[start..]);
            found.is_some_and(|found| found.eq_ignore_ascii_case(end.as_bytes()))
        };
        ends.into_iter().find(|(end, _)| has_end(end)).map(|(_, format)| format)
    }

    /// HAR or Postman, recognised by the beginning of a JSON document; none for other documents.
    pub fn of_json(text: &[u8]) -> Option<Self> {
        let beginning = &text[..text.len().min(4096)];
        let has = |part: &[u8]| memchr::memmem::find(beginning, part).is_some();
        if has(b"getpostman.com/json/collection") || has(b"postman.com/collection") {
            return Some(Self::Postman);
        }
        let start = beginning.trim_ascii_start().strip_prefix(b"{")?.trim_ascii_start();
        start.starts_with(b"\"log\"").then_some(Self::Har)
    }
}

impl FromStr for CaptureFormat {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let found = Self::ALL.into_iter().find(|format| format.name() == name);
        found.ok_or_else(|| "it must be one of har, postman, http, curl".to_owned())
    }
}
