//! Lints the calls of a capture.

use std::fmt;
use std::sync::Arc;

use super::body::Body;
use super::body_file::LoadBody;
use super::credentials::mask_credentials;
use super::error_body::error_body;
use super::exchange::{CaptureProblem, Contents, Exchange};
use super::format::CaptureFormat;
use super::har_entries::{HarEntries, HarEntry};
use super::placement::{ParameterSpans, add};
use super::variables::Variables;
use super::{curl, har, http_file, postman};
use crate::diagnostics::call::Call;
use crate::diagnostics::diagnostic::{resolve_all, unresolved};
use crate::{Applicability, Context, Contract, Diagnostic, Linter, RequestLine, RuleSet, fix};

/// The settings that a capture is linted with.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct CaptureOptions<'l> {
    /// The levels of rules.
    pub rule_set: RuleSet,
    /// The clock.
    pub context: Context,
    /// Variables of an environment. Those of the capture count less.
    pub variables: Variables,
    /// Whether the items of a body that is an array are linted one by one.
    pub each: bool,
    /// Reads the file of a body (`< offer.json`, `-d @offer.json`) by its name; without it such bodies are
    /// problems.
    pub load: Option<&'l LoadBody<'l>>,
}

impl fmt::Debug for CaptureOptions<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CaptureOptions").field("rule_set", &self.rule_set).finish_non_exhaustive()
    }
}

/// The findings on the calls of a capture.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct CaptureReport {
    /// The findings, each with its [`Call`], at their places in the capture.
    pub diagnostics: Vec<Diagnostic>,
    /// The parts that cannot be read.
    pub problems: Vec<CaptureProblem>,
    /// The number of calls that were linted.
    pub calls: usize,
    /// The number of calls to anything else.
    pub other_calls: usize,
}

/// Lints the calls of a capture. Fixes write through the quoting of the capture; a HAR file gets none.
///
/// ```
/// use offerlint::captures::{CaptureFormat, CaptureOptions, lint_capture};
///
/// let text = br#"curl https://api.example.com/api/v2/offers -d '{"name": "A", "payout": "2"}'"#;
/// let report = lint_capture(text, CaptureFormat::Curl, &CaptureOptions::default());
/// let found: Vec<_> = report.diagnostics.iter().map(|found| (&*found.rule, &*found.pointer)).collect();
/// assert_eq!(found, [("required-field-missing", "/tracking_url"), ("type-mismatch", "/payout")]);
/// ```
pub fn lint_capture(
    text: &[u8],
    format: CaptureFormat,
    options: &CaptureOptions<'_>,
) -> CaptureReport {
    let mut report = CaptureReport::default();
    if format == CaptureFormat::Har {
        let mut entries = HarEntries::new(text);
        for entry in &mut entries {
            match entry {
                Ok(entry) => {
                    let mut part = lint_har_entry(&entry, options);
                    part.diagnostics.iter_mut().for_each(|found| found.relocate(&entry.origin()));
                    part.problems.iter_mut().for_each(|problem| problem.offset += entry.offset);
                    report.add(part);
                }
                Err(problem) => report.problems.push(CaptureProblem::new(
                    usize::try_from(problem.offset).unwrap_or(usize::MAX),
                    problem.message,
                )),
            }
        }
        return report;
    }
    let text = match std::str::from_utf8(text) {
        Ok(text) => text,
        Err(error) => {
            let problem = CaptureProblem::new(error.valid_up_to(), "the file is not UTF-8");
            report.problems.push(problem);
            return report;
        }
    };
    let read = |text: &str, load| match format {
        CaptureFormat::Postman => postman::read(text, &options.variables),
        CaptureFormat::Http => http_file::read(text, &options.variables, load),
        _ => curl::read(text, &options.variables, load),
    };
    let contents = read(text, options.load);
    let before = addresses(&contents);
    lint_contents(text, contents, options, &mut report);
    for unsafe_too in [false, true] {
        let fixes = report.diagnostics.iter().filter_map(|found| found.fix.as_ref());
        let is_safe = |fix: &&fix::Fix| fix.applicability == Applicability::Safe;
        if unsafe_too && fixes.clone().all(|fix| is_safe(&fix)) {
            break;
        }
        let (fixed, applied) = fix::apply(text, fixes.filter(|fix| unsafe_too || is_safe(fix)));
        // The same files are read as before: `curl -G` puts their content into the address.
        if !applied.is_empty() && addresses(&read(&fixed, options.load)) != before {
            report.diagnostics.iter_mut().for_each(|found| found.fix = None);
        }
    }
    report
}

/// Methods and addresses of the calls. Fixes must not change them: without a comment, the rest of a line may
/// begin another request, and a value may be part of an address, too.
fn addresses(contents: &Contents) -> Vec<(String, String)> {
    let of_call = |call: &Exchange| (call.method.clone(), call.url.text().to_owned());
    contents.exchanges.iter().map(of_call).collect()
}

/// Lints one entry of a HAR file. Places are those in the entry.
pub fn lint_har_entry(entry: &HarEntry, options: &CaptureOptions<'_>) -> CaptureReport {
    let mut report = CaptureReport::default();
    let contents = match std::str::from_utf8(&entry.bytes) {
        Ok(text) => har::read_entry(text, entry.index),
        Err(error) => {
            let problem = CaptureProblem::new(error.valid_up_to(), "the entry is not UTF-8");
            report.problems.push(problem);
            return report;
        }
    };
    let text = std::str::from_utf8(&entry.bytes).unwrap_or_default();
    lint_contents(text, contents, options, &mut report);
    for found in &mut report.diagnostics {
        found.fix = None;
    }
    report
}

