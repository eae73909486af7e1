//! Numbers as other languages, spreadsheets and people write them.

use super::{Expected, Flow, Kind, Mistake, Scan, Stop, delete, insert, replace};
use crate::json::edit::Edit;
use crate::json::number;

impl Scan<'_> {
    /// Reads a number, or what starts like one.
    pub(super) fn number(&mut self) -> Flow {
        let (start, end) = (self.at, self.number_end(self.at));
        let token = &self.text[start..end];
        let is_number = number::end(self.bytes, start) == Ok(end);
        if is_number && number::value(token).is_finite() {
            self.pass(Kind::Number, end);
            self.expected = self.after();
            return Ok(());
        }
        if self.is_cut && number::end(self.bytes, start) == Err(self.bytes.len()) {
            return Err(Stop);
        }
        if matches!(token.trim_start_matches(['+', '-']), "Infinity" | "inf" | "Inf" | "NaN") {
            return self.not_finite(start, end);
        }
        let Some(mistake) = self.misspelt_number(start, end, is_number) else {
            return self.bare_text();
        };
        self.pass(Kind::Number, end);
        self.expected = self.after();
        self.report(mistake)
    }

    fn number_end(&self, at: usize) -> usize {
        let signs = usize::from(matches!(self.byte(at), Some(b'+' | b'-')));
        let mut end = self.word_end(at + signs);
        // The sign of an exponent.
        if self.byte(end) == Some(b'+') && matches!(self.byte(end - 1), Some(b'e' | b'E')) {
            end = self.word_end(end + 1);
        }
        end
    }

    fn misspelt_number(&self, start: usize, end: usize, is_number: bool) -> Option<Mistake> {
        let token = &self.text[start..end];
        let mistake = |message: &str| Mistake::new(start, end, message);
        if is_number {
            let message = "the number is out of the range of a double";
            return Some(mistake(message).help("write a number of at most about 1.8e308"));
        }
        let unsigned = token.trim_start_matches(['+', '-']);
        if unsigned.is_empty() {
            return Some(mistake("a number needs a digit after its sign").help("write the digits"));
        }
        if let Some(digits) = unsigned.strip_prefix("0x").or_else(|| unsigned.strip_prefix("0X")) {
            let value =
                u64::from_str_radix(digits, 16).ok().filter(|_| !digits.starts_with('+'))?;
            let sign = if token.starts_with('-') { "-" } else { "" };
            let number = format!("{sign}{value}");
            return Some(
                mistake("a number is written in hexadecimal")
                    .help(format!("write {number}"))
                    .safe(format!("write {number}"), vec![replace(start, end, &number)]),
            );
        }
        match self.number_edits(start, token) {
            Some((edits, message, help)) => {
                Some(mistake(message).help(help).safe("write it as a JSON number", edits))
            }
            None => self.leading_zeros(start, token),
        }
    }

    /// The edits that make a number of a token, if its value is certain.
    fn number_edits(
        &self,
        start: usize,
        token: &str,
    ) -> Option<(Vec<Edit>, &'static str, &'static str)> {
        let mut edits = Vec::new();
        let mut wrong = Vec::new();
        let bytes = token.as_bytes();
        if bytes.first() == Some(&b'+') {
            edits.push(delete(start, start + 1));
            wrong.push(("a number starts with `+`", "remove the plus sign"));
        }
        for (at, byte) in bytes.iter().enumerate() {
            let digit = |at: Option<&u8>| at.is_some_and(u8::is_ascii_digit);
            let before = digit(at.checked_sub(1).and_then(|at| bytes.get(at)));
            let after = digit(bytes.get(at + 1));
            match byte {
                b'_' if before && after => {
                    edits.push(delete(start + at, start + at + 1));
                    wrong.push(("a number contains `_`", "write the digits without separators"));
                }
                b'.' if after && (at == 0 || (at == 1 && !before)) => {
                    edits.push(insert(start + at, "0"));
                    wrong.push(("a number starts with a point", "write a zero before the point"));
                }
                b'.' if before && !after => {
                    edits.push(delete(start + at, start + at + 1));
                    wrong.push(("a number ends in a point", "remove the point"));
                }
                _ => {}
            }
        }
        let (message, help) = *wrong.first()?;
        let number = apply(token, start, &edits);
        is_finite_number(&number).then_some((edits, message, help))
    }

    /// Reports leading zeros.
    fn leading_zeros(&self, start: usize, token: &str) -> Option<Mistake> {
        let sign = usize::from(token.starts_with('-'));
        let zeros = token[sign..].bytes().take_while(|byte| *byte == b'0').count();
        let keeps_one = !token[sign + zeros..].starts_with(|c: char| c.is_ascii_digit());
        let zeros = zeros - usize::from(keeps_one && zeros > 0);
        let edits = vec![delete(start + sign, start + sign + zeros)];
        if zeros == 0 || !is_finite_number(&apply(token, start, &edits)) {
            return None;
        }
        let help = "remove the leading zero, or quote the value if it is not a number";
        Some(
            Mistake::new(start, start + token.len(), "a number has a leading zero")
                .help(help)
                .doubtful("remove the leading zero", edits),
        )
    }

    /// Reads digits where a name is expected, as in `1,234.50`: the comma before them belongs to the
    /// number. False if it does not.
    pub(super) fn digits_after_comma(&mut self) -> Result<bool, Stop> {
        let start = self.last.start;
        let is_continued = self.expected == Expected::Name
            && self.last.kind == Kind::Number
            && self.last.end == self.comma
            && self.comma + 1 == self.at;
        if !is_continued {
            return Ok(false);
        }
        let rest = self.rest(start);
        let length = rest.bytes().take_while(|byte| byte.is_ascii_digit() || b",.-".contains(byte));
        let mut token = &rest[..length.count()];
        // A comma at the end separates the next member.
        token = token.trim_end_matches([',', '.']);
        let end = start + token.len();
        if !self.ends_token(end) {
            return Ok(false);
        }
        let unsigned = token.trim_start_matches('-');
        let (whole, fraction) = unsigned.rsplit_once('.').unwrap_or((unsigned, ""));
        let groups: Vec<&str> = whole.split(',').collect();
        let has_thousands = groups.len() > 1
            && !fraction.contains([',', '-'])
            && !whole.contains('.')
            && !groups[0].is_empty()
            && groups[0].len() <= 3
            && !groups[0].starts_with('0')
            && groups[1..].iter().all(|group| group.len() == 3);
        let commas = || token.match_indices(',').map(|(at, _)| delete(start + at, start + at + 1));
        let mistake = |message: &str| Mistake::new(start, end, message);
        let decimal = unsigned
            .split_once(',')
            .filter(|(_, rest)| !rest.contains([',', '.', '-']) && !rest.is_empty());
        let mistake = if has_thousands && (!fraction.is_empty() || groups.len() > 2) {
            mistake("a number contains commas as thousands separators")
                .help("write the digits without separators")
                .safe("remove the commas", commas().collect())
        } else if has_thousands {
            mistake("a number contains a comma")
                .help("write the digits without a separator, or a point if the comma is a decimal one")
                .doubtful("remove the comma", commas().collect())
        } else if let Some((integer, _)) = decimal {
            let sign = token.len() - unsigned.len();
            let points = integer.match_indices('.').map(|(at, _)| start + sign + at);
            let mut edits: Vec<Edit> = points.map(|at| delete(at, at + 1)).collect();
            let comma = start + sign + integer.len();
            edits.push(replace(comma, comma + 1, "."));
            let mistake = mistake("a number has a decimal comma").help("write a decimal point");
            match is_finite_number(&apply(token, start, &edits)) {
                true => mistake.doubtful("write a decimal point", edits),
                false => mistake,
            }
        } else {
            return Ok(false);
        };
        self.report(mistake)?;
        self.at = start;
        self.pass(Kind::Number, end);
        self.expected = Expected::Separator;
        Ok(true)
    }
}

/// A token at `start` after edits.
fn apply(token: &str, start: usize, edits: &[Edit]) -> String {
    let mut out = token.to_owned();
    for edit in edits.iter().rev() {
        out.replace_range(edit.start - start..edit.end - start, &edit.replacement);
    }
    out
}

fn is_finite_number(text: &str) -> bool {
    number::end(text.as_bytes(), 0) == Ok(text.len()) && number::value(text).is_finite()
}
