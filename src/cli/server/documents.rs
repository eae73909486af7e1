//! The open documents: their text as the client has it, not as it is on disk.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use gen_lsp_types::{TextDocumentContentChangeEvent, TextDocumentItem, Uri};
use offerlint::Diagnostic;
use offerlint::inputs::Layout;
use offerlint::project::CONFIGURATION_NAME;
use url::Url;

use super::positions::{Encoding, LineIndex};

/// The kind of a document, which decides how the server treats it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// JSON, NDJSON or a capture.
    Payload,
    /// `offerlint.toml`.
    Configuration,
    /// Nothing.
    Other,
}

/// The findings of a version of a text.
#[derive(Clone, Debug)]
pub(crate) struct Findings {
    pub(crate) revision: Revision,
    pub(crate) list: Arc<Vec<Diagnostic>>,
}

/// A state of the text and of the settings that it is linted with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Revision {
    /// Increases with every change of the text.
    pub(crate) text: u64,
    /// Increases with every change of a setting.
    pub(crate) settings: u64,
}

/// An open document.
#[derive(Debug)]
pub(crate) struct Document {
    pub(crate) uri: Uri,
    /// The path; none for an untitled document.
    pub(crate) path: Option<PathBuf>,
    pub(crate) kind: Kind,
    pub(crate) layout: Layout,
    /// The version of the client.
    pub(crate) version: i32,
    /// The number of changes.
    pub(crate) changes: u64,
    pub(crate) text: Arc<String>,
    encoding: Encoding,
    index: Option<Arc<LineIndex>>,
    /// The contract that was chosen for it by command.
    pub(crate) chosen: Option<String>,
    pub(crate) findings: Option<Findings>,
    /// When it may be linted again.
    pub(crate) earliest: Option<Instant>,
    /// Whether the client has diagnostics of it.
    pub(crate) is_published: bool,
}

impl Document {
    fn new(item: TextDocumentItem, encoding: Encoding) -> Self {
        let path = path_of(&item.uri);
        let language = item.language_id.to_string();
        let (kind, layout) = kind_of(path.as_deref(), &language);
        Self {
            uri: item.uri,
            path,
            kind,
            layout,
            version: item.version,
            changes: 0,
            text: Arc::new(item.text),
            encoding,
            index: None,
            chosen: None,
            findings: None,
            earliest: None,
            is_published: false,
        }
    }

    /// The lines of the current text.
    pub(crate) fn index(&mut self) -> Arc<LineIndex> {
        let (text, encoding) = (&self.text, self.encoding);
        let index = self.index.get_or_insert_with(|| Arc::new(LineIndex::new(text, encoding)));
        Arc::clone(index)
    }

    /// Applies changes in order.
    pub(crate) fn change(&mut self, version: i32, changes: Vec<TextDocumentContentChangeEvent>) {
        use TextDocumentContentChangeEvent as Change;
        for change in changes {
            match change {
                Change::TextDocumentContentChangePartial(part) => {
                    let bytes = self.index().bytes(&self.text, part.range);
                    Arc::make_mut(&mut self.text).replace_range(bytes, &part.text);
                }
                Change::TextDocumentContentChangeWholeDocument(whole) => {
                    self.text = Arc::new(whole.text);
                }
            }
            self.index = None;
        }
        self.version = version;
        self.changes += 1;
    }

    /// The part of the text that is the payload at an offset: in NDJSON a line, otherwise everything.
    pub(crate) fn payload_at(&self, offset: usize) -> std::ops::Range<usize> {
        let bytes = self.text.as_bytes();
        if self.layout != Layout::Lines {
            return 0..bytes.len();
        }
        let start = memchr::memrchr(b'\n', &bytes[..offset]).map_or(0, |before| before + 1);
        let end =
            memchr::memchr(b'\n', &bytes[offset..]).map_or(bytes.len(), |length| offset + length);
        start..end
    }
}

/// The path of a `file:` URI.
pub(crate) fn path_of(uri: &Uri) -> Option<PathBuf> {
    let url = Url::parse(&uri.0).ok().filter(|url| url.scheme() == "file")?;
    url.to_file_path().ok()
}

/// The URI of a path.
pub(crate) fn uri_of(path: &Path) -> Option<Uri> {
    Url::from_file_path(path).ok().map(|url| Uri(url.into()))
}

fn kind_of(path: Option<&Path>, language: &str) -> (Kind, Layout) {
    if path.is_some_and(|path| path.file_name().is_some_and(|name| name == CONFIGURATION_NAME)) {
        return (Kind::Configuration, Layout::Single);
    }
    let layout = path.map(Layout::of_path).unwrap_or_default();
    if layout == Layout::Lines || ["ndjson", "jsonl", "jsonlines"].contains(&language) {
        return (Kind::Payload, Layout::Lines);
    }
    if let Layout::Capture(_) = layout {
        return (Kind::Payload, layout);
    }
    let is_json =
        |path: &Path| path.extension().is_some_and(|end| end.eq_ignore_ascii_case("json"));
    match language == "json" || path.is_some_and(is_json) {
        true => (Kind::Payload, Layout::Single),
        false => (Kind::Other, Layout::Single),
    }
}

/// The open documents by URI.
#[derive(Debug, Default)]
pub(crate) struct Documents {
    open: BTreeMap<String, Document>,
}

impl Documents {
    /// Adds a document. One that is open already is replaced, but keeps its chosen contract.
    pub(crate) fn open(&mut self, item: TextDocumentItem, encoding: Encoding) {
        let mut document = Document::new(item, encoding);
        if let Some(before) = self.open.remove(&document.uri.0) {
            document.chosen = before.chosen;
            document.changes = before.changes + 1;
        }
        self.open.insert(document.uri.0.clone(), document);
    }

    pub(crate) fn close(&mut self, uri: &Uri) -> Option<Document> {
        self.open.remove(&uri.0)
    }

    pub(crate) fn get(&self, uri: &Uri) -> Option<&Document> {
        self.open.get(&uri.0)
    }

    pub(crate) fn get_mut(&mut self, uri: &Uri) -> Option<&mut Document> {
        self.open.get_mut(&uri.0)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Document> {
        self.open.values()
    }
}
