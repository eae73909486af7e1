//! Shell scripts with curl.

use super::body_file::{LoadBody, load_body};
use super::budget::Budget;
use super::exchange::{CaptureProblem, Contents, Exchange, Recorded};
use super::shell::{Command, Word, commands};
use super::source_text::SourceText;
use super::variables::Variables;
use crate::json::Span;

/// Short options that take a value, besides those that are read.
const SHORT_WITH_VALUE: &str = "AbcCDeEhHKmoPQrtTuUwxyYz";

/// Long options that take a value, besides those that are read.
const LONG_WITH_VALUE: [&str; 22] = [
    "--header",
    "--output",
    "--user",
    "--user-agent",
    "--cookie",
    "--cookie-jar",
    "--referer",
    "--proxy",
    "--max-time",
    "--connect-timeout",
    "--retry",
    "--retry-delay",
    "--write-out",
    "--cacert",
    "--cert",
    "--key",
    "--form",
    "--resolve",
    "--config",
    "--upload-file",
    "--oauth2-bearer",
    "--limit-rate",
];

/// The method of a request whose options are not known. No endpoint has it.
const UNKNOWN_METHOD: &str = "UNKNOWN";

/// A piece of the request's data.
enum Data {
    Text(SourceText),
    /// A file, and where its name is written.
    File(String, Span),
    Input,
}

impl Data {
    /// The memory that a copy takes, but for files, which count when they are read.
    fn cost(&self, command: &Command) -> usize {
        match self {
            Self::Text(text) => text.cost(),
            Self::Input => command.input.as_ref().map_or(0, SourceText::cost),
            Self::File(..) => 0,
        }
    }
}

/// The request of a curl command.
#[derive(Default)]
struct Request {
    method: Option<String>,
    urls: Vec<Word>,
    /// The pieces of the data, each with whether `&` joins it to the one before.
    data: Vec<(bool, Data)>,
    is_form: bool,
    is_get: bool,
}

/// The calls of a script.
pub(super) fn read(script: &str, environment: &Variables, load: Option<&LoadBody<'_>>) -> Contents {
    let mut contents = Contents::default();
    let budget = Budget::new();
    for command in commands(script, environment, &budget) {
        let is_curl = |word: &Word| {
            // A variable may hold options, too.
            let name = word.text.text().split(' ').next().unwrap_or_default();
            name == "curl" || name.ends_with("/curl") || name == "curl.exe"
        };
        if let Some(at) = command.words.iter().position(is_curl) {
            // `--next` begins another request.
            for words in command.words[at + 1..].split(|word| word.text.text() == "--next") {
                exchanges(&command, words, load, &budget, &mut contents);
            }
        }
    }
    contents.problems.extend(budget.problem());
    contents
}

fn exchanges(
    command: &Command,
    words: &[Word],
    load: Option<&LoadBody<'_>>,
    budget: &Budget,
    contents: &mut Contents,
) {
    let mut request = read_options(words);
    // Arguments such as "${options[@]}" may be anything.
    let is_unknown =
        |word: &Word| word.text.unknown().iter().any(|range| range.len() == word.text.text().len());
    let before = request.urls.len();
    request.urls.retain(|url| !is_unknown(url));
    if request.urls.len() < before && request.method.is_none() && request.data.is_empty() {
        request.method = Some(UNKNOWN_METHOD.to_owned());
    }
    let method = request.method.clone().unwrap_or_else(|| {
        let has_body = (!request.data.is_empty() && !request.is_get) || request.is_form;
        if has_body { "POST".to_owned() } else { "GET".to_owned() }
    });
    let body_cost = request.data.iter().map(|(_, data)| data.cost(command)).sum();
    for (index, url) in request.urls.iter().enumerate() {
        // Each further call has a copy of the body.
        if index > 0 && !budget.take(body_cost, url.start) {
            break;
        }
        let mut exchange = Exchange {
            number: contents.exchanges.len() + 1,
            method: method.clone(),
            url: url.text.clone(),
            url_span: Some(url.text.source(Span { start: 0, end: url.text.text().len() })),
            ..Exchange::default()
        };
        if request.is_form {
            let message = "the body is a form, not JSON";
            exchange.problems.push(CaptureProblem::new(url.start, message));
        }
        let data = joined(&request.data, command, load, budget, url.start, &mut exchange.problems);
        match data {
            Some(data) if request.is_get => {
                let separator = if exchange.url.text().contains('?') { "&" } else { "?" };
                let end = exchange.url_span.unwrap_or(Span { start: url.start, end: url.start });
                exchange.url.push_elsewhere(separator, Span { start: end.end, end: end.end });
                exchange.url.push_part(&data, 0..data.text().len());
            }
            Some(text) => exchange.request = Some(Recorded { text, pointer: String::new() }),
            None => {}
        }
        contents.exchanges.push(exchange);
    }
}

