//! Strings in double quotes.

use super::{Flow, Kind, Mistake, Scan, Stop, delete, insert, replace, shown};
use crate::json::edit::Edit;
use crate::json::scan;

impl Scan<'_> {
    /// Reads a string. `may_span_lines`: its writer may have meant several lines.
    pub(super) fn string(&mut self, may_span_lines: bool) -> Flow {
        let start = self.at;
        let mut at = start + 1;
        let mut breaks_are_meant = None;
        let mut controls = Controls::default();
        loop {
            at = scan::string_stop(self.bytes, at);
            match self.byte(at) {
                Some(b'"') => break,
                Some(b'\\') => at = self.escape(at)?,
                Some(byte @ (b'\n' | b'\r')) => {
                    let are_meant = may_span_lines
                        && *breaks_are_meant.get_or_insert_with(|| self.closes_later(at));
                    if !are_meant {
                        return self.unclosed(start, at, controls);
                    }
                    controls.add(at, byte);
                    at += 1;
                }
                Some(byte) => {
                    controls.add(at, byte);
                    at += 1;
                }
                None => return self.unclosed(start, at, controls),
            }
        }
        self.report_controls(controls)?;
        self.pass(Kind::String, at + 1);
        Ok(())
    }

    fn report_controls(&mut self, controls: Controls) -> Flow {
        let Some((at, first)) = controls.first else { return Ok(()) };
        let name = match first {
            b'\n' | b'\r' => " (line break)",
            b'\t' => " (tab)",
            _ => "",
        };
        let message = format!("a string contains the raw control character U+{first:04X}{name}");
        let mistake = Mistake::new(at, at + 1, message)
            .help("write it as an escape, such as `\\n` or `\\t`")
            .repair(!controls.breaks_line, "write it as an escape", controls.edits);
        self.report(mistake)
    }

    /// Reports a string that its line or the text ends before its quotation mark, and stops.
    fn unclosed(&mut self, start: usize, at: usize, controls: Controls) -> Flow {
        self.report_controls(controls)?;
        let is_end = self.rest(at).trim().is_empty();
        if self.byte(at).is_none() && self.is_cut {
            return Err(Stop);
        }
        let help = match is_end {
            true => "add `\"` where it ends; is the file cut off?",
            false => "add `\"` where it ends; a line break inside a string is written as `\\n`",
        };
        let end = self.line_end(start).max(start + 1);
        let mistake =
            Mistake::new(start, end, "the string that starts here is not closed").help(help);
        self.stop(mistake)
    }

    /// Whether the next quotation mark after a line break closes a string: it does not start its line, and
    /// what follows it may follow a value.
    fn closes_later(&self, line_break: usize) -> bool {
        let mut at = line_break;
        loop {
            at = scan::string_stop(self.bytes, at);
            match self.byte(at) {
                Some(b'"') => break,
                Some(b'\\') => at += 2,
                Some(_) => at += 1,
                None => return false,
            }
        }
        let before = self.text.get(line_break..at).unwrap_or_default();
        let starts_line = before.rsplit('\n').next().is_some_and(|part| part.trim().is_empty());
        !starts_line
            && matches!(self.byte(self.skip_blanks(at + 1)), None | Some(b',' | b'}' | b']'))
    }

    /// Reads an escape and returns the place after it, or the byte that is wrong in it.
    fn escape(&mut self, start: usize) -> Result<usize, Stop> {
        match self.byte(start + 1) {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => Ok(start + 2),
            Some(b'u') => self.unicode_escape(start),
            None => Ok(start + 1),
            Some(_) => {
                let (from, to) = self.char_span(start + 1);
                let c = self.char_at(from).unwrap_or_default();
                let message = match c < ' ' {
                    true => "a backslash is not followed by an escape".to_owned(),
                    false => format!("`\\{}` is not an escape in JSON", shown(&c.to_string())),
                };
                let mistake = Mistake::new(from, to, message);
                let mistake = match c {
                    '\'' => mistake
                        .help("remove the backslash; an apostrophe needs none")
                        .safe("remove the backslash", vec![delete(start, from)]),
                    // A control character is reported by itself.
                    c if c < ' ' => mistake.help("write a backslash as `\\\\`"),
                    _ => mistake
                        .help("write a backslash as `\\\\`; escapes are `\\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX`")
                        .doubtful("double the backslash", vec![insert(start, "\\")]),
                };
                self.report(mistake)?;
                Ok(if c < ' ' { from } else { to })
            }
        }
    }

    fn unicode_escape(&mut self, start: usize) -> Result<usize, Stop> {
        let digits = start + 2;
        let count = self.hex_digits(digits);
        let end = digits + count;
        if count < 4 {
            if self.byte(end).is_some() {
                let (from, to) = self.char_span(end);
                let message = format!(
                    "expected four hexadecimal digits after `\\u`, found {}",
                    self.found(end)
                );
                let mistake = Mistake::new(from, to, message).help(
                    "write the character itself, or `\\u` with four digits such as `\\u00e9`",
                );
                self.report(mistake)?;
            }
            return Ok(end);
        }
        let is_lone = match self.unit(digits) {
            0xDC00..0xE000 => true,
            0xD800..0xDC00 => {
                let is_escape = self.rest(end).starts_with("\\u");
                // A second half that is malformed is reported by itself.
                match is_escape && self.hex_digits(end + 2) == 4 {
                    true if (0xDC00..0xE000).contains(&self.unit(end + 2)) => return Ok(end + 6),
                    true => true,
                    false => !is_escape,
                }
            }
            _ => false,
        };
        if is_lone {
            let escape = &self.text[start..end];
            let mistake =
                Mistake::new(start, end, format!("`{escape}` is half of a surrogate pair"))
                    .help("write the character itself, or both halves");
            self.report(mistake)?;
        }
        Ok(end)
    }

    /// The number of hexadecimal digits at a place, at most 4.
    fn hex_digits(&self, at: usize) -> usize {
        let rest = self.bytes.get(at..).unwrap_or_default();
        rest.iter().take(4).take_while(|byte| byte.is_ascii_hexdigit()).count()
    }

    fn unit(&self, digits: usize) -> u32 {
        let digits = self.text.get(digits..digits + 4).unwrap_or_default();
        u32::from_str_radix(digits, 16).unwrap_or_default()
    }
}

/// The raw control characters of a string.
#[derive(Default)]
struct Controls {
    first: Option<(usize, u8)>,
    breaks_line: bool,
    edits: Vec<Edit>,
}

impl Controls {
    fn add(&mut self, at: usize, byte: u8) {
        let escape = match byte {
            b'\n' => "\\n".to_owned(),
            b'\r' => "\\r".to_owned(),
            b'\t' => "\\t".to_owned(),
            _ => format!("\\u{byte:04x}"),
        };
        self.first.get_or_insert((at, byte));
        self.breaks_line |= matches!(byte, b'\n' | b'\r');
        self.edits.push(replace(at, at + 1, &escape));
    }
}
