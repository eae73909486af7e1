//! Human text: names, titles, descriptions.

use serde_json::{Value, json};

use crate::contract::page;
use crate::fast::cursor::{Cursor, StringTraits, Token};
use crate::json::{JsonStr, NodeId};
use crate::contract::FieldType;
use crate::contract::field_values::{FieldValue, FieldValues};
use crate::contract::lint_context::{Place, LintContext};
use crate::diagnostics::rule::{ApiError, Evidence, Example, Fixable, Rule, Severity, rules};
use crate::diagnostics::secrets;

use super::text_lints::{has_mojibake, html_entity, is_plainly_clean, suspicious};
use crate::contract::expected_type::{self, ExpectedType};

rules! {
    /// A text that people are to read is empty or only white space. The APIs check that a name is
    /// provided, not that it says something. Of a campaign name, an app name and a store id it is
    /// asked only while cost data is sent.
    STRING_BLANK = "string-blank": "a text is empty or only white space" {}
    bad: Example::create(r#"{"name": " "}"#).at(&["/name"]),
    good: Example::create(r#"{"name": "A"}"#),

    /// A one-line text starts or ends with white space. Nobody sees it, and exact matches fail.
    STRING_SURROUNDING_WHITESPACE = "string-surrounding-whitespace": "a text starts or ends with white space" {
        fix: Fixable::Mixed,
    }
    bad: Example::create(r#"{"name": "A "}"#).at(&["/name"]),
    good: Example::create(r#"{"name": "A"}"#),

    /// A text or a URL holds a character that is invisible or controls the display: zero-width
    /// spaces, direction overrides, control characters, the replacement character. Joiners,
    /// direction marks and emoji sequences are legitimate and never reported.
    SUSPICIOUS_UNICODE = "suspicious-unicode": "a text holds an invisible or control character" {
        fix: Fixable::Unsafe,
    }
    bad: Example::create(r#"{"name": "A\u202eB"}"#).at(&["/name"]),
    good: Example::create(r#"{"name": "AB 👩‍👧"}"#),

    /// A text shows the marks of UTF-8 that was read as Latin-1 or Windows-1252 on its way.
    MOJIBAKE = "mojibake": "a text was decoded with the wrong character set" {
        fix: Fixable::Unsafe,
    }
    bad: Example::create(r#"{"name": "CafÃ©"}"#).at(&["/name"]),
    good: Example::create(r#"{"name": "Café PROMOÇÃO"}"#),

    /// A title holds an HTML entity. Titles are plain text, so people read the entity itself.
    HTML_ENTITY_IN_TITLE = "html-entity-in-title": "a title holds an HTML entity" {
        fix: Fixable::Unsafe,
    }
    bad: Example::create(r#"{"name": "Tom &amp; Jerry"}"#).at(&["/name"]),
    good: Example::create(r#"{"name": "Tom & Jerry"}"#),

    /// The name has more than 255 characters, counted as Unicode scalar values before any
    /// trimming. Tracklysms answers with `name_too_long`.
    NAME_TOO_LONG = "name-too-long": "the name has more than 255 characters" {
        severity: Severity::Error,
        evidence: Evidence::Stated(page::TRACKLYSMS_REQUESTS),
        api: Some(ApiError { status: 400, code: Some("name_too_long") }),
        fix: Fixable::Unsafe,
    }
    bad: Example::create(concat!(
        r#"{"name": ""#,
        "0123456789012345678901234567890123456789012345678901234567890123",
        "0123456789012345678901234567890123456789012345678901234567890123",
        "0123456789012345678901234567890123456789012345678901234567890123",
        "0123456789012345678901234567890123456789012345678901234567890123",
        r#""}"#,
    )).at(&["/name"]),
    good: Example::create(r#"{"name": "Summer Promo"}"#),

    /// The name fits in 255 characters, but not in 255 UTF-16 units or bytes. It matters only if
    /// the server counts those.
    NAME_LENGTH_AMBIGUOUS = "name-length-ambiguous": "the name is too long if bytes or UTF-16 units are counted" {
        severity: Severity::Info,
        on: false,
    }
    bad: Example::create(concat!(
        r#"{"name": ""#,
        "éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé",
        "éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé",
        r#""}"#,
    )).at(&["/name"]),
    good: Example::create(r#"{"name": "é"}"#),
}

/// The longest name, in Unicode scalar values.
pub(crate) const LONGEST_NAME: usize = 255;

/// A text, and what it is linted for.
pub(crate) struct Text {
    /// May hold line ends and markup, and is not trimmed.
    pub(super) rich: bool,
    /// Must not be blank, whatever the other fields say.
    filled: bool,
    /// Is shown as plain text in one line.
    title: bool,
    /// Is compared to the letter by somebody, so that trimming may break a match.
    pub(super) key: bool,
    /// Is a Tracklysms name: limited to 255 characters.
    name: bool,
}

impl Text {
    const LINE: Self = Self { rich: false, filled: false, title: false, key: false, name: false };
    /// A one-line text.
    pub(crate) const ONE_LINE: Self = Self::LINE;
    /// A name of an offer at Tracklysms.
    pub(crate) const NAME: Self = Self { filled: true, title: true, name: true, ..Self::LINE };
    /// A title that must say something.
    pub(crate) const TITLE: Self = Self { filled: true, title: true, ..Self::LINE };
    /// The name of an app, which only cost reporting needs.
    pub(crate) const APP_NAME: Self = Self { title: true, ..Self::LINE };
    /// An external key that others match exactly.
    pub(crate) const KEY: Self = Self { key: true, ..Self::LINE };
    /// An external key that must say something.
    pub(crate) const FILLED_KEY: Self = Self { key: true, filled: true, ..Self::LINE };
    /// Several lines.
    pub(crate) const RICH: Self = Self { rich: true, ..Self::LINE };
    /// Several lines that must say something.
    pub(crate) const FILLED_RICH: Self = Self { rich: true, filled: true, ..Self::LINE };

    /// The rules that a text breaks, in the order in which they are reported. Both ways call
    /// this; API keys, which a tree is searched for as a whole, are left out.
    pub(super) fn broken(&self, text: &str) -> Vec<&'static Rule> {
        let mut broken = Vec::new();
        if self.name && text.len() > LONGEST_NAME && text.chars().count() > LONGEST_NAME {
            broken.push(&NAME_TOO_LONG);
        }
        let trimmed = text.trim();
        if trimmed.is_empty() {
            if self.filled {
                broken.push(&STRING_BLANK);
            }
            return broken;
        }
        let examined = if self.rich { text } else { trimmed };
        if examined.len() != text.len() {
            broken.push(&STRING_SURROUNDING_WHITESPACE);
        }
        if suspicious(examined, self.rich).is_some() {
            broken.push(&SUSPICIOUS_UNICODE);
        }
        if has_mojibake(examined) {
            broken.push(&MOJIBAKE);
        }
        if self.title && html_entity(examined).is_some() {
            broken.push(&HTML_ENTITY_IN_TITLE);
        }
        broken
    }

    /// Whether nothing is to be said about a token.
    #[inline]
    pub(crate) fn is_clean(&self, token: &Token<'_>) -> bool {
        // Nearly every text: printable ASCII in which nothing can hide.
        // There is no last byte if there is none at all.
        let last = token.rest.get(token.length.wrapping_sub(1));
        let ends = match (token.rest.first(), last) {
            (Some(first), Some(last)) => (*first > b' ') & (*last > b' '),
            _ => !self.filled,
        };
        let fits = token.length <= LONGEST_NAME || !self.name;
        let usual = token.reads_as_written() & token.seen.quiet & !token.may_hold_key();
        (usual & ends & fits) || self.looks_clean(token.rest, token.length, token.seen)
    }

    /// The same for a text that needs a closer look.
    #[inline(never)]
    fn looks_clean(&self, rest: &[u8], length: usize, seen: StringTraits) -> bool {
        let token = Token::new(rest, length, seen);
        let raw = token.raw();
        let fits = !self.name || raw.len() <= LONGEST_NAME;
        let plain = match token.reads_as_written() {
            true => seen.quiet || !raw.contains(&0x7f),
            false => is_plainly_clean(rest, length, self.rich),
        };
        if fits && plain && self.ends_well(raw) {
            let holds = |found: fn(&str) -> bool| token.string().is_none_or(|s| found(s.raw));
            let has_entity =
                || self.title && !seen.quiet && holds(|raw| html_entity(raw).is_some());
            // Behind an escape a word seems to begin where none does.
            let hides = || seen.escaped && holds(|raw| raw.contains("trk_"));
            let has_key =
                || token.may_hold_key() && (hides() || holds(|raw| secrets::find(raw).is_some()));
            if !has_entity() && !has_key() {
                return true;
            }
        }
        let Some(string) = token.string() else { return false };
        let text = string.decode();
        self.broken(&text).is_empty() && secrets::find(&text).is_none()
    }

    /// Whether a text is certainly not blank where it must not be, nor framed by white space where
    /// that matters.
    fn ends_well(&self, raw: &[u8]) -> bool {
        // In one line no escape stands for white space.
        let matches_prefix = !begins_with_space(raw) && (!self.rich || raw.first() != Some(&b'\\'));
        match (raw.is_empty(), self.rich) {
            (true, _) => !self.filled,
            (false, true) => !self.filled || matches_prefix,
            (false, false) => matches_prefix && !ends_with_space(raw),
        }
    }

    /// Reports everything about a string.
    pub(crate) fn check_string(
        &self,
        string: JsonStr<'_>,
        node: NodeId,
        ctx: &mut LintContext<'_, '_>,
    ) {
        // Most texts are as they should be, and that is seen much faster than explained.
        if ctx.rule_set.selects() || !self.is_clean(&Token::of(string)) {
            self.lint(&string.decode(), node, ctx);
        }
    }

    /// Reports everything about a decoded text.
    fn lint(&self, text: &str, node: NodeId, ctx: &mut LintContext<'_, '_>) {
        for rule in self.broken(text) {
            ctx.report(rule, Place::Node(node), |builder| self.builder(rule, text, node, builder));
        }
        if self.name && ctx.wants(&NAME_LENGTH_AMBIGUOUS) {
            self.ambiguous_length(text, node, ctx);
        }
    }

    fn ambiguous_length(&self, text: &str, node: NodeId, ctx: &mut LintContext<'_, '_>) {
        let units = text.encode_utf16().count();
        if text.len() > LONGEST_NAME && text.chars().count() <= LONGEST_NAME {
            ctx.report(&NAME_LENGTH_AMBIGUOUS, Place::Node(node), |builder| {
                builder
                    .message(format_args!(
                        "the name has {} bytes and {units} UTF-16 units",
                        text.len()
                    ))
                    .help(format!(
                        "it is within {LONGEST_NAME} only if the server counts characters"
                    ))
            });
        }
    }
}

/// Whether a text may begin with white space: false is certain.
fn begins_with_space(text: &[u8]) -> bool {
    matches!(
        text,
        [..=b' ', ..]
            | [0xC2, 0x85 | 0xA0, ..]
            | [0xE1, 0x9A, ..]
            | [0xE2, 0x80 | 0x81, ..]
            | [0xE3, 0x80, 0x80, ..]
    )
}

/// Whether a text may end with white space: false is certain.
fn ends_with_space(text: &[u8]) -> bool {
    matches!(
        text,
        [.., ..=b' ']
            | [.., 0xC2, 0x85 | 0xA0]
            | [.., 0xE1, 0x9A, _]
            | [.., 0xE2, 0x80 | 0x81, _]
            | [.., 0xE3, 0x80, 0x80]
    )
}

impl FieldType for Text {
    fn schema(&self) -> Value {
        if self.name {
            json!({"type": "string", "maxLength": LONGEST_NAME})
        } else {
            json!({"type": "string"})
        }
    }

    #[inline(always)]
    fn prove(&self, cursor: &mut Cursor<'_>, _: &mut FieldValues) -> Option<FieldValue> {
        let token = cursor.string()?;
        self.is_clean(&token).then(|| token.fact())
    }

    fn check(&self, node: NodeId, ctx: &mut LintContext<'_, '_>, _: &mut FieldValues) -> FieldValue {
        let Some(string) = expected_type::string(ExpectedType::Text, node, ctx) else { return FieldValue::Invalid };
        self.check_string(string, node, ctx);
        expected_type::text(string, node, ctx)
    }
}

#[cfg(test)]
mod tests {
    use super::{begins_with_space, ends_with_space};

    #[test]
    fn no_white_space_is_overlooked_at_the_ends_of_a_text() {
        for c in (0..=0x10FFFF).filter_map(char::from_u32) {
            let (before, behind) = (format!("{c}日"), format!("é{c}"));
            let (matches_prefix, ends) =
                (begins_with_space(before.as_bytes()), ends_with_space(behind.as_bytes()));
            assert!(!c.is_whitespace() || (matches_prefix && ends), "{c:?}");
            // Blocks that white space shares with letters may look like it.
            if c.is_alphanumeric() && !matches!(c, '\u{1680}'..'\u{16C0}' | '\u{2000}'..'\u{2080}')
            {
                assert!(!matches_prefix && !ends, "{c:?}");
            }
        }
    }
}
