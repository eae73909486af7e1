//! The rules on texts: documentation, message and fix of each.

use crate::contract::diagnostic_builder::DiagnosticBuilder;
use crate::diagnostics::display_safe::quoted;
use crate::diagnostics::example::Example;
use crate::diagnostics::fix::Applicability;
use crate::diagnostics::rule::{ApiError, Evidence, Fixable, Rule, Severity, rules};
use crate::json::{NodeId, edit};

use super::characters::{
    decode_mojibake, describe, has_mojibake, html_entity, is_suspicious, suspicious, trim,
    unescape_html,
};
use super::{MAX_NAME, Text};

rules! {
    /// Reports a name, a title, a description or an id that is empty or contains only white space.
    /// The field is present, but has no content. Write the text. A campaign name, an app name and a
    /// store id are required only while cost data is sent.
    STRING_BLANK = "string-blank": "a text is empty or contains only white space" {}
    bad: Example::members(r#"{"name": " "}"#).at(&["/name"]),
    good: Example::members(r#"{"name": "A"}"#),

    /// Reports a one-line text that starts or ends with white space. The white space is not
    /// visible, and exact comparisons fail because of it. Remove it.
    STRING_SURROUNDING_WHITESPACE = "string-surrounding-whitespace": "a text starts or ends with white space" {
        fix: Fixable::Mixed,
    }
    bad: Example::members(r#"{"name": "A "}"#).at(&["/name"]),
    good: Example::members(r#"{"name": "A"}"#),

    /// Reports a character in a text or a URL that is invisible or controls the display: zero-width
    /// spaces, direction overrides, control characters, the replacement character. Such characters
    /// break comparisons and can disguise a text. Remove them. Joiners, direction marks and emoji
    /// sequences are legitimate and are not reported.
    SUSPICIOUS_UNICODE = "suspicious-unicode": "a text contains an invisible or control character" {
        fix: Fixable::Unsafe,
    }
    bad: Example::members(r#"{"name": "A\u202eB"}"#).at(&["/name"]),
    good: Example::members(r#"{"name": "AB 👩‍👧"}"#),

    /// Reports a text in which UTF-8 was decoded as Latin-1 or Windows-1252. People see sequences
    /// such as `Ã©` in place of letters. Decode the text as UTF-8 where it is read.
    MOJIBAKE = "mojibake": "a text was decoded with the wrong character set" {
        fix: Fixable::Unsafe,
    }
    bad: Example::members(r#"{"name": "CafÃ©"}"#).at(&["/name"]),
    good: Example::members(r#"{"name": "Café PROMOÇÃO"}"#),

    /// Reports an HTML entity in a title. Titles are plain text, so people see the entity itself.
    /// Write the character.
    HTML_ENTITY_IN_TITLE = "html-entity-in-title": "a title contains an HTML entity" {
        fix: Fixable::Unsafe,
    }
    bad: Example::members(r#"{"name": "Tom &amp; Jerry"}"#).at(&["/name"]),
    good: Example::members(r#"{"name": "Tom & Jerry"}"#),

    /// Reports a name of more than 255 characters, counted as Unicode scalar values before
    /// trimming. The API answers with `name_too_long`. Shorten the name.
    NAME_TOO_LONG = "name-too-long": "the name has more than 255 characters" {
        severity: Severity::Error,
        evidence: Evidence::Stated("the API pages, field `name` of the requests"),
        api: Some(ApiError::new(400, "name_too_long")),
        fix: Fixable::Unsafe,
    }
    bad: Example::members(concat!(
        r#"{"name": ""#,
        "0123456789012345678901234567890123456789012345678901234567890123",
        "0123456789012345678901234567890123456789012345678901234567890123",
        "0123456789012345678901234567890123456789012345678901234567890123",
        "0123456789012345678901234567890123456789012345678901234567890123",
        r#""}"#,
    )).at(&["/name"]),
    good: Example::members(r#"{"name": "Summer Promo"}"#),

    /// Reports a name that has at most 255 characters, but more UTF-16 units or bytes. A server
    /// that counts those would refuse it. Shorten the name. The rule is off by default because the
    /// page speaks of characters.
    NAME_LENGTH_AMBIGUOUS = "name-length-ambiguous": "the name is too long if bytes or UTF-16 units are counted" {
        severity: Severity::Info,
        on: false,
    }
    bad: Example::members(concat!(
        r#"{"name": ""#,
        "éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé",
        "éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé",
        r#""}"#,
    )).at(&["/name"]),
    good: Example::members(r#"{"name": "é"}"#),
}

/// A rule on texts with the function that builds its diagnostic.
pub(crate) struct TextRule {
    pub(crate) rule: &'static Rule,
    pub(crate) build:
        for<'d, 'a> fn(&Text, &str, NodeId, DiagnosticBuilder<'d, 'a>) -> DiagnosticBuilder<'d, 'a>,
}

pub(super) static BLANK: TextRule = TextRule {
    rule: &STRING_BLANK,
    build: |_, text, _, builder| {
        builder
            .subject_is(format_args!("is blank: {}", quoted(text)))
            .help("write the text; a blank one has no content")
    },
};

pub(super) static SURROUNDING_WHITESPACE: TextRule = TextRule {
    rule: &STRING_SURROUNDING_WHITESPACE,
    build: |spec, text, node, builder| {
        let builder = builder
            .subject_is(format_args!("starts or ends with white space: {}", quoted(text)))
            .help("remove it; it is not visible, and exact comparisons fail because of it");
        let how = if spec.key { Applicability::Unsafe } else { Applicability::Safe };
        rewrite(
            spec,
            builder,
            how,
            "remove the white space at the ends".into(),
            text,
            trim(text),
            node,
        )
    },
};

pub(super) static SUSPICIOUS: TextRule = TextRule {
    rule: &SUSPICIOUS_UNICODE,
    build: |spec, text, node, builder| suspicious_character(text, spec.multi_line, node, builder),
};

pub(super) static DECODED_WRONGLY: TextRule = TextRule {
    rule: &MOJIBAKE,
    build: |spec, text, node, builder| {
        let builder = builder
            .subject_is(format_args!("was decoded with the wrong character set: {}", quoted(text)))
            .help("decode the text as UTF-8 where it is read, not as Latin-1 or Windows-1252");
        let decoded = decode_mojibake(text);
        let how = Applicability::Unsafe;
        rewrite(spec, builder, how, "decode it".into(), text, &decoded, node)
    },
};

pub(super) static HTML_ENTITY: TextRule = TextRule {
    rule: &HTML_ENTITY_IN_TITLE,
    build: |spec, text, node, builder| {
        let entity =
            html_entity(text).map_or("", |(start, length, _)| &text[start..start + length]);
        let builder = builder
            .subject_is(format_args!("contains the HTML entity `{entity}`: {}", quoted(text)))
            .help("write the character itself; titles are shown as plain text");
        let plain = unescape_html(text);
        let how = Applicability::Unsafe;
        rewrite(spec, builder, how, "write the character".into(), text, &plain, node)
    },
};

pub(super) static TOO_LONG: TextRule = TextRule {
    rule: &NAME_TOO_LONG,
    build: |spec, text, node, builder| {
        let cut: String = text.chars().take(MAX_NAME).collect();
        let count = text.chars().count();
        let builder = builder
            .subject_is(format_args!("has {count} characters; at most {MAX_NAME} are allowed"))
            .help("shorten it; characters are counted as Unicode scalar values");
        let message = format!("cut it after {MAX_NAME} characters");
        rewrite(spec, builder, Applicability::Unsafe, message, text, cut.trim_end(), node)
    },
};

pub(super) static LENGTH_AMBIGUOUS: TextRule = TextRule {
    rule: &NAME_LENGTH_AMBIGUOUS,
    build: |_, text, _, builder| {
        let (bytes, units) = (text.len(), text.encode_utf16().count());
        builder
            .subject_is(format_args!(
                "has {bytes} bytes and {units} UTF-16 units; at most {MAX_NAME} are certainly accepted"
            ))
            .help("shorten it; the page limits characters, but does not say how it counts them")
    },
};

/// Whether a name has at most 255 characters, but more bytes.
pub(super) fn is_ambiguous(text: &str) -> bool {
    text.len() > MAX_NAME && text.chars().count() <= MAX_NAME
}

/// Offers another text, unless it breaks a rule that the present one does not.
fn rewrite<'d, 'a>(
    spec: &Text,
    builder: DiagnosticBuilder<'d, 'a>,
    how: Applicability,
    message: String,
    from: &str,
    to: &str,
    node: NodeId,
) -> DiagnosticBuilder<'d, 'a> {
    let before = spec.broken_rules(from);
    let is_new = |broken: &&TextRule| before.iter().all(|known| known.rule != broken.rule);
    if from == to || spec.broken_rules(to).iter().copied().any(|broken| is_new(&broken)) {
        return builder;
    }
    let edits = builder.document().map(|document| edit::text(document, node, from, to));
    builder.fix(how, message, edits.unwrap_or_default())
}

/// Reports the first suspicious character, and offers to remove all of them.
pub(crate) fn suspicious_character<'d, 'a>(
    text: &str,
    multi_line: bool,
    node: NodeId,
    builder: DiagnosticBuilder<'d, 'a>,
) -> DiagnosticBuilder<'d, 'a> {
    let c = suspicious(text.trim(), multi_line).or_else(|| suspicious(text, multi_line));
    let c = c.unwrap_or_default();
    let builder = builder.subject_is(format_args!("contains {}: {}", describe(c), quoted(text)));
    let builder = if c == '\u{fffd}' {
        builder.help("restore the character; the text was decoded wrongly before it came here")
    } else {
        builder.help("remove it; it breaks comparisons and can disguise the text")
    };
    // The ends of a one-line text belong to string-surrounding-whitespace.
    let inner = if multi_line { text } else { text.trim() };
    let lead = if multi_line { 0 } else { text.len() - text.trim_start().len() };
    let kept: String = inner.chars().filter(|c| !is_suspicious(*c, multi_line)).collect();
    let to = format!("{}{kept}{}", &text[..lead], &text[lead + inner.len()..]);
    // In a text that was decoded wrongly the character is half of a letter.
    let destroys = has_mojibake(text) || kept.trim().is_empty();
    if destroys || (!multi_line && kept.trim().len() != kept.len()) {
        return builder;
    }
    let edits = builder.document().map(|document| edit::text(document, node, text, &to));
    builder.unsafe_fix("remove such characters", edits.unwrap_or_default())
}
