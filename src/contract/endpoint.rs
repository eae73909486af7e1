//! Request lines: endpoints, and the parameters that they carry in path and query.

use url::form_urlencoded;

use crate::contract::context::Context;
use crate::contract::{Contract, Role};
use crate::diagnostics::diagnostic::Diagnostic;
use crate::contract::lint_context::LintContext;
use crate::diagnostics::rule_set::RuleSet;
use crate::{document, gokart, tracklysms};

/// A method and path that the API pages document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Endpoint {
    /// `POST /v2/offers`
    TracklysmsCreate,
    /// `PUT /v2/offers/{id}`
    TracklysmsUpdate,
    /// `GET /v2/offers/{id}`
    TracklysmsGet,
    /// `GET /v2/offers`
    TracklysmsList,
    /// `PUT /v1/sdk-offer-management/{product}/offers/{id}`
    GokartUpdate,
}

impl Endpoint {
    /// Every endpoint.
    pub const ALL: [Self; 5] = [
        Self::TracklysmsCreate,
        Self::TracklysmsUpdate,
        Self::TracklysmsGet,
        Self::TracklysmsList,
        Self::GokartUpdate,
    ];

    /// The HTTP method.
    pub fn method(self) -> &'static str {
        match self {
            Self::TracklysmsCreate => "POST",
            Self::TracklysmsUpdate | Self::GokartUpdate => "PUT",
            Self::TracklysmsGet | Self::TracklysmsList => "GET",
        }
    }

    /// The path without the `/api` prefix, parameters in braces.
    pub fn path(self) -> &'static str {
        match self {
            Self::TracklysmsCreate | Self::TracklysmsList => "/v2/offers",
            Self::TracklysmsUpdate | Self::TracklysmsGet => "/v2/offers/{id}",
            Self::GokartUpdate => "/v1/sdk-offer-management/{product}/offers/{id}",
        }
    }

    /// The contract of the request's body; none if it has no body.
    pub fn request(self) -> Option<Contract> {
        self.contract(Role::Request)
    }

    /// The contract of the response's body.
    pub fn response(self) -> Contract {
        // Every endpoint has one; the fallback only spares callers an `Option`.
        self.contract(Role::Response).unwrap_or(Contract::TracklysmsGetOffer)
    }

    fn contract(self, role: Role) -> Option<Contract> {
        Contract::ALL.into_iter().find(|c| c.endpoint() == self && c.role() == role)
    }
}

/// A request line, understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestLine {
    /// The endpoint that it calls.
    pub endpoint: Endpoint,
    /// Its path parameters and query.
    pub context: Context,
}

/// A request line that no documented endpoint answers to; displays the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownRequest(String);

impl std::fmt::Display for UnknownRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for UnknownRequest {}

impl std::str::FromStr for RequestLine {
    type Err = UnknownRequest;

    /// Reads `METHOD TARGET`, the target with or without scheme, host and the `/api` prefix.
    fn from_str(line: &str) -> Result<Self, UnknownRequest> {
        let refuse = |why: String| {
            let known: Vec<_> =
                Endpoint::ALL.iter().map(|e| format!("{} {}", e.method(), e.path())).collect();
            UnknownRequest(format!("{why}; known are {}", known.join(", ")))
        };
        let mut words = line.split_ascii_whitespace();
        let (Some(method), Some(target)) = (words.next(), words.next()) else {
            return Err(refuse(format!("`{}` is not a method and a path", line.escape_debug())));
        };
        if words.next().is_some_and(|version| !version.starts_with("HTTP/")) {
            return Err(refuse(format!(
                "`{}` has more than a method and a path",
                line.escape_debug()
            )));
        }
        let (path, query) = split(target);
        let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
        let segments = match &segments[..] {
            ["api", rest @ ..] => rest,
            all => all,
        };
        for endpoint in Endpoint::ALL {
            if !endpoint.method().eq_ignore_ascii_case(method) {
                continue;
            }
            if let Some(mut context) = matches(endpoint, segments) {
                let pairs = query.map(|query| form_urlencoded::parse(query.as_bytes()));
                context.query = match pairs {
                    Some(pairs) => Some(pairs.into_owned().collect()),
                    None => Some(Vec::new()),
                };
                return Ok(Self { endpoint, context });
            }
        }
        Err(refuse(format!("`{}` is not a documented request", line.escape_debug())))
    }
}

/// Path and query of a target, without scheme, host and fragment.
fn split(target: &str) -> (&str, Option<&str>) {
    let target = target.split('#').next().unwrap_or(target);
    let (path, query) = match target.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (target, None),
    };
    let path = match path.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("", |slash| &rest[slash..]),
        // `host/path`: a documented path starts with `/`, `api` or a version.
        None => match path.split_once('/') {
            Some((host, _)) if host.contains('.') => &path[host.len()..],
            _ => path,
        },
    };
    (path, query)
}

fn matches(endpoint: Endpoint, segments: &[&str]) -> Option<Context> {
    let mut context = Context::default();
    let template = endpoint.path().split('/').skip(1);
    if template.clone().count() != segments.len() {
        return None;
    }
    for (wanted, segment) in template.zip(segments) {
        match wanted {
            "{id}" => context.path_id = Some(decode(segment)),
            "{product}" => context.path_product = Some(decode(segment)),
            _ if wanted == *segment => {}
            _ => return None,
        }
    }
    Some(context)
}

/// Percent-decodes a path segment; a plus sign stays one.
fn decode(segment: &str) -> String {
    let pair = segment.replace('+', "%2B").replace('&', "%26").replace('=', "%3D");
    form_urlencoded::parse(pair.as_bytes())
        .next()
        .map_or_else(String::new, |(key, _)| key.into_owned())
}

/// Judges path and query parameters: findings at `@path/…` and `@query/…`, without positions.
///
/// The query is judged for the endpoint that is called, whether the document is its request or
/// its response.
pub fn lint_parameters(
    endpoint: Endpoint,
    context: &Context,
    rule_set: &RuleSet,
) -> Vec<Diagnostic> {
    let contract = endpoint.request().unwrap_or_else(|| endpoint.response());
    let mut ctx = LintContext::new(None, contract, context, rule_set);
    if endpoint == Endpoint::GokartUpdate {
        gokart::rules::identity::path(&mut ctx);
    } else {
        tracklysms::rules::identity::path(endpoint, &mut ctx);
    }
    let mut found = ctx.finish(&[]);
    if let Some(pairs) = context.query.as_deref().filter(|pairs| !pairs.is_empty()) {
        found.extend(query(endpoint, pairs, context, rule_set));
    }
    found
}

/// The query as the object that the query contract describes; elsewhere as one without fields.
fn query(
    endpoint: Endpoint,
    pairs: &[(String, String)],
    context: &Context,
    rule_set: &RuleSet,
) -> Vec<Diagnostic> {
    let spec = match endpoint {
        Endpoint::TracklysmsList => &tracklysms::list_offers_query::SPEC,
        _ => &tracklysms::list_offers_query::NO_QUERY,
    };
    let members: Vec<String> = pairs
        .iter()
        .map(|(name, value)| format!("{}:{}", document::quote(name), document::quote(value)))
        .collect();
    let text = format!("{{{}}}", members.join(","));
    let contract = Contract::TracklysmsListOffersQuery;
    let mut found = crate::linter::explain_shape(&text, contract, spec, context, rule_set);
    for finding in &mut found {
        finding.pointer.insert_str(0, "@query");
        finding.range = None;
        finding.fix = None;
        for label in &mut finding.labels {
            label.pointer.insert_str(0, "@query");
            label.range = None;
        }
    }
    found
}
