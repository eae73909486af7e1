//! The source lines of a finding.

use std::fmt::{self, Write};

use offerlint::{Origin, Range};

use super::escape::Escaped;

/// A document for snippets, as it may be shown. Offsets are those of the original bytes.
pub(super) struct Source {
    text: String,
    /// Where the text begins in the file.
    base: usize,
}

/// The largest number of bytes that are shown before and after the marked text of a line.
const CONTEXT: usize = 160;

/// The largest number of marked bytes.
const MAX_MARKED: usize = 160;

impl Source {
    pub(super) fn new(text: String, origin: &Origin) -> Self {
        Self { text, base: origin.bytes }
    }

    /// The lines of a range, the line before and the line after.
    pub(super) fn snippet(&self, range: Range) -> String {
        let mut html = String::from("<pre class=\"snippet\"><code>");
        let _ = self.write_lines(range, true, &mut html);
        html.push_str("</code></pre>");
        html
    }

    /// The first line of a range.
    pub(super) fn line(&self, range: Range) -> String {
        let mut html = String::from("<pre class=\"snippet\"><code>");
        let _ = self.write_lines(range, false, &mut html);
        html.push_str("</code></pre>");
        html
    }

    fn write_lines(&self, range: Range, context: bool, html: &mut String) -> fmt::Result {
        let number = range.start.line;
        let inside = |at: usize| at.saturating_sub(self.base).min(self.text.len());
        let start = self.boundary(inside(range.span.start));
        let end = inside(range.span.end).clamp(start, start + MAX_MARKED);
        let end = self.boundary(end);
        let marked = self.text[start..end].split('\n').next().unwrap_or_default();
        let end = start + marked.len();
        let (line_start, before) = self.before(start);
        let (line_end, after) = self.after(end);
        if context
            && let Some(start) = line_start.filter(|start| *start > 0)
            && let (Some(_), text) = self.before(start - 1)
        {
            write_line(html, number - 1, "", format_args!("{}", Escaped(text)))?;
        }
        let cut = |whole: bool| if whole { "" } else { "<span class=\"cut\">…</span>" };
        let marked = format_args!(
            "{}{}<mark>{}</mark>{}{}",
            cut(line_start.is_some()),
            Escaped(before),
            Escaped(marked),
            Escaped(after),
            cut(line_end.is_some())
        );
        write_line(html, number, " here", marked)?;
        if context && let Some(end) = line_end.filter(|end| end + 1 < self.text.len()) {
            let (whole, text) = self.after(end + 1);
            let text = format_args!("{}{}", Escaped(text), cut(whole.is_some()));
            write_line(html, number + 1, "", text)?;
        }
        Ok(())
    }

    /// The text of a line before an offset, with the start of the line unless it is too far away.
    fn before(&self, at: usize) -> (Option<usize>, &str) {
        let from = self.boundary(at.saturating_sub(CONTEXT));
        match self.text[from..at].rfind('\n') {
            Some(end) => (Some(from + end + 1), &self.text[from + end + 1..at]),
            None => ((from == 0).then_some(0), &self.text[from..at]),
        }
    }

    /// The text of a line from an offset, with the end of the line unless it is too far away.
    fn after(&self, at: usize) -> (Option<usize>, &str) {
        let to = self.boundary((at + CONTEXT).min(self.text.len()));
        match self.text[at..to].find('\n') {
            Some(end) => (Some(at + end), &self.text[at..at + end]),
            None => ((to == self.text.len()).then_some(to), &self.text[at..to]),
        }
    }

    /// The nearest character boundary at or before an offset.
    fn boundary(&self, mut at: usize) -> usize {
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}

fn write_line(
    html: &mut String,
    number: usize,
    class: &str,
    text: fmt::Arguments<'_>,
) -> fmt::Result {
    writeln!(
        html,
        "<span class=\"line{class}\"><span class=\"number\">{number}</span>\
         <span class=\"text\">{text}</span></span>"
    )
}

#[cfg(test)]
mod tests {
    use offerlint::{Contract, Linter, Origin};

    use super::Source;

    /// The snippet of the first finding, without its tags.
    fn shown(text: &str) -> String {
        let found = Linter::new(Contract::TRACKLYSMS_CREATE_OFFER).lint(text.as_bytes());
        let range = found.iter().find_map(|found| found.range).unwrap();
        let html = Source::new(text.to_owned(), &Origin::default()).snippet(range);
        let html = html.replace("<mark>", "[").replace("</mark>", "]");
        html.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect()
    }

    #[test]
    fn a_snippet_has_one_line_of_context() {
        let text =
            "{\n \"a\": \"<\",\n \"name\": [],\n \"tracking_url\": \"https://a.example/\"\n}";
        let at = shown(text);
        assert!(
            at.contains("1{\n2 [&quot;a&quot;]: &quot;&lt;&quot;,\n3 &quot;name&quot;: [],\n"),
            "{at}"
        );
    }

    #[test]
    fn long_lines_are_cut_around_the_mark() {
        let pad = " ".repeat(5000);
        let text = format!(
            "{{{pad}\"ö\": 1,{pad}\"tracking_url\": \"https://a.example/\", \"name\": \"é\"}}"
        );
        let snippet = shown(&text);
        assert!(snippet.len() < 1000 && snippet.matches('…').count() <= 2, "{snippet}");
    }

    #[test]
    fn an_empty_document_has_an_empty_line() {
        assert_eq!(shown(""), "1[]\n");
        assert_eq!(shown("\n"), "1\n2[]\n");
    }
}
