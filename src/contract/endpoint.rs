//! Endpoints: a method and a path, their contracts, and the errors that their pages document.

use std::fmt;
use std::hash::{Hash, Hasher};

use crate::diagnostics::rule::ApiError;

use super::contract_spec::{Contract, ContractSpec};
use super::lint_context::LintContext;

/// An endpoint, as a provider declares it.
pub(crate) struct EndpointSpec {
    /// The HTTP method.
    pub(crate) method: &'static str,
    /// The path without a common prefix such as `/api`, parameters in braces.
    pub(crate) path: &'static str,
    /// The contract of the request body, if there is one.
    pub(crate) request: Option<&'static ContractSpec>,
    /// The contract of the response body.
    pub(crate) response: &'static ContractSpec,
    /// The contract of the query, if the page documents parameters.
    pub(crate) query: Option<&'static ContractSpec>,
    /// Reports findings on the path parameters.
    pub(crate) lint_path: Option<fn(&mut LintContext<'_, '_>)>,
    /// The errors that the page documents, in its order.
    pub(crate) documented_errors: &'static [DocumentedError],
}

/// An error that an API page documents, and when the API answers it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct DocumentedError {
    /// The status and the code.
    pub error: ApiError,
    /// When the API answers it.
    pub when: &'static str,
}

impl DocumentedError {
    /// An error with a code.
    pub(crate) const fn new(status: u16, code: &'static str, when: &'static str) -> Self {
        Self { error: ApiError::new(status, code), when }
    }

    /// An error whose code the page does not print.
    pub(crate) const fn without_code(status: u16, when: &'static str) -> Self {
        Self { error: ApiError::without_code(status), when }
    }
}

/// A method and a path that the API pages document.
#[derive(Clone, Copy)]
pub struct Endpoint(&'static EndpointSpec);

impl Endpoint {
    pub(crate) const fn new(spec: &'static EndpointSpec) -> Self {
        Self(spec)
    }

    pub(crate) fn spec(self) -> &'static EndpointSpec {
        self.0
    }

    /// The HTTP method.
    pub fn method(self) -> &'static str {
        self.0.method
    }

    /// The path without the `/api` prefix, parameters in braces.
    pub fn path(self) -> &'static str {
        self.0.path
    }

    /// The contract of the request body; none if the request has no body.
    pub fn request(self) -> Option<Contract> {
        self.0.request.map(Contract::new)
    }

    /// The contract of the response body.
    pub fn response(self) -> Contract {
        Contract::new(self.0.response)
    }

    /// The contract of the query; none if the page documents no parameters.
    pub fn query(self) -> Option<Contract> {
        self.0.query.map(Contract::new)
    }

    /// The errors that the page documents, in its order.
    ///
    /// ```
    /// use offerlint::Contract;
    ///
    /// let endpoint = Contract::TRACKLYSMS_GET_OFFER.endpoint();
    /// let statuses: Vec<u16> = endpoint.documented_errors().iter().map(|e| e.error.status).collect();
    /// assert_eq!(statuses, [401, 404, 500]);
    /// ```
    pub fn documented_errors(self) -> &'static [DocumentedError] {
        self.0.documented_errors
    }
}

impl PartialEq for Endpoint {
    fn eq(&self, other: &Self) -> bool {
        (self.0.method, self.0.path) == (other.0.method, other.0.path)
    }
}

impl Eq for Endpoint {}

impl Hash for Endpoint {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.0.method, self.0.path).hash(state);
    }
}

impl fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Endpoint({self})")
    }
}

/// The method and the path, such as `GET /v2/offers`.
impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.0.method, self.0.path)
    }
}
