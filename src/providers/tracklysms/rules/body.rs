//! The size limit of a request body.

use crate::contract::contract_spec::BodyLimit;
use crate::diagnostics::example::{Body, Example};
use crate::diagnostics::rule::{ApiError, Evidence, Severity, rules};
use crate::providers::tracklysms::examples;

/// The largest body: 5 MiB.
const MAX_BODY: usize = 5 * 1024 * 1024;

rules! {
    /// Reports a request body of more than 5 MiB (5,242,880 bytes). Tracklysms answers with 413.
    /// Shorten the body, for example its metadata. The page says "5 MB", so a slightly smaller body
    /// may be refused as well.
    PAYLOAD_TOO_LARGE = "payload-too-large": "the request body is larger than 5 MiB" {
        severity: Severity::Error,
        evidence: Evidence::Vendor("Tracklysms platform limits"),
        api: Some(ApiError::without_code(413)),
    }
    bad: Example::body_of("tracklysms/update-offer", Body::Generated {
        shown: "{\"metadata\": {\"note\": \"… 6 MB …\"}}",
        generate: || format!("{{\"metadata\": {{\"note\": \"{}\"}}}}", "x".repeat(MAX_BODY)),
    }).at(&[""]),
    good: examples::update(r#"{"metadata": {"vertical": "health"}}"#),
}

/// The limit of Tracklysms request bodies.
pub(crate) const BODY_LIMIT: BodyLimit =
    BodyLimit { bytes: MAX_BODY, rule: &PAYLOAD_TOO_LARGE, help: "shorten texts and metadata" };