/// All data, joined by `&` as curl does.
fn joined(
    data: &[(bool, Data)],
    command: &Command,
    load: Option<&LoadBody<'_>>,
    budget: &Budget,
    at: usize,
    problems: &mut Vec<CaptureProblem>,
) -> Option<SourceText> {
    let mut all: Option<SourceText> = None;
    let from_file = command.input_file.as_ref().map(|name| {
        let mut text = SourceText::default();
        let span = name.source(Span { start: 0, end: name.text().len() });
        match load_body(name.text(), load, budget, span.start) {
            Ok(content) => text.push_elsewhere(&content, span),
            Err(_) => text.push_unknown(name.text(), span),
        }
        text
    });
    for (is_joined, data) in data {
        let mut text = SourceText::default();
        match data {
            Data::Text(given) => text = given.clone(),
            Data::Input => match command.input.as_ref().or(from_file.as_ref()) {
                Some(input) => text = input.clone(),
                // The output of another command is unknown.
                None => text.push_unknown("-", Span { start: at, end: at }),
            },
            Data::File(name, span) => match load_body(name, load, budget, span.start) {
                Ok(content) => text.push_elsewhere(&content, *span),
                Err(reason) => {
                    let message = format!("the body {name} is not checked: {reason}");
                    problems.push(CaptureProblem::new(span.start, message));
                    return None;
                }
            },
        }
        match &mut all {
            None => all = Some(text),
            Some(all) if !is_joined => all.push_part(&text, 0..text.text().len()),
            Some(all) => {
                let source = text.source(Span { start: 0, end: 0 });
                all.push_elsewhere("&", source);
                all.push_part(&text, 0..text.text().len());
            }
        }
    }
    all
}

fn read_options(words: &[Word]) -> Request {
    let mut request = Request::default();
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let text = word.text.text();
        if let Some(long) = text.strip_prefix("--") {
            let (name, inline) = match long.split_once('=') {
                Some((name, _)) => (name, Some(part(&word.text, name.len() + 3))),
                None => (long, None),
            };
            match name {
                "" => {}
                "request" | "url" | "data" | "data-ascii" | "data-binary" | "data-raw"
                | "data-urlencode" | "json" => {
                    let value = inline.or_else(|| words.next().map(|word| word.text.clone()));
                    let Some(value) = value else { continue };
                    request.set(name, value, word.start);
                }
                "form" | "form-string" => {
                    request.is_form = true;
                    if inline.is_none() {
                        words.next();
                    }
                }
                "get" => request.is_get = true,
                "head" => request.method = Some("HEAD".to_owned()),
                _ if inline.is_none() && LONG_WITH_VALUE.contains(&text) => drop(words.next()),
                _ => {}
            }
        } else if let Some(letters) = text.strip_prefix('-').filter(|letters| !letters.is_empty()) {
            for (at, letter) in letters.char_indices() {
                let after = at + 1 + letter.len_utf8();
                let mut value = || match after < text.len() {
                    true => Some(part(&word.text, after)),
                    false => words.next().map(|word| word.text.clone()),
                };
                match letter {
                    'X' => request.method = value().map(|value| value.text().to_owned()),
                    'd' => {
                        if let Some(value) = value() {
                            request.set("data", value, word.start);
                        }
                    }
                    'F' => {
                        request.is_form = true;
                        value();
                    }
                    'G' => request.is_get = true,
                    'I' => request.method = Some("HEAD".to_owned()),
                    _ if SHORT_WITH_VALUE.contains(letter) => drop(value()),
                    _ => continue,
                }
                if matches!(letter, 'X' | 'd' | 'F') || SHORT_WITH_VALUE.contains(letter) {
                    break;
                }
            }
        } else {
            // A filter of jq or a message of echo is no address.
            let is_address = text.contains(['/', '.', ':']) || !word.text.unknown().is_empty();
            if is_address {
                request.urls.push(word.clone());
            }
        }
    }
    request
}

impl Request {
    fn set(&mut self, option: &str, value: SourceText, start: usize) {
        match option {
            "request" => self.method = Some(value.text().to_owned()),
            "url" => self.urls.push(Word { text: value, start }),
            _ => {
                if option == "data-urlencode" {
                    let is_named = value.text().contains('=');
                    self.data.push((
                        true,
                        Data::Text(if is_named { encoded(&value) } else { unknown(&value) }),
                    ));
                    return;
                }
                let file = value.text().strip_prefix('@').filter(|_| option != "data-raw");
                let data = match file {
                    Some("-") => Data::Input,
                    // The name of the file is not known.
                    Some(_) if !value.unknown().is_empty() => Data::Text(unknown(&value)),
                    Some(name) => {
                        let span = value.source(Span { start: 0, end: value.text().len() });
                        Data::File(name.to_owned(), span)
                    }
                    None => Data::Text(value),
                };
                self.data.push((option != "json", data));
            }
        }
    }
}

/// A text `name=value` as a query has it: the value is percent-encoded.
fn encoded(text: &SourceText) -> SourceText {
    let at = text.text().find('=').map_or(0, |at| at + 1);
    let mut out = SourceText::default();
    out.push_part(text, 0..at);
    let value: String =
        url::form_urlencoded::byte_serialize(&text.text().as_bytes()[at..]).collect();
    out.push_elsewhere(&value, text.source(Span { start: at, end: text.text().len() }));
    out
}

/// An unknown text that is written as this one.
fn unknown(text: &SourceText) -> SourceText {
    let mut out = SourceText::default();
    out.push_unknown(text.text(), text.source(Span { start: 0, end: text.text().len() }));
    out
}

/// A text from a byte on.
fn part(text: &SourceText, start: usize) -> SourceText {
    let mut part = SourceText::default();
    part.push_part(text, start..text.text().len());
    part
}
