//! Facts about a payload that are not in the payload.

use chrono::{DateTime, Utc};

/// Facts about a payload that are not in the payload. Everything is optional; a rule that lacks
/// what it needs reports nothing.
///
/// ```
/// use offerlint::{Context, Contract, Linter};
///
/// let context = Context::default().with_path_id("not-an-id");
/// let report = Linter::new(Contract::TRACKLYSMS_UPDATE_OFFER).with_context(context)
///     .lint(br#"{"payout": 3.00}"#);
/// assert_eq!(report.diagnostics[0].rule, "object-id-format");
/// assert_eq!(report.diagnostics[0].pointer, "@path/id");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Context {
    /// The path parameter `{id}`, decoded.
    pub path_id: Option<String>,
    /// The path parameter `{product}`, decoded.
    pub path_product: Option<String>,
    /// The query parameters in order, decoded. For a list response: the query that was sent.
    pub query: Option<Vec<(String, String)>>,
    /// The present moment. Without it no rule compares a date with the clock.
    pub now: Option<DateTime<Utc>>,
}

impl Context {
    /// Sets the path parameter `{id}`.
    #[must_use]
    pub fn with_path_id(mut self, id: impl Into<String>) -> Self {
        self.path_id = Some(id.into());
        self
    }

    /// Sets the path parameter `{product}`.
    #[must_use]
    pub fn with_path_product(mut self, product: impl Into<String>) -> Self {
        self.path_product = Some(product.into());
        self
    }

    /// Sets the query parameters.
    #[must_use]
    pub fn with_query<K: Into<String>, V: Into<String>>(
        mut self,
        pairs: impl IntoIterator<Item = (K, V)>,
    ) -> Self {
        self.query = Some(pairs.into_iter().map(|(k, v)| (k.into(), v.into())).collect());
        self
    }

    /// Sets the present moment.
    #[must_use]
    pub fn with_now(mut self, now: DateTime<Utc>) -> Self {
        self.now = Some(now);
        self
    }

    /// The value of a query parameter: the last one, if the name is repeated.
    pub fn query_value(&self, name: &str) -> Option<&str> {
        let pairs = self.query.as_deref().unwrap_or_default();
        pairs.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Whether there are path or query parameters.
    pub(crate) fn has_parameters(&self) -> bool {
        self.path_id.is_some() || self.path_product.is_some() || self.query.is_some()
    }
}
