//! The examples of rules: payloads that a rule reports, or accepts.

/// The payload of an example.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Body {
    /// The whole payload, exactly as written.
    Whole(&'static str),
    /// Members laid over the sample payload of the contract. Objects merge, and arrays of objects
    /// merge item by item; a member whose value is the string `<absent>` is removed.
    Members(&'static str),
    /// Members laid over another clean payload.
    MembersOver {
        /// A description of the payload, such as "a multi-event offer".
        title: &'static str,
        /// Returns the clean payload.
        base: fn() -> String,
        /// The members.
        members: &'static str,
    },
    /// A whole payload that is too large to write down.
    Generated {
        /// An abbreviation for the documentation.
        shown: &'static str,
        /// Returns the payload.
        generate: fn() -> String,
    },
}

/// The contract that an example is linted with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ExampleContract {
    /// The contract with this name.
    Named(&'static str),
    /// The first request that has most of the example's members.
    WithMembers,
    /// The first request that requires no field.
    Changes,
    /// The first response.
    Response,
    /// The first query.
    Query,
}

/// A payload that shows what a rule reports, or accepts. Every example runs as a test.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Example {
    pub(crate) linted_with: ExampleContract,
    /// The request line that supplies path parameters and query, if the rule needs one.
    pub request: Option<&'static str>,
    /// The clock, in RFC 3339, if the rule needs one.
    pub now: Option<&'static str>,
    /// The payload.
    pub body: Body,
    /// The pointers of the rule's findings; empty for a good example.
    pub at: &'static [&'static str],
    /// The findings of other rules, as (rule, pointer).
    pub also: &'static [(&'static str, &'static str)],
}

impl Example {
    const fn new(linted_with: ExampleContract, body: Body) -> Self {
        Self { linted_with, request: None, now: None, body, at: &[], also: &[] }
    }

    /// Members laid over the sample payload of the first request that has them.
    pub(crate) const fn members(text: &'static str) -> Self {
        Self::new(ExampleContract::WithMembers, Body::Members(text))
    }

    /// A whole payload of the first request that has its members.
    pub(crate) const fn whole(text: &'static str) -> Self {
        Self::new(ExampleContract::WithMembers, Body::Whole(text))
    }

    /// A whole payload of the first request that requires no field.
    pub(crate) const fn changes(text: &'static str) -> Self {
        Self::new(ExampleContract::Changes, Body::Whole(text))
    }

    /// A whole, generated payload of the first request that requires no field.
    pub(crate) const fn generated(shown: &'static str, generate: fn() -> String) -> Self {
        Self::new(ExampleContract::Changes, Body::Generated { shown, generate })
    }

    /// Members laid over the sample payload of the first response.
    pub(crate) const fn response(text: &'static str) -> Self {
        Self::new(ExampleContract::Response, Body::Members(text))
    }

    /// The members of the first query.
    pub(crate) const fn query(text: &'static str) -> Self {
        Self::new(ExampleContract::Query, Body::Whole(text))
    }

    /// Members laid over the sample payload of a contract.
    pub(crate) const fn members_of(contract: &'static str, text: &'static str) -> Self {
        Self::new(ExampleContract::Named(contract), Body::Members(text))
    }

    /// A whole payload of a contract.
    pub(crate) const fn whole_of(contract: &'static str, text: &'static str) -> Self {
        Self::new(ExampleContract::Named(contract), Body::Whole(text))
    }

    /// Any payload of a contract.
    pub(crate) const fn body_of(contract: &'static str, body: Body) -> Self {
        Self::new(ExampleContract::Named(contract), body)
    }

    /// Sets the pointers of the rule's findings.
    pub(crate) const fn at(mut self, pointers: &'static [&'static str]) -> Self {
        self.at = pointers;
        self
    }

    /// Sets the findings of other rules.
    pub(crate) const fn also(mut self, others: &'static [(&'static str, &'static str)]) -> Self {
        self.also = others;
        self
    }

    /// Sets the request line.
    pub(crate) const fn request(mut self, line: &'static str) -> Self {
        self.request = Some(line);
        self
    }

    /// Sets the clock.
    pub(crate) const fn now(mut self, now: &'static str) -> Self {
        self.now = Some(now);
        self
    }

    /// The text that the documentation shows.
    pub fn text(&self) -> &'static str {
        match self.body {
            Body::Whole(text) | Body::Members(text) => text,
            Body::MembersOver { members, .. } => members,
            Body::Generated { shown, .. } => shown,
        }
    }
}
