//! The work of a run: documents, and blocks of lines read from streams.

use std::fs::File;
use std::io::{self, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use offerlint::{Context, Origin};

use crate::blocks::{Block, Blocks};
use crate::fixing::{self, Fixing, Mended};
use crate::input::{Fault, Input, Layout, Source};
use crate::target::Plan;
use crate::unit::{self, Checked};

/// The longest line of an NDJSON file, unless somebody says otherwise.
const LINE_LIMIT: usize = 64 << 20;

/// A document, or a block of its lines.
pub(crate) enum Job {
    Document(Arc<Input>),
    Block(Arc<Input>, Block),
    Fault(Fault),
}

/// An NDJSON document that is being read.
struct Stream {
    input: Arc<Input>,
    blocks: Blocks<Box<dyn Read + Send>>,
    /// Whether a block of it was drawn.
    started: bool,
}

/// Draws the jobs in portions, reading streams on the way.
pub(crate) struct Jobs {
    inputs: std::vec::IntoIter<Input>,
    current: Option<Stream>,
    fixing: Fixing,
    limit: Option<usize>,
    /// How many documents make a portion.
    portion: usize,
}

/// With at least so many documents to a run, handing over each by itself would show.
const MANY: usize = 256;

impl Jobs {
    pub(crate) fn new(inputs: Vec<Input>, fixing: Fixing, limit: Option<usize>) -> Self {
        let portion = if inputs.len() < MANY { 1 } else { 16 };
        Self { inputs: inputs.into_iter(), current: None, fixing, limit, portion }
    }

    fn is_streamed(&self, input: &Input) -> bool {
        input.layout == Layout::Lines && self.fixing == Fixing::Off
    }
}

impl Iterator for Jobs {
    type Item = Vec<Job>;

    fn next(&mut self) -> Option<Vec<Job>> {
        let mut jobs = vec![self.draw()?];
        while jobs.len() < self.portion
            && matches!(jobs[..], [Job::Document(_), ..])
            && self.inputs.as_slice().first().is_some_and(|input| !self.is_streamed(input))
        {
            jobs.extend(self.draw());
        }
        Some(jobs)
    }
}

fn line_limit(limit: Option<usize>, plan: &Plan) -> usize {
    limit.or(plan.config.line_limit).unwrap_or(LINE_LIMIT)
}

impl Jobs {
    /// The next job.
    fn draw(&mut self) -> Option<Job> {
        loop {
            if let Some(stream) = &mut self.current {
                let input = Arc::clone(&stream.input);
                match stream.blocks.next() {
                    Ok(Some(block)) => {
                        stream.started = true;
                        return Some(Job::Block(input, block));
                    }
                    Ok(None) => {
                        let started = stream.started;
                        self.current = None;
                        if !started {
                            // An empty file is a file, too.
                            let origin = Origin::default();
                            let empty = Block { bytes: Vec::new(), origin, too_long: false };
                            return Some(Job::Block(input, empty));
                        }
                    }
                    Err(error) => {
                        self.current = None;
                        return Some(Job::Fault(Fault::new(&input.path, error)));
                    }
                }
            }
            let input = Arc::new(self.inputs.next()?);
            if !self.is_streamed(&input) {
                return Some(Job::Document(input));
            }
            let reader: Box<dyn Read + Send> = match &input.source {
                Source::StandardInput => Box::new(io::stdin()),
                Source::File(path) => match File::open(path) {
                    Ok(file) => Box::new(file),
                    Err(error) => return Some(Job::Fault(Fault::new(&input.path, error))),
                },
            };
            let limit = line_limit(self.limit, &input.plan);
            self.current =
                Some(Stream { input, blocks: Blocks::new(reader, limit), started: false });
        }
    }
}

/// Does a job; should that panic, the file is at fault and the run goes on.
pub(crate) fn perform(
    job: Job,
    context: &Context,
    fixing: Fixing,
    limit: Option<usize>,
) -> Result<Checked, Fault> {
    let path = match &job {
        Job::Document(input) | Job::Block(input, _) => Some(input.path.clone()),
        Job::Fault(_) => None,
    };
    let work = AssertUnwindSafe(|| attempt(job, context, fixing, limit));
    catch_unwind(work).unwrap_or_else(|_| {
        let message = "it could not be checked, by a mistake in offerlint";
        Err(path.map_or_else(|| Fault::general(message), |path| Fault::new(&path, message)))
    })
}

fn attempt(
    job: Job,
    context: &Context,
    fixing: Fixing,
    limit: Option<usize>,
) -> Result<Checked, Fault> {
    match job {
        Job::Fault(fault) => Err(fault),
        Job::Document(input) => document(&input, context, fixing, line_limit(limit, &input.plan)),
        Job::Block(input, block) => {
            let limit = line_limit(limit, &input.plan);
            let mut checked = Checked::new(&input, block.origin.clone());
            if block.too_long {
                checked.diagnostics.push(unit::too_long(&block.origin, limit));
            } else {
                checked.diagnostics =
                    unit::lint_lines(&block.bytes, &block.origin, &input.plan, context, limit);
            }
            if !checked.diagnostics.is_empty() {
                checked.text = block.bytes;
            }
            Ok(checked)
        }
    }
}

/// How often a file is read anew because somebody else wrote it while it was fixed.
const ATTEMPTS: usize = 8;

/// Reads and checks a whole document, and mends it.
fn document(
    input: &Input,
    context: &Context,
    fixing: Fixing,
    limit: usize,
) -> Result<Checked, Fault> {
    for _ in 0..ATTEMPTS {
        let mut bytes = Vec::new();
        let read = match &input.source {
            Source::StandardInput => io::stdin().lock().read_to_end(&mut bytes).map(|_| ()),
            Source::File(path) => std::fs::read(path).map(|content| bytes = content),
        };
        read.map_err(|error| Fault::new(&input.path, error))?;
        let lint = |bytes: &[u8]| unit::lint(bytes, input.layout, &input.plan, context, limit);
        let mut checked = Checked::new(input, Origin::default());
        checked.diagnostics = lint(&bytes);
        checked.text = bytes;
        if fixing != Fixing::Off {
            let path = crate::target::absolute(&input.path);
            let is_allowed = |found: &_| input.plan.config.allows(&path, found);
            if fixing::mend(&mut checked, lint, is_allowed, input, fixing) == Mended::Overtaken {
                continue;
            }
        }
        let is_piped = input.source == Source::StandardInput && fixing != Fixing::Off;
        if checked.diagnostics.is_empty() && checked.after.is_none() && !is_piped {
            checked.text = Vec::new();
        }
        return Ok(checked);
    }
    Err(Fault::new(&input.path, "the fixes cannot be written: the file keeps being changed"))
}
