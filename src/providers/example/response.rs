//! `POST /v1/links`: the response, flat or in an envelope.

use crate::contract::declare::payload;
use crate::contract::object_spec::ObjectSpec;
use crate::fields::any_string::AnyString;
use crate::fields::objects::Nested;

payload! {
    /// The link that was created.
    pub struct Link {
        /// The id of the link.
        "id" id [expected]: Option<String> = AnyString;
    }
}

payload! {
    /// The envelope.
    pub struct Envelope {
        /// The link.
        "link" link: Link = Nested(&SPEC);
    }
}

pub(crate) static SPEC: ObjectSpec = ObjectSpec::new("a link", Link::FIELDS);

pub(crate) static ENVELOPE: ObjectSpec = ObjectSpec::new("a link in an envelope", Envelope::FIELDS);
