//! Creatives: their positions and formats.

use crate::contract::distinct::{self, Distinct};
use crate::contract::lint_context::LintContext;
use crate::contract::object_view::ObjectView;
use crate::contract::place::Place;
use crate::diagnostics::rule::{Evidence, rules};
use crate::fields::url::{self, HttpUrl, UrlRule};
use crate::json::NodeId;
use crate::providers::gokart::examples;
use crate::providers::gokart::{Creative, UpdateOffer};

rules! {
    /// Reports two creatives with the same `order`. The order is the position of a creative, so it
    /// is unclear which of the two comes first. Give each creative a position of its own. Gaps and
    /// a start at 0 are accepted.
    DUPLICATE_CREATIVE_ORDER = "duplicate-creative-order": "two creatives have the same `order`" {}
    bad: examples::update(
        r#"{"creatives": [{"order": 1}, {"order": 1, "url": "https://cdn.example.com/b.png"}]}"#,
    ).at(&["/creatives/1/order"]),
    good: examples::update(
        r#"{"creatives": [{"order": 0}, {"order": 5, "url": "https://cdn.example.com/b.png"}]}"#,
    ),

    /// Reports a creative whose URL has the extension of an unsupported format: a document, a
    /// vector or raw image, an archive, Flash. The vendor's guide lists JPG, PNG, BMP, GIF, WEBP,
    /// MP4, AVI, MOV, WMV and MKV. Convert the creative to one of these formats. URLs without an
    /// extension are accepted.
    CREATIVE_UNSUPPORTED_FORMAT = "creative-unsupported-format": "a creative has a format that is not in the vendor's list" {
        evidence: Evidence::Vendor("GoKart guide on creative formats"),
    }
    bad: examples::update(r#"{"creatives": [{"url": "https://cdn.example.com/logo.svg"}]}"#).at(&["/creatives/0/url"]),
    good: examples::update(r#"{"creatives": [{"url": "https://cdn.example.com/logo.png?v=.svg"}]}"#),
}

const UNSUPPORTED: [&str; 18] = [
    "svg", "pdf", "html", "htm", "webm", "heic", "heif", "tif", "tiff", "avif", "psd", "ai", "eps",
    "zip", "swf", "txt", "doc", "docx",
];

/// The extensions as numbers.
const UNSUPPORTED_WORDS: [u32; UNSUPPORTED.len()] = {
    let mut words = [0; UNSUPPORTED.len()];
    let mut index = 0;
    while index < words.len() {
        words[index] = letters_of(UNSUPPORTED[index].as_bytes());
        index += 1;
    }
    words
};

/// Up to four letters as a number, in lower case.
const fn letters_of(letters: &[u8]) -> u32 {
    let mut word = 0;
    let mut index = 0;
    while index < letters.len() {
        word = word << 8 | (letters[index] | 0x20) as u32;
        index += 1;
    }
    word
}

pub(crate) fn orders(offer: ObjectView<'_, '_>, ctx: &mut LintContext<'_, '_>) {
    let order = Distinct {
        field: Creative::order,
        folds_case: false,
        rule: &DUPLICATE_CREATIVE_ORDER,
        role: "the position",
        object: "creative",
        own: "a position of its own",
    };
    distinct::check(offer, UpdateOffer::creatives, [order], ctx);
}

/// The rule on a creative's URL.
pub(crate) static FORMAT: UrlRule =
    UrlRule { is_clean: |url| !seems_unsupported(url), check: check_format };

/// Whether the part before the query ends in an unsupported extension. Without a path this is the end of
/// the host.
fn seems_unsupported(url: &[u8]) -> bool {
    let path = &url[..memchr::memchr2(b'?', b'#', url).unwrap_or(url.len())];
    let letters = path.iter().rev().take(5).position(|byte| *byte == b'.');
    letters
        .is_some_and(|count| UNSUPPORTED_WORDS.contains(&letters_of(&path[path.len() - count..])))
}

/// The extension of the last path segment, if it is unsupported.
fn unsupported(url: &str) -> Option<&str> {
    if !seems_unsupported(url.as_bytes()) {
        return None;
    }
    url::path(url).rsplit_once('.').map(|(_, extension)| extension)
}

fn check_format(url: &HttpUrl<'_>, node: NodeId, ctx: &mut LintContext<'_, '_>) {
    if let Some(extension) = unsupported(url.text) {
        ctx.report(&CREATIVE_UNSUPPORTED_FORMAT, Place::Node(node), |builder| {
            builder
                .subject_is(format_args!(
                    "has the extension `{extension}`; the format must be JPG, PNG, BMP, GIF, WEBP, \
                     MP4, AVI, MOV, WMV or MKV"
                ))
                .help("convert the creative; the vendor's guide lists no other formats")
        });
    }
}
