//! The call that a finding belongs to.

use serde::{Deserialize, Serialize};

/// The call of a capture that a finding belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Call {
    /// Method and URL as captured, such as `POST https://api.example.com/api/v2/offers`. Values of query
    /// parameters that look like credentials are masked. At most 1,000 characters, then `…`.
    pub request: String,
    /// The index of the entry of a HAR file, from 0; elsewhere the number of the call, from 1.
    pub number: usize,
    /// Where the body is in a capture that is JSON, such as `/log/entries/3/request/postData/text`; empty
    /// for other captures.
    pub pointer: String,
    /// The contract that the body was linted with.
    pub contract: String,
}
