//! The creatives of an offer.

use crate::kind::order::Order;
use crate::kind::text::Text;
use crate::kind::url::Url;
use crate::maybe::Maybe;
use crate::payload::Shape;
use crate::payload::declare::payload;
use crate::value::{Number, TrackingUrl};

use super::rules::creatives::FORMAT;

payload! {
    /// An image or a video that advertises the offer.
    pub struct Creative {
        /// The position of the creative.
        "order" order: Number = Order;
        /// The URL of the file.
        "url" url: TrackingUrl = Url { more: Some(&FORMAT) };
        /// Further information.
        "metadata" metadata [optional nullable]: Maybe<String> = Text::RICH;
    }
}

pub(crate) static SHAPE: Shape = Shape::new("a creative", Creative::FIELDS).closed();
