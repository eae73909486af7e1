//! Brackets: those that close, those that are missing, and those that are too many.

use super::{Expected, Flow, Frame, Kind, Last, Mistake, Scan, Stop, delete, insert, replace};
use crate::json::position::Span;

/// The largest number of open brackets that a finding points at.
const MAX_OPEN: usize = 5;

impl Scan<'_> {
    pub(super) fn close(&mut self, byte: u8) -> Flow {
        let Some(frame) = self.frames.last().copied() else {
            let closer = byte as char;
            let mistake = Mistake::new(self.at, self.at + 1, format!("`{closer}` closes nothing"))
                .help("is the start of the document missing?");
            return self.stop(mistake);
        };
        if byte as char != frame.closer() {
            return self.wrong_closer(byte, frame);
        }
        match self.expected {
            Expected::Item | Expected::Name => {
                let comma = self.comma;
                let mistake = Mistake::new(
                    comma,
                    comma + 1,
                    format!("a trailing comma before `{}`", frame.closer()),
                )
                .help("remove it; JSON allows no trailing comma")
                .safe("remove the comma", vec![delete(comma, comma + 1)]);
                self.report(mistake)?;
            }
            Expected::Colon => self.missing_value()?,
            Expected::MemberValue => {
                let mistake =
                    Mistake::new(self.at, self.at + 1, "the value before this `}` is missing")
                        .help("write a value, or null, after the `:`");
                self.report(mistake)?;
            }
            _ => {}
        }
        self.frames.pop();
        let span = Span { start: frame.open, end: self.at };
        let is_first = self.line.is_blank && frame.line.number != self.line.number;
        if is_first && self.line.indent < frame.line.indent {
            self.odd_pair.get_or_insert(span);
        }
        self.closed[usize::from(frame.is_object)] = Some(span);
        self.at += 1;
        self.last = Last::of(frame, self);
        self.expected = self.after();
        Ok(())
    }

    /// Reports a bracket that does not close the innermost array or object.
    fn wrong_closer(&mut self, byte: u8, frame: Frame) -> Flow {
        let closer = byte as char;
        let (at, end) = (self.at, self.at + 1);
        let open = frame.open;
        let this = frame.opener();
        if let Some(partner) = self.frames.iter().rev().find(|frame| frame.closer() == closer) {
            let outer = partner.open;
            let mut mistake = Mistake::new(
                at,
                end,
                format!("the {} is not closed before `{closer}`", frame.name()),
            )
            .help(format!("write `{}` before it, or instead of it", frame.closer()))
            .related(open, open + 1, format!("this `{this}` is not closed"))
            .related(
                outer,
                outer + 1,
                format!("`{closer}` would close this `{}`", partner.opener()),
            );
            if self.expected == Expected::Separator {
                let missing = self.frames.iter().rev().take_while(|frame| frame.open > outer);
                let missing: String = missing.map(|frame| frame.closer()).collect();
                let edit = insert(self.last.end, &missing);
                mistake = mistake.doubtful(format!("insert `{missing}`"), vec![edit]);
            }
            return self.stop(mistake);
        }
        let is_last = self.rest(end).trim().is_empty() && self.frames.len() == 1;
        if is_last {
            let right = frame.closer();
            let mistake = Mistake::new(at, end, format!("`{closer}` closes an {}", frame.name()))
                .help(format!("write `{right}` instead"))
                .related(open, open + 1, format!("this `{this}` is its partner"))
                .doubtful(format!("write `{right}`"), vec![replace(at, end, &right.to_string())]);
            return self.stop(mistake);
        }
        let mut mistake = Mistake::new(at, end, format!("`{closer}` closes nothing"))
            .help("remove it, or add the bracket that it closes")
            .related(open, open + 1, format!("this `{this}` is open here"))
            .doubtful(format!("remove `{closer}`"), vec![delete(at, end)]);
        if let Some(pair) = self.closed[usize::from(byte == b'}')] {
            mistake = mistake.related(
                pair.end,
                pair.end + 1,
                "the last one of its kind is closed here already",
            );
        }
        self.report(mistake)?;
        self.at += 1;
        Ok(())
    }

    /// Reports what the end of the text leaves open.
    pub(super) fn end_of_text(&mut self) -> Flow {
        if self.is_cut || self.expected == Expected::End {
            return Err(Stop);
        }
        let end = self.text.len();
        if self.expected == Expected::Root {
            let mistake = match self.mistakes.is_empty() {
                true => Mistake::new(end, end, "the document is empty")
                    .help("was the file saved? write one JSON object"),
                false => Mistake::new(end, end, "the document has no value")
                    .help("write one JSON object"),
            };
            return self.stop(mistake);
        }
        let Some(frame) = self.frames.last().copied() else { return Err(Stop) };
        let closers: String = self.frames.iter().rev().map(|frame| frame.closer()).collect();
        let at = self.start + self.rest(self.start).trim_end().len();
        let mistake = Mistake::new(at, at, format!("the document ends inside an {}", frame.name()));
        let few = closers.len() <= 2 * MAX_OPEN;
        let mistake = if self.expected == Expected::Separator && few {
            mistake
                .help(format!("write `{closers}` at the end; is the file cut off?"))
                .doubtful(format!("write `{closers}` at the end"), vec![insert(at, &closers)])
        } else {
            mistake.help("is the file cut off?")
        };
        let mistake = self.frames.iter().rev().take(MAX_OPEN).fold(mistake, |mistake, frame| {
            mistake.related(
                frame.open,
                frame.open + 1,
                format!("this `{}` is not closed", frame.opener()),
            )
        });
        let mistake = match self.odd_pair {
            Some(pair) => mistake
                .related(pair.start, pair.start + 1, "or this one, as the indentation suggests")
                .related(pair.end, pair.end + 1, "this bracket closes it, but is indented less"),
            None => mistake,
        };
        self.stop(mistake)
    }

    /// Reports what follows the value of the document, and stops.
    pub(super) fn text_after_document(&mut self) -> Flow {
        let (from, to) = self.char_span(self.at);
        let (last, close) = (self.last, self.end_of_last());
        let next = self.skip_blanks(self.at + 1);
        let byte = self.peek().unwrap_or_default();
        let is_closed = matches!(self.bytes[close.start], b']' | b'}');
        let starts = |at| matches!(self.byte(at), Some(b'{' | b'['));
        let several = "write one value a line and use --ndjson, or put `[` and `]` around them and use --each";
        let mistake = match byte {
            b']' | b'}' => {
                let length = self.rest(from).bytes().take_while(|byte| b"]} \t\r\n".contains(byte));
                let end = from + self.rest(from)[..length.count()].trim_end().len();
                let mistake = Mistake::new(from, end, format!("`{}` closes nothing", byte as char))
                    .help("remove it, or add the bracket that it closes")
                    .related(close.start, close.end, "the document ends here already");
                let mistake = match self.rest(end).trim().is_empty() {
                    true => mistake.doubtful("remove it", vec![delete(from, end)]),
                    false => mistake,
                };
                if is_closed {
                    mistake.related(last.start, last.start + 1, "its value starts here")
                } else {
                    mistake
                }
            }
            b',' if next == self.bytes.len() => {
                Mistake::new(from, to, "a comma follows the document")
                    .help("remove it")
                    .safe("remove the comma", vec![delete(from, to)])
            }
            b',' if starts(next) => Mistake::new(from, to, "another value follows the document")
                .help(several)
                .related(close.start, close.end, "the first value ends here"),
            b',' | b':' if !is_closed => {
                Mistake::new(from, to, format!("`{}` is outside of an object", byte as char))
                    .help("write `{` before the first member and `}` behind the last one")
            }
            b',' => Mistake::new(from, to, "the document ends before this comma")
                .help("is the bracket before it one too many, or is one missing at the start?")
                .related(close.start, close.end, "the document ends here")
                .related(last.start, last.start + 1, "its value starts here"),
            _ if self.starts_value(from) => {
                Mistake::new(from, to, "another value follows the end of the document")
                    .help(several)
                    .related(close.start, close.end, "the first value ends here")
            }
            _ => Mistake::new(
                from,
                to,
                format!("{} follows the end of the document", self.found(from)),
            )
            .help("remove what follows; one file has one JSON value"),
        };
        self.stop(mistake)
    }
}

impl Last {
    /// An array or object that ends at the scan's place.
    fn of(frame: Frame, scan: &Scan<'_>) -> Self {
        Self { kind: Kind::Other, start: frame.open, end: scan.at, line: scan.line.number }
    }
}