impl CaptureReport {
    fn add(&mut self, mut other: Self) {
        self.diagnostics.append(&mut other.diagnostics);
        self.problems.append(&mut other.problems);
        self.calls += other.calls;
        self.other_calls += other.other_calls;
    }
}

fn lint_contents(
    text: &str,
    contents: Contents,
    options: &CaptureOptions<'_>,
    report: &mut CaptureReport,
) {
    let mut found = Vec::new();
    report.problems.extend(contents.problems);
    for exchange in &contents.exchanges {
        match request_line(exchange) {
            Some(line) => {
                report.calls += 1;
                report.problems.extend(exchange.problems.iter().cloned());
                lint_exchange(exchange, line, options, &mut found);
            }
            None => report.other_calls += 1,
        }
    }
    report.diagnostics.append(&mut resolve_all(found, text.as_bytes()));
}

/// The request line of a call to a documented endpoint. Path and query parameters that a variable
/// without a value gives are left out.
fn request_line(exchange: &Exchange) -> Option<RequestLine> {
    let mut url = String::new();
    let text = exchange.url.text();
    let mut at = 0;
    for range in exchange.url.unknown() {
        url.push_str(&text[at..range.start]);
        // A variable at the start is scheme and host.
        url.push_str(if range.start == 0 { "https://unknown.invalid" } else { UNKNOWN });
        at = range.end;
    }
    url.push_str(&text[at..]);
    let method = if exchange.method.is_empty() { "GET" } else { &exchange.method };
    let mut line: RequestLine = format!("{method} {}", url.replace(' ', "%20")).parse().ok()?;
    let is_unknown = |value: &mut String| value.contains(UNKNOWN);
    line.context.path_id.take_if(is_unknown);
    line.context.path_product.take_if(is_unknown);
    if let Some(query) = &mut line.context.query {
        query.retain(|(name, value)| !name.contains(UNKNOWN) && !value.contains(UNKNOWN));
    }
    Some(line)
}

/// The longest request line that is shown with a finding, in characters.
const MAX_REQUEST_CHARS: usize = 1000;

/// Replaces a variable without a value in a URL.
const UNKNOWN: &str = "offerlint-unknown-variable";

fn lint_exchange(
    exchange: &Exchange,
    line: RequestLine,
    options: &CaptureOptions<'_>,
    all: &mut Vec<Diagnostic>,
) {
    let RequestLine { endpoint, context, .. } = line;
    let context = Context { now: options.context.now, ..context };
    let linter = |contract: Contract| {
        Linter::new(contract).with_context(context.clone()).with_rule_set(options.rule_set.clone())
    };
    let request = endpoint.request().unwrap_or(endpoint.response());
    let call = |contract: Contract, pointer: &str| {
        let url = mask_credentials(exchange.url.text());
        let request = crate::mask_secrets(&format!("{} {url}", line_method(exchange)));
        Arc::new(Call {
            request: match request.char_indices().nth(MAX_REQUEST_CHARS) {
                Some((end, _)) => format!("{}…", &request[..end]),
                None => request,
            },
            number: exchange.number,
            pointer: pointer.to_owned(),
            contract: contract.name().to_owned(),
        })
    };
    let pointer = exchange.request.as_ref().map_or("", |body| &body.pointer);
    let of_request = call(request, pointer);
    let on_parameters = linter(request).lint_parameters();
    let spans = (!on_parameters.is_empty()).then(|| ParameterSpans::new(exchange));
    for mut found in on_parameters {
        found.range = spans.as_ref().and_then(|spans| spans.of(&found.pointer)).map(unresolved);
        found.call = Some(Arc::clone(&of_request));
        all.push(found);
    }
    if let (Some(contract), Some(recorded)) = (endpoint.request(), &exchange.request)
        && let Some(body) = Body::new(&recorded.text)
    {
        let found = lint_body(&linter(contract), body.text.text().as_bytes(), options.each);
        add(found, &body, &of_request, all);
    }
    for (status, recorded) in &exchange.responses {
        let Some(body) = Body::new(&recorded.text) else { continue };
        if body.text.text().trim().is_empty() {
            continue;
        }
        let contract = endpoint.response();
        let of_response = call(contract, &recorded.pointer);
        let found = match *status >= 400 {
            true => error_body(contract, body.text.text()),
            false => lint_body(&linter(contract), body.text.text().as_bytes(), options.each),
        };
        let found = found.into_iter().filter(|found| is_reported(found, &options.rule_set));
        add(found.collect(), &body, &of_response, all);
    }
}

/// The findings on a body, or on its items if `each` is set.
fn lint_body(linter: &Linter, body: &[u8], each: bool) -> Vec<Diagnostic> {
    let of_items = if each { linter.lint_items(body) } else { None };
    of_items.unwrap_or_else(|| linter.lint_document(body).diagnostics)
}

fn line_method(exchange: &Exchange) -> String {
    if exchange.method.is_empty() { "GET".to_owned() } else { exchange.method.to_ascii_uppercase() }
}

fn is_reported(found: &Diagnostic, rule_set: &RuleSet) -> bool {
    rule_set.level(&found.rule) != Some(crate::Level::Off)
}
