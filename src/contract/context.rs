//! What is known about a document besides its bytes.

use chrono::{DateTime, Utc};

/// What is known about a document besides its bytes. Everything is optional: a rule that lacks
/// what it needs says nothing.
///
/// ```
/// use offerlint::{Context, Contract, lint};
///
/// let context = Context { path_id: Some("not-an-id".into()), ..Context::default() };
/// let report = lint(br#"{"payout": 3.00}"#, Contract::TracklysmsUpdateOffer, &context);
/// assert_eq!(report.diagnostics[0].rule, "object-id-format");
/// assert_eq!(report.diagnostics[0].pointer, "@path/id");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// The `{id}` of the path, decoded.
    pub path_id: Option<String>,
    /// GoKart's `{product}` of the path, decoded.
    pub path_product: Option<String>,
    /// The query parameters in order, decoded; for a list response, what was asked for.
    pub query: Option<Vec<(String, String)>>,
    /// The present moment. Without it no rule looks at a clock.
    pub now: Option<DateTime<Utc>>,
}

impl Context {
    /// The last value of a query parameter, which is the one that counts.
    pub fn query_value(&self, name: &str) -> Option<&str> {
        let pairs = self.query.as_deref().unwrap_or_default();
        pairs.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}
