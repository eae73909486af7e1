//! Postman collections 2.0 and 2.1.

use serde_json::Value;

use super::budget::Budget;
use super::exchange::{CaptureProblem, Contents, Exchange, Recorded};
use super::source_text::SourceText;
use super::variables::Variables;
use crate::json::{Document, NodeId, Span, Tag, mistakes};

/// Folders in folders are read up to this depth.
const MAX_DEPTH: usize = 64;

struct Reader<'d> {
    document: &'d Document<'d>,
    variables: Variables,
    budget: Budget,
    contents: Contents,
}

/// The calls of a collection. Values of the environment count more than those of the collection.
pub(super) fn read(text: &str, environment: &Variables) -> Contents {
    let document = match Document::parse(text) {
        Ok(document) => document,
        Err(_) => {
            let (at, message) = mistakes::first(text);
            let problem = CaptureProblem::new(at, format!("it is not JSON: {message}"));
            return Contents { problems: vec![problem], ..Contents::default() };
        }
    };
    let mut reader = Reader {
        document: &document,
        variables: environment.clone(),
        budget: Budget::new(),
        contents: Contents::default(),
    };
    reader.check_version();
    reader.define_variables();
    match reader.member(0, "item").filter(|items| document.tag(*items) == Tag::Array) {
        Some(items) => reader.items(items, "", 0),
        None => {
            let message = "it is no Postman collection: there is no array `item`";
            reader.contents.problems.push(CaptureProblem::new(0, message));
        }
    }
    reader.contents.problems.extend(reader.budget.problem());
    reader.contents
}

