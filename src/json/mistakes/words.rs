//! Words that are not in quotes: the literals of other languages, and texts.

use super::{Flow, Kind, Mistake, Scan, Stop, insert, named, replace};

impl Scan<'_> {
    /// The end of the word that starts here; the place itself if none does.
    pub(super) fn word_end(&self, at: usize) -> usize {
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '-' | '.');
        let length: usize =
            self.rest(at).chars().take_while(|c| is_part(*c)).map(char::len_utf8).sum();
        at + length
    }

    /// Reads a word where a value is expected.
    pub(super) fn word(&mut self) -> Flow {
        let (start, end) = (self.at, self.word_end(self.at));
        let word = &self.text[start..end];
        if matches!(word, "true" | "false" | "null") {
            self.pass(Kind::Other, end);
            self.expected = self.after();
            return Ok(());
        }
        let may_go_on = self.is_cut && end == self.bytes.len();
        if may_go_on && ["true", "false", "null"].iter().any(|whole| whole.starts_with(word)) {
            return Err(Stop);
        }
        let shown = named(word, "the word");
        let lower = word.to_ascii_lowercase();
        let literal = match &*lower {
            "true" | "false" | "null" => Some((&*lower, true)),
            "none" | "nil" => Some(("null", true)),
            "undefined" => Some(("null", false)),
            _ => near_literal(&lower).map(|literal| (literal, false)),
        };
        if let Some((literal, is_safe)) = literal
            && self.ends_token(end)
        {
            let help = match &*lower {
                "undefined" => {
                    "leave the member out, or write null; JSON has no undefined".to_owned()
                }
                _ => format!("write {literal}"),
            };
            let edits = vec![replace(start, end, literal)];
            let mistake = Mistake::new(start, end, format!("{shown} is not a JSON value"))
                .help(help)
                .repair(is_safe, format!("write {literal}"), edits);
            self.report(mistake)?;
            self.pass(Kind::Other, end);
            self.expected = self.after();
            return Ok(());
        }
        if matches!(&*lower, "nan" | "infinity" | "inf") {
            return self.not_finite(start, end);
        }
        self.bare_text()
    }

    /// Reports NaN and Infinity.
    pub(super) fn not_finite(&mut self, start: usize, end: usize) -> Flow {
        let message = format!("{} is not a JSON value", named(&self.text[start..end], "the word"));
        let mistake = Mistake::new(start, end, message)
            .help("leave the member out; JSON has no NaN or Infinity");
        self.pass(Kind::Number, end);
        self.expected = self.after();
        self.report(mistake)
    }

    /// Reports a text without quotes. Its end is a comma, a bracket, a quotation mark or the end of the
    /// line; only the first three of these are unambiguous.
    pub(super) fn bare_text(&mut self) -> Flow {
        let start = self.at;
        let rest = self.rest(start);
        let length = rest.find([',', '}', ']', '{', '[', '"', '\n', '\r']).unwrap_or(rest.len());
        let mut text = &rest[..length];
        for comment in [" //", " #", "\t//", "\t#", "/*"] {
            text = text.split(comment).next().unwrap_or_default();
        }
        let text = text.trim_end();
        let end = start + text.len();
        let is_plain = !text.contains('\\') && !text.chars().any(|c| c < ' ');
        let message = format!("{} is not a JSON value", named(text, "the text"));
        let mut mistake =
            Mistake::new(start, end, message).help("put a text in double quotes: \"text\"");
        let ends = self.ends_token(end);
        if self.byte(end) == Some(b'"') {
            mistake = mistake.help("add the quotation mark before it, or remove the one behind it");
        } else if is_plain && ends && !self.frames.is_empty() {
            mistake =
                mistake.doubtful("put it in quotes", vec![insert(start, "\""), insert(end, "\"")]);
        }
        self.pass(Kind::Other, end);
        self.expected = self.after();
        if ends && !text.is_empty() && !self.frames.is_empty() {
            self.report(mistake)
        } else {
            self.stop(mistake)
        }
    }
}

/// The literal that a mistyped word probably means.
fn near_literal(word: &str) -> Option<&'static str> {
    let is_near = |literal: &&str| {
        word.len().abs_diff(literal.len()) <= 1 && strsim::osa_distance(word, literal) == 1
    };
    ["true", "false", "null"].into_iter().find(is_near)
}
