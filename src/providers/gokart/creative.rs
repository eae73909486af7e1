//! The creatives of an offer.

use crate::contract::declare::payload;
use crate::contract::maybe::Maybe;
use crate::contract::object_spec::ObjectSpec;
use crate::fields::integer::Integer;
use crate::fields::text::Text;
use crate::fields::url::Url;
use crate::fields::values::{Number, TrackingUrl};

use super::rules::creatives::FORMAT;

payload! {
    /// An image or a video that advertises the offer.
    pub struct Creative {
        /// The position of the creative.
        "order" order: Number = Integer;
        /// The URL of the file.
        "url" url: TrackingUrl = Url { extra: Some(&FORMAT) };
        /// Additional information.
        "metadata" metadata [optional nullable]: Maybe<String> = Text::MULTI_LINE;
    }
}

pub(crate) static SPEC: ObjectSpec = ObjectSpec::new("a creative", Creative::FIELDS).closed();
