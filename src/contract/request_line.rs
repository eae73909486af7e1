//! Request lines such as `GET /v2/offers?status=active`.

use url::form_urlencoded;

use super::context::Context;
use super::endpoint::Endpoint;
use crate::diagnostics::secrets;

/// A request line that belongs to a documented endpoint.
///
/// ```
/// use offerlint::RequestLine;
///
/// let line: RequestLine = "GET https://app.example.com/api/v2/offers?status=active".parse()?;
/// assert_eq!(line.endpoint.to_string(), "GET /v2/offers");
/// assert_eq!(line.context.query_value("status"), Some("active"));
/// # Ok::<(), offerlint::UnknownRequest>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RequestLine {
    /// The endpoint.
    pub endpoint: Endpoint,
    /// The path parameters and the query.
    pub context: Context,
}

/// A request line that belongs to no documented endpoint. Its `Display` gives the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownRequest(String);

impl std::fmt::Display for UnknownRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for UnknownRequest {}

impl RequestLine {
    /// Reads `METHOD TARGET`, the target with or without scheme, host and the `/api` prefix.
    pub(crate) fn parse(
        line: &str,
        endpoints: impl Iterator<Item = Endpoint> + Clone,
    ) -> Result<Self, UnknownRequest> {
        let refuse = |why: &str| {
            let known: Vec<_> = endpoints.clone().map(|endpoint| endpoint.to_string()).collect();
            let line = secrets::redact(line);
            let line = line.escape_debug();
            UnknownRequest(format!("`{line}` {why}; known requests are {}", known.join(", ")))
        };
        let mut words = line.split_ascii_whitespace();
        let (Some(method), Some(target)) = (words.next(), words.next()) else {
            return Err(refuse("is not a method and a path"));
        };
        if words.next().is_some_and(|version| !version.starts_with("HTTP/")) {
            return Err(refuse("has more than a method and a path"));
        }
        let (path, query) = split(target);
        let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
        let segments = match &segments[..] {
            ["api", rest @ ..] => rest,
            all => all,
        };
        for endpoint in endpoints.clone() {
            if !endpoint.method().eq_ignore_ascii_case(method) {
                continue;
            }
            if let Some(mut context) = matches(endpoint, segments) {
                let pairs = query.map(|query| form_urlencoded::parse(query.as_bytes()));
                context.query =
                    Some(pairs.map(|pairs| pairs.into_owned().collect()).unwrap_or_default());
                return Ok(Self { endpoint, context });
            }
        }
        Err(refuse("is not a documented request"))
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

/// The path parameters, if the segments match the endpoint's path.
fn matches(endpoint: Endpoint, segments: &[&str]) -> Option<Context> {
    let mut context = Context::default();
    let template = endpoint.path().split('/').skip(1);
    if template.clone().count() != segments.len() {
        return None;
    }
    for (expected, segment) in template.zip(segments) {
        match expected {
            "{id}" => context.path_id = Some(decode(segment)),
            "{product}" => context.path_product = Some(decode(segment)),
            _ if expected == *segment => {}
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