impl Reader<'_> {
    fn member(&self, object: NodeId, name: &str) -> Option<NodeId> {
        (self.document.tag(object) == Tag::Object)
            .then(|| self.document.member(object, name))
            .flatten()
    }

    fn string(&self, object: NodeId, name: &str) -> Option<String> {
        let node = self.member(object, name)?;
        self.document.string(node).map(|text| text.decode().into_owned())
    }

    fn problem(&mut self, node: NodeId, message: impl Into<String>) {
        let offset = self.document.span(node).start;
        self.contents.problems.push(CaptureProblem::new(offset, message));
    }

    fn check_version(&mut self) {
        let schema = self.member(0, "info").and_then(|info| self.member(info, "schema"));
        let Some(schema) = schema else { return };
        let address = self.document.raw(schema);
        if !address.contains("/v2.0.0/") && !address.contains("/v2.1.0/") {
            self.problem(
                schema,
                "the version of the collection is not 2.0 or 2.1; it is read as 2.1",
            );
        }
    }

    fn define_variables(&mut self) {
        let Some(list) = self.member(0, "variable") else { return };
        let entries: Value = serde_json::from_str(self.document.raw(list)).unwrap_or_default();
        entries
            .as_array()
            .into_iter()
            .flatten()
            .for_each(|entry| self.variables.define_entry(entry));
        let cyclic: Vec<String> =
            self.variables.cyclic().into_iter().map(|name| format!("{{{{{name}}}}}")).collect();
        if !cyclic.is_empty() {
            let message = format!("variables refer to themselves: {}", cyclic.join(", "));
            self.problem(list, message);
        }
    }

    fn items(&mut self, items: NodeId, pointer: &str, depth: usize) {
        let all: Vec<NodeId> = self.document.items(items).collect();
        for (index, item) in all.into_iter().enumerate() {
            let pointer = format!("{pointer}/item/{index}");
            if let Some(inner) =
                self.member(item, "item").filter(|node| self.document.tag(*node) == Tag::Array)
            {
                match depth < MAX_DEPTH {
                    true => self.items(inner, &pointer, depth + 1),
                    false => self
                        .problem(inner, "folders are nested too deeply; this one is not checked"),
                }
            } else if let Some(request) = self.member(item, "request") {
                self.request(item, request, &pointer);
            } else if self.document.tag(item) != Tag::Object {
                self.problem(item, "an item is no object; it is not checked");
            }
        }
    }

    fn request(&mut self, item: NodeId, request: NodeId, pointer: &str) {
        let number = self.contents.exchanges.len() + 1;
        let mut exchange = Exchange { number, ..Exchange::default() };
        let url = match self.document.tag(request) {
            Tag::String { .. } => Some(request),
            _ => self.member(request, "url"),
        };
        let Some(url) = url else {
            return self.problem(request, "a request has no url; it is not checked");
        };
        exchange.method = self.string(request, "method").unwrap_or_default();
        exchange.url_span = Some(self.document.span(url));
        exchange.url = self.url(url);
        if let Some(mode) = self.other_mode(request) {
            let offset = self.document.span(request).start;
            let message = format!("the body is {mode}, not JSON");
            exchange.problems.push(CaptureProblem::new(offset, message));
        }
        exchange.request = self
            .raw_body(request)
            .map(|node| self.recorded(node, format!("{pointer}/request/body/raw"), true));
        let responses =
            self.member(item, "response").filter(|list| self.document.tag(*list) == Tag::Array);
        for (index, response) in
            responses.into_iter().flat_map(|list| self.document.items(list)).enumerate()
        {
            let status = self.member(response, "code").and_then(|code| self.document.number(code));
            let body =
                self.member(response, "body").filter(|body| self.document.string(*body).is_some());
            if let Some(body) = body {
                let pointer = format!("{pointer}/response/{index}/body");
                let recorded = self.recorded(body, pointer, false);
                exchange.responses.push((status.map_or(0, |status| status as u16), recorded));
            }
        }
        self.contents.exchanges.push(exchange);
    }

    /// The mode of a body that is no text.
    fn other_mode(&self, request: NodeId) -> Option<String> {
        let mode = self.string(self.member(request, "body")?, "mode")?;
        ["urlencoded", "formdata", "graphql", "file"].contains(&mode.as_str()).then_some(mode)
    }

    /// The text of a body in the mode `raw`.
    fn raw_body(&self, request: NodeId) -> Option<NodeId> {
        let body = self.member(request, "body")?;
        let is_raw = self.string(body, "mode").is_none_or(|mode| mode == "raw");
        let raw = self
            .member(body, "raw")
            .filter(|raw| is_raw && self.document.string(*raw).is_some())?;
        (self.document.raw(raw).len() > 2).then_some(raw)
    }

    fn recorded(&self, node: NodeId, pointer: String, with_variables: bool) -> Recorded {
        let mut text = SourceText::default();
        if let Some(string) = self.document.string(node) {
            text.push_json_string(string, self.document.span(node).start + 1);
        }
        // Postman removes comments before it sends a body.
        let text = if with_variables {
            self.variables.replace(&without_comments(&text), &self.budget)
        } else {
            text
        };
        Recorded { text, pointer }
    }

    /// The URL: a string, an object with `raw`, or one with its parts.
    fn url(&self, url: NodeId) -> SourceText {
        let raw =
            if self.document.string(url).is_some() { Some(url) } else { self.member(url, "raw") };
        let mut text = SourceText::default();
        let span = self.document.span(url);
        match raw.and_then(|raw| Some((raw, self.document.string(raw)?))) {
            Some((raw, string)) => text.push_json_string(string, self.document.span(raw).start + 1),
            None => text.push_elsewhere(&self.joined(url), span),
        }
        let text = self.variables.replace(&text, &self.budget);
        self.with_path_variables(url, text, span)
    }

    /// A URL from `host`, `path` and `query`.
    fn joined(&self, url: NodeId) -> String {
        let value: Value = serde_json::from_str(self.document.raw(url)).unwrap_or_default();
        let join = |name: &str, separator: &str| match value.get(name) {
            Some(Value::String(text)) => text.clone(),
            Some(Value::Array(parts)) => {
                parts.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(separator)
            }
            _ => String::new(),
        };
        let pairs = value.get("query").and_then(Value::as_array).into_iter().flatten();
        let pairs: Vec<String> = pairs
            .filter(|pair| pair.get("disabled") != Some(&Value::Bool(true)))
            .filter_map(|pair| {
                let text = |name: &str| pair.get(name).and_then(Value::as_str);
                Some(format!("{}={}", text("key")?, text("value").unwrap_or_default()))
            })
            .collect();
        let query = if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) };
        format!("{}/{}{query}", join("host", "."), join("path", "/").trim_start_matches('/'))
    }

    /// Replaces path segments such as `:id` by their values.
    fn with_path_variables(&self, url: NodeId, text: SourceText, span: Span) -> SourceText {
        let list = self.member(url, "variable").map_or(Value::Null, |list| {
            serde_json::from_str(self.document.raw(list)).unwrap_or_default()
        });
        let mut values = Variables::default();
        list.as_array().into_iter().flatten().for_each(|entry| values.define_entry(entry));
        let mut out = SourceText::default();
        let mut at = 0;
        let path_end = text.text().find(['?', '#']).unwrap_or(text.text().len());
        while let Some(found) = text.text()[at..path_end].find("/:") {
            let start = at + found + 1;
            let name_end =
                text.text()[start + 1..path_end].find('/').map_or(path_end, |end| start + 1 + end);
            let name = &text.text()[start + 1..name_end];
            out.push_part(&text, at..start);
            let value = values.raw(name).filter(|value| !value.is_empty());
            let value = value.filter(|value| self.budget.take(value.len(), span.start));
            let mut value_text = SourceText::default();
            match value {
                Some(value) => value_text.push_elsewhere(value, span),
                None => value_text.push_unknown(&text.text()[start..name_end], span),
            }
            let value_text = if value.is_some() {
                self.variables.replace(&value_text, &self.budget)
            } else {
                value_text
            };
            out.push_part(&value_text, 0..value_text.text().len());
            at = name_end;
        }
        out.push_part(&text, at..text.text().len());
        out
    }
}

/// A JSON text without its comments.
fn without_comments(text: &SourceText) -> SourceText {
    let bytes = text.text().as_bytes();
    let mut out = SourceText::default();
    let (mut at, mut kept, mut in_string) = (0, 0, false);
    while at < bytes.len() {
        let length = match (in_string, &bytes[at..]) {
            (false, [b'/', b'/', rest @ ..]) => {
                Some(2 + memchr::memchr(b'\n', rest).unwrap_or(rest.len()))
            }
            (false, [b'/', b'*', rest @ ..]) => {
                memchr::memmem::find(rest, b"*/").map(|end| end + 4)
            }
            _ => None,
        };
        if let Some(length) = length {
            out.push_part(text, kept..at);
            at += length;
            kept = at;
            continue;
        }
        match bytes[at] {
            b'\\' if in_string => at += 1,
            b'"' => in_string = !in_string,
            _ => {}
        }
        at += 1;
    }
    out.push_part(text, kept..bytes.len());
    out
}
