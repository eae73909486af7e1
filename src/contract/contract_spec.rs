//! Contracts: the value that a provider declares, and its public handle.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use serde::{Serialize, Serializer};

use crate::diagnostics::rule::Rule;
use crate::json::{Document, Tag};

use super::endpoint::{Endpoint, EndpointSpec};
use super::object_spec::ObjectSpec;

/// The role of a document in an HTTP call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// The body of a request.
    Request,
    /// The body of a response.
    Response,
    /// Query parameters, written as an object.
    Query,
}

/// A contract, as a provider declares it.
pub(crate) struct ContractSpec {
    /// The name: `provider/contract`.
    pub(crate) name: &'static str,
    pub(crate) role: Role,
    /// The endpoint that the document belongs to.
    pub(crate) endpoint: &'static EndpointSpec,
    /// The content in a few words.
    pub(crate) summary: &'static str,
    /// The forms of the document, the most likely first. Every other form is recognised by its
    /// last field being an object.
    pub(crate) forms: &'static [&'static ObjectSpec],
    /// The size limit of a request body.
    pub(crate) body_limit: Option<BodyLimit>,
    /// The form of the response when the server refuses a request.
    pub(crate) error_body: Option<ErrorBodySpec>,
    /// Whether a string at this JSON Pointer is searched for API keys.
    pub(crate) searches_for_keys: fn(&str) -> bool,
    /// A small clean payload, over which the examples of rules are laid.
    pub(crate) sample: &'static str,
    /// A full clean payload, as documentation shows it.
    pub(crate) example: &'static str,
}

/// The size limit of a request body.
#[derive(Clone, Copy)]
pub(crate) struct BodyLimit {
    /// The largest size in bytes.
    pub(crate) bytes: usize,
    /// The rule that a larger body breaks.
    pub(crate) rule: &'static Rule,
    /// The help of its finding.
    pub(crate) help: &'static str,
}

/// How an error body of a provider is recognised. It is accepted in place of a response.
#[derive(Clone, Copy)]
pub(crate) struct ErrorBodySpec {
    /// The member that every error body has; its value is a string.
    pub(crate) member: &'static str,
    /// Members that no error body has.
    pub(crate) absent: &'static [&'static str],
}

impl ErrorBodySpec {
    /// Whether the document is an error body.
    pub(crate) fn matches(&self, document: &Document<'_>) -> bool {
        let member = document.member(0, self.member);
        member.is_some_and(|member| matches!(document.tag(member), Tag::String { .. }))
            && self.absent.iter().all(|name| document.member(0, name).is_none())
    }

    /// Whether the value is an error body.
    pub(crate) fn matches_value(&self, value: &serde_json::Value) -> bool {
        value.get(self.member).is_some_and(serde_json::Value::is_string)
            && self.absent.iter().all(|name| value.get(name).is_none())
    }
}

impl ContractSpec {
    /// The form of a document; none if it is an error body.
    pub(crate) fn form_of(&self, document: &Document<'_>) -> Option<&'static ObjectSpec> {
        if self.role == Role::Response && self.error_body.is_some_and(|body| body.matches(document))
        {
            return None;
        }
        let wraps = |form: &&&'static ObjectSpec| {
            let name = form.fields.last().map_or("", |field| field.name);
            document.member(0, name).is_some_and(|inner| document.tag(inner) == Tag::Object)
        };
        self.forms.iter().skip(1).find(wraps).or(self.forms.first()).copied()
    }
}

/// Every string of the document is searched for API keys.
pub(crate) fn search_everywhere(_: &str) -> bool {
    true
}

/// No string of the document is searched for API keys.
pub(crate) fn search_nowhere(_: &str) -> bool {
    false
}

/// A contract: what the JSON document of one request, response or query must look like.
///
/// The contracts of this crate are constants, such as [`Contract::TRACKLYSMS_CREATE_OFFER`];
/// [`Contract::all`] lists them, and a name such as `tracklysms/create-offer` parses into one.
#[derive(Clone, Copy)]
pub struct Contract(&'static ContractSpec);

impl Contract {
    pub(crate) const fn new(spec: &'static ContractSpec) -> Self {
        Self(spec)
    }

    pub(crate) fn spec(self) -> &'static ContractSpec {
        self.0
    }

    /// The name, such as `tracklysms/create-offer`. Names are stable.
    #[inline]
    pub fn name(self) -> &'static str {
        self.0.name
    }

    /// The name of the provider, the part of the name before the slash.
    pub fn provider(self) -> &'static str {
        self.0.name.split('/').next().unwrap_or(self.0.name)
    }

    /// Whether the document is a request, a response or a query.
    pub fn role(self) -> Role {
        self.0.role
    }

    /// The endpoint that the document belongs to.
    pub fn endpoint(self) -> Endpoint {
        Endpoint::new(self.0.endpoint)
    }

    /// The content of the document in a few words.
    pub fn summary(self) -> &'static str {
        self.0.summary
    }

    /// A full payload without findings, as documentation shows it.
    pub fn example(self) -> &'static str {
        self.0.example
    }

    /// A small payload without findings.
    pub fn sample(self) -> &'static str {
        self.0.sample
    }
}

impl PartialEq for Contract {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.0, other.0) || self.0.name == other.0.name
    }
}

impl Eq for Contract {}

impl Hash for Contract {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.name.hash(state);
    }
}

impl PartialOrd for Contract {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Contract {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.name.cmp(other.0.name)
    }
}

impl fmt::Debug for Contract {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Contract({})", self.0.name)
    }
}

impl fmt::Display for Contract {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0.name)
    }
}

impl Serialize for Contract {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.name)
    }
}
