//! What findings on texts say, and how they are mended.

use crate::json::{NodeId, edit};
use crate::diagnostics::fix::Applicability;
use crate::contract::lint_context::DiagnosticBuilder;
use crate::diagnostics::display_safe::quoted;
use crate::diagnostics::rule::Rule;

use super::text::{
    LONGEST_NAME, MOJIBAKE, NAME_TOO_LONG, STRING_BLANK, STRING_SURROUNDING_WHITESPACE,
    SUSPICIOUS_UNICODE, Text,
};
use super::text_lints::{
    decode_mojibake, has_mojibake, html_entity, is_suspicious, suspicious, unescape_html,
};

impl Text {
    /// The finding of a rule that a text breaks.
    pub(super) fn builder<'d, 'a>(
        &self,
        rule: &Rule,
        text: &str,
        node: NodeId,
        builder: DiagnosticBuilder<'d, 'a>,
    ) -> DiagnosticBuilder<'d, 'a> {
        if *rule == NAME_TOO_LONG {
            let cut: String = text.chars().take(LONGEST_NAME).collect();
            let count = text.chars().count();
            let builder = builder
                .message(format_args!(
                    "the name has {count} characters, over the limit of {LONGEST_NAME}"
                ))
                .help("shorten it; characters are counted as Unicode scalar values");
            let message = format!("cut it after {LONGEST_NAME} characters");
            return self.rewrite(builder, Applicability::Unsafe, message, text, cut.trim_end(), node);
        }
        if *rule == STRING_BLANK {
            return builder
                .message(format_args!("the text {} says nothing", quoted(text)))
                .help("write something that people can read");
        }
        if *rule == STRING_SURROUNDING_WHITESPACE {
            let builder = builder
                .message(format_args!("{} starts or ends with white space", quoted(text)))
                .help("it is invisible and breaks exact matches");
            // White space may be half of a letter that was decoded wrongly.
            if has_mojibake(text) != has_mojibake(text.trim()) {
                return builder;
            }
            let how = if self.key { Applicability::Unsafe } else { Applicability::Safe };
            return self.rewrite(builder, how, "trim it".into(), text, text.trim(), node);
        }
        if *rule == SUSPICIOUS_UNICODE {
            return suspicious_draft(text, self.rich, node, builder);
        }
        if *rule == MOJIBAKE {
            let builder = builder
                .message(format_args!("{} was decoded with the wrong character set", quoted(text)))
                .help("UTF-8 was read as Latin-1 or Windows-1252 on the way here");
            let decoded = decode_mojibake(text);
            return self.rewrite(
                builder,
                Applicability::Unsafe,
                "decode it".into(),
                text,
                &decoded,
                node,
            );
        }
        let entity =
            html_entity(text).map_or("", |(start, length, _)| &text[start..start + length]);
        let builder = builder
            .message(format_args!("{} holds the HTML entity `{entity}`", quoted(text)))
            .help("titles are plain text: the entity itself is shown");
        let plain = unescape_html(text);
        self.rewrite(builder, Applicability::Unsafe, "write the character".into(), text, &plain, node)
    }

    /// Offers another text, unless it would break a rule that the present one does not.
    fn rewrite<'d, 'a>(
        &self,
        builder: DiagnosticBuilder<'d, 'a>,
        how: Applicability,
        message: String,
        from: &str,
        to: &str,
        node: NodeId,
    ) -> DiagnosticBuilder<'d, 'a> {
        let before = self.broken(from);
        if self.broken(to).iter().any(|rule| !before.contains(rule)) {
            return builder;
        }
        let edits = builder.document().map(|document| edit::text(document, node, from, to));
        builder.fix(how, message, edits.unwrap_or_default())
    }
}

/// Says which character is suspicious, and offers to take all of them out.
pub(crate) fn suspicious_draft<'d, 'a>(
    text: &str,
    rich: bool,
    node: NodeId,
    builder: DiagnosticBuilder<'d, 'a>,
) -> DiagnosticBuilder<'d, 'a> {
    let c = suspicious(text.trim(), rich).or_else(|| suspicious(text, rich)).unwrap_or_default();
    // White space at the ends of a line is another rule's business.
    let inner = if rich { text } else { text.trim() };
    let lead = if rich { 0 } else { text.len() - text.trim_start().len() };
    let kept: String = inner.chars().filter(|c| !is_suspicious(*c, rich)).collect();
    let to = format!("{}{kept}{}", &text[..lead], &text[lead + inner.len()..]);
    let builder = builder
        .message(format_args!(
            "{} holds the invisible or control character U+{:04X}",
            quoted(text),
            c as u32
        ))
        .help("it does not show, but it breaks comparisons and may disguise the text");
    // Half of what was decoded wrongly would be gone: that comes first.
    let spoils = has_mojibake(text) || kept.trim().is_empty();
    if spoils || (!rich && kept.trim().len() != kept.len()) {
        return builder;
    }
    let edits = builder.document().map(|document| edit::text(document, node, text, &to));
    builder.unsafe_fix("remove such characters", edits.unwrap_or_default())
}
