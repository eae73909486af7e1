//! The properties of each target. Each property has a file.

mod agreement;
mod applying_fixes;
mod arrays;
mod captures;
mod choices;
mod configuration;
mod damaged;
mod json;
mod places;
mod printing;
mod size;
mod tree;
mod typed;
mod wording;

use offerlint::{Context, Contract, RequestLine};

use choices::Choices;
use damaged::Damaged;

/// Any bytes as a document of the contract that the first byte picks.
pub fn payloads(data: &[u8]) {
    let Some((contract, bytes)) = document(data) else { return };
    for context in [Context::default(), known(contract)] {
        check_document(bytes, contract, &context);
    }
}

/// A clean payload with damage where it matters.
pub fn structured(data: &[u8]) {
    let Damaged { contract, context, text } = damaged::payload(&mut Choices::new(data));
    check_document(text.as_bytes(), contract, &context);
    if context == Context::default() {
        check_document(text.as_bytes(), contract, &known(contract));
    }
}

/// Any bytes as JSON.
pub fn json(data: &[u8]) {
    json::is_read_as_serde_json_reads_it(data);
}

/// Any bytes as a capture.
pub fn captures(data: &[u8], format: &str) {
    captures::are_linted_at_their_places(data, format);
}

/// The fixes of a damaged payload or of any bytes.
pub fn fixes(data: &[u8]) {
    match data.split_first() {
        Some((b'!', rest)) => {
            let Some((contract, bytes)) = document(rest) else { return };
            let Ok(text) = std::str::from_utf8(bytes) else { return };
            applying_fixes::ends_well(text, contract, &Context::default());
        }
        _ => {
            let Damaged { contract, context, text } = damaged::payload(&mut Choices::new(data));
            applying_fixes::ends_well(&text, contract, &context);
        }
    }
}

/// A configuration, a request line or a command line, by the first byte.
pub fn configuration(data: &[u8]) {
    let Some((kind, rest)) = data.split_first() else { return };
    let Ok(text) = std::str::from_utf8(rest) else { return };
    match kind {
        b'r' => configuration::request_line(text),
        b'a' => configuration::command_line(text),
        _ => configuration::text(text),
    }
}

/// Findings, real and made up, in every format. `read_xml` says what is wrong with an XML text.
pub fn outputs(data: &[u8], read_xml: &dyn Fn(&str) -> Result<(), String>) {
    printing::is_well_formed(&mut Choices::new(data), read_xml);
}

/// Checks the properties of linting a document.
fn check_document(bytes: &[u8], contract: Contract, context: &Context) {
    let findings = agreement::of_all_ways(bytes, contract, context);
    places::exist(bytes, &findings);
    wording::is_harmless(&findings);
    size::is_bounded(bytes, &findings);
    typed::reading_follows_the_report(bytes, contract, context);
    if *context == Context::default() {
        arrays::have_the_findings_of_their_items(bytes, contract);
    }
}

/// The contract that the first byte selects (`0` is the first one), and the bytes after it.
fn document(data: &[u8]) -> Option<(Contract, &[u8])> {
    let (which, bytes) = data.split_first()?;
    let which = usize::from(which.wrapping_sub(b'0')) % Contract::all().count();
    Some((Contract::all().nth(which).unwrap(), bytes))
}

/// A context with path, query and clock, for rules that compare with them.
fn known(contract: Contract) -> Context {
    let line = match contract.name() {
        "tracklysms/list-offers" => "GET /v2/offers?status=active&page=1&per_page=2",
        "tracklysms/list-offers-query" => "GET /v2/offers?status=x&page=0&page=1&odd",
        "gokart/update-offer" | "gokart/update-offer-response" => {
            "PUT /v1/sdk-offer-management/publisher/offers/3fa85f64-5717-4562-b3fc-2c963f66afa6"
        }
        _ => "PUT /v2/offers/664f1a2b3c4d5e6f7a8b9c0d",
    };
    let line: RequestLine = line.parse().expect("a documented request");
    let mut context = line.context;
    context.now = "2026-01-01T00:00:00Z".parse().ok();
    context
}
