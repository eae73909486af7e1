//! Document symbols: the objects in lists, such as events, creatives and offers.

use gen_lsp_types::{DocumentSymbol, Location, SymbolKind, Uri};
use offerlint::inputs::Layout;
use serde_json::{Value, json};

use super::documents::Document;
use super::outline::{Kind, NodeId, Outline};
use super::positions::LineIndex;
use super::session::{Answer, done};
use super::workspace::Target;

/// Members that name an object, the best first.
const NAMES: [&str; 8] =
    ["name", "eventId", "appName", "title", "id", "external_id", "url", "order"];

/// The largest number of symbols.
const MAX_SYMBOLS: usize = 10_000;

/// The largest number of characters of a name.
const MAX_NAME: usize = 60;

struct Symbols<'d> {
    text: &'d str,
    index: &'d LineIndex,
    count: usize,
}

/// The symbols of a document.
pub(crate) fn of(document: &mut Document, target: &Target, nested: bool) -> Answer {
    let (text, index) = (document.text.clone(), document.index());
    let mut symbols = Symbols { text: &text, index: &index, count: 0 };
    let all = match target.file.layout {
        Layout::Capture(_) => Vec::new(),
        Layout::Lines => symbols.lines(target.file.settings.contract_name()),
        _ => {
            let outline = Outline::read(&text);
            outline.root().map(|root| symbols.members(&outline, 0, root, 0)).unwrap_or_default()
        }
    };
    if nested {
        return done(all);
    }
    let mut flat = Vec::new();
    flatten(all, None, &mut flat, &document.uri);
    done(flat)
}

impl Symbols<'_> {
    /// One symbol a line.
    fn lines(&mut self, contract: &str) -> Vec<DocumentSymbol> {
        let mut all = Vec::new();
        let mut start = 0;
        for line in self.text.split_inclusive('\n') {
            if self.count >= MAX_SYMBOLS {
                break;
            }
            let outline = Outline::read(line);
            if let Some(root) = outline.root() {
                let name = name(&outline, root).unwrap_or_else(|| contract.to_owned());
                let children = self.members(&outline, start, root, 0);
                all.push(self.symbol(
                    name,
                    None,
                    SymbolKind::Object,
                    (start, &outline, root),
                    children,
                ));
            }
            start += line.len();
        }
        all
    }

    /// The lists of objects among the members of an object, and of the objects in it.
    fn members(
        &mut self,
        outline: &Outline<'_>,
        base: usize,
        object: NodeId,
        depth: usize,
    ) -> Vec<DocumentSymbol> {
        let mut all = Vec::new();
        // No contract nests objects deeper than a list in an envelope.
        if depth > 4 || outline.kind(object) != Kind::Object {
            return all;
        }
        for member in outline.children(object) {
            if self.count >= MAX_SYMBOLS {
                break;
            }
            let key = outline.name(member).unwrap_or_default().into_owned();
            match outline.kind(member) {
                Kind::Array => {
                    let items: Vec<NodeId> = outline
                        .children(member)
                        .filter(|item| outline.kind(*item) == Kind::Object)
                        .take(MAX_SYMBOLS)
                        .collect();
                    if items.is_empty() {
                        continue;
                    }
                    let detail = Some(items.len().to_string());
                    let mut children = Vec::new();
                    for (at, item) in items.into_iter().enumerate() {
                        let name = name(outline, item).unwrap_or_else(|| format!("{key} {at}"));
                        let nested = self.members(outline, base, item, depth + 1);
                        let place = (base, outline, item);
                        children.push(self.symbol(name, None, SymbolKind::Object, place, nested));
                    }
                    all.push(self.symbol(
                        key,
                        detail,
                        SymbolKind::Array,
                        (base, outline, member),
                        children,
                    ));
                }
                Kind::Object => {
                    let children = self.members(outline, base, member, depth + 1);
                    let place = (base, outline, member);
                    all.push(self.symbol(key, None, SymbolKind::Object, place, children));
                }
                _ => {}
            }
        }
        all
    }

    #[allow(deprecated)]
    fn symbol(
        &mut self,
        name: String,
        detail: Option<String>,
        kind: SymbolKind,
        (base, outline, node): (usize, &Outline<'_>, NodeId),
        children: Vec<DocumentSymbol>,
    ) -> DocumentSymbol {
        self.count += 1;
        let span = outline.span(node);
        let key = outline.key_span(node);
        let start = key.as_ref().map_or(span.start, |key| key.start);
        let selected = key.unwrap_or(span.start..span.start + 1);
        let range = |span: std::ops::Range<usize>| {
            self.index.range(self.text, base + span.start..base + span.end)
        };
        DocumentSymbol {
            name,
            detail,
            kind,
            tags: None,
            deprecated: None,
            range: range(start..span.end),
            selection_range: range(selected),
            children: (!children.is_empty()).then_some(children),
        }
    }
}

/// The name of an object by its members.
fn name(outline: &Outline<'_>, object: NodeId) -> Option<String> {
    let value = NAMES.iter().find_map(|name| {
        let member = outline.member(object, name)?;
        let text = match outline.kind(member) {
            Kind::Text => outline.string(member)?.into_owned(),
            Kind::Scalar => format!("{name} {}", outline.raw(member)),
            _ => return None,
        };
        let text = text.trim();
        (!text.is_empty()).then(|| text.to_owned())
    })?;
    let short: String = offerlint::mask_secrets(&value).chars().take(MAX_NAME).collect();
    Some(short)
}

/// The symbols as a list, for clients without nested ones.
fn flatten(
    symbols: Vec<DocumentSymbol>,
    container: Option<&str>,
    flat: &mut Vec<Value>,
    uri: &Uri,
) {
    for symbol in symbols {
        flat.push(json!({
            "name": symbol.name,
            "kind": symbol.kind,
            "location": Location { uri: uri.clone(), range: symbol.range },
            "containerName": container,
        }));
        flatten(symbol.children.unwrap_or_default(), Some(&symbol.name), flat, uri);
    }
}
