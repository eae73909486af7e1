//! Every output is well-formed and harmless, whatever the findings and the files' names are.

mod findings;
mod formats;

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use offerlint::needs_escape;

use super::choices::Choices;
use crate::cli::arguments::{Color, Format, OutputArgs};
use crate::cli::checked_file::CheckedFile;
use crate::cli::outputs::{self, DiffStyle};
use crate::cli::totals::Totals;

use findings::Run;

/// Prints a run in the formats of a family, or in all, and looks at each.
pub(super) fn is_well_formed(
    choices: &mut Choices<'_>,
    read_xml: &dyn Fn(&str) -> Result<(), String>,
) {
    let family = choices.below(4);
    let wanted = |which| family == 0 || family == which;
    let run = findings::run(choices);
    let print = |format| printed(&run, format, Color::Never, false);
    if wanted(1) {
        formats::concise(&print(Format::Concise));
        formats::github(&print(Format::Github), &run);
        is_same_in_color(&run, false);
    }
    if wanted(2) {
        formats::json(&print(Format::Json), &run);
        formats::json_lines(&print(Format::Jsonl), &run);
        formats::gitlab(&print(Format::Gitlab), &run);
        formats::rdjson(&print(Format::Rdjson), &run);
    }
    if wanted(3) {
        formats::sarif(&print(Format::Sarif), &run);
        formats::junit(&print(Format::Junit), &run, read_xml);
        formats::html(&print(Format::Html), &run);
        is_same_in_color(&run, true);
    }
}

fn is_same_in_color(run: &Run, diff: bool) {
    let plain = printed(run, Format::Human, Color::Never, diff);
    let colored = printed(run, Format::Human, Color::Always, diff);
    formats::human(&plain, &colored);
}

fn printed(run: &Run, format: Format, color: Color, diff: bool) -> String {
    let args = OutputArgs {
        format: Some(format),
        output: Vec::new(),
        color,
        quiet: false,
        statistics: true,
        max_findings: run.most_drawn,
    };
    let written = Written::default();
    let colored = color == Color::Always;
    let diff = diff.then_some(DiffStyle::Display { colored });
    let mut out = outputs::make(format, Box::new(written.clone()), &args, diff, 80);
    let mut totals = Totals { faults: run.faults.clone(), ..Totals::default() };
    for checked in &run.checked {
        totals.add(checked);
        out.file(checked).expect("memory can be written");
    }
    out.finish(&totals).expect("memory can be written");
    let bytes = written.0.take();
    let text = String::from_utf8(bytes).expect("outputs are UTF-8");
    if !colored {
        // A diff keeps the line ends of the file.
        let is_odd = |c: char| needs_escape(c) && !matches!(c, '\n' | '\t');
        let text = text.replace("\r\n", "\n");
        let odd = text.chars().find(|c| is_odd(*c));
        assert!(odd.is_none(), "{format:?} shows {odd:?}: {text}");
        assert!(!text.contains("##[") && !text.contains("##vso["), "{format:?}: {text}");
    }
    if !run.may_show_keys {
        assert!(!holds_key(&text), "{format:?} shows an API key: {text}");
    }
    text
}

/// What an output writes, kept.
#[derive(Clone, Default)]
struct Written(Rc<RefCell<Vec<u8>>>);

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Whether a text holds `trk_` and exactly 32 letters or digits as a word.
fn holds_key(text: &str) -> bool {
    text.match_indices("trk_").any(|(at, _)| {
        let length = text[at + 4..].bytes().take_while(u8::is_ascii_alphanumeric).count();
        let before = text[..at].chars().next_back();
        length == 32 && !before.is_some_and(|c| c.is_alphanumeric() || c == '_')
    })
}

/// The number of findings that have a file.
fn in_files(checked: &[CheckedFile]) -> usize {
    checked
        .iter()
        .filter(|checked| checked.linted.path.is_some())
        .map(|checked| checked.linted.diagnostics.len())
        .sum()
}
