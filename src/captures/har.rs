//! HTTP Archives (HAR 1.2): `request.postData.text` and `response.content.text` of an entry.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::exchange::{CaptureProblem, Contents, Exchange, Recorded};
use super::source_text::SourceText;
use crate::json::{Document, NodeId, Tag, mistakes};

/// The call of an entry.
pub(super) fn read_entry(text: &str, index: usize) -> Contents {
    let mut contents = Contents::default();
    let document = match Document::parse(text) {
        Ok(document) => document,
        Err(_) => {
            let (at, message) = mistakes::first(text);
            let message = format!("entry {index} is not JSON: {message}");
            contents.problems.push(CaptureProblem::new(at, message));
            return contents;
        }
    };
    let member = |object: NodeId, path: &[&str]| {
        path.iter().try_fold(object, |object, name| {
            (document.tag(object) == Tag::Object).then(|| document.member(object, name)).flatten()
        })
    };
    let string = |path: &[&str]| {
        member(0, path).and_then(|node| document.string(node).map(|text| (node, text)))
    };
    let Some((url_node, url)) = string(&["request", "url"]) else {
        let message = format!("entry {index} has no request.url");
        contents.problems.push(CaptureProblem::new(0, message));
        return contents;
    };
    let mut exchange = Exchange { number: index, ..Exchange::default() };
    exchange.method = string(&["request", "method"])
        .map_or_else(String::new, |(_, text)| text.decode().into_owned());
    exchange.url.push_json_string(url, document.span(url_node).start + 1);
    exchange.url_span = Some(document.span(url_node));
    if let Some((node, text)) = string(&["request", "postData", "text"]) {
        let mut recorded = Recorded {
            pointer: format!("/log/entries/{index}/request/postData/text"),
            ..Recorded::default()
        };
        recorded.text.push_json_string(text, document.span(node).start + 1);
        exchange.request = Some(recorded);
    }
    if let Some((node, text)) = string(&["response", "content", "text"]) {
        let status = member(0, &["response", "status"]).and_then(|status| document.number(status));
        let status = status.map_or(0, |status| status as u16);
        let is_base64 = string(&["response", "content", "encoding"])
            .is_some_and(|(_, encoding)| encoding.decode().eq_ignore_ascii_case("base64"));
        let pointer = format!("/log/entries/{index}/response/content/text");
        let start = document.span(node).start + 1;
        let mut body = SourceText::default();
        if !is_base64 {
            body.push_json_string(text, start);
        } else if let Some(decoded) = decode_base64(&text.decode()) {
            body.push_elsewhere(&decoded, document.span(node));
        } else {
            let message =
                format!("the response of entry {index} is not base64 of UTF-8; it is not checked");
            exchange.problems.push(CaptureProblem::new(start, message));
        }
        exchange.responses.push((status, Recorded { text: body, pointer }));
    }
    contents.exchanges.push(exchange);
    contents
}

fn decode_base64(text: &str) -> Option<String> {
    let text: String = text.chars().filter(|c| !c.is_ascii_whitespace()).collect();
    String::from_utf8(STANDARD.decode(text).ok()?).ok()
}
