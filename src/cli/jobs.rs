//! The jobs of a run: documents, and chunks of lines read from streams.

use std::io::{self, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use offerlint::Origin;
use offerlint::inputs::{FileError, NdjsonChunk, read_file};

use super::checked_file::CheckedFile;
use super::fixing::{self, Fixing, Outcome};
use super::input_files::{Input, Source};
use super::streamed_file::{Part, StreamedFile};

/// A document, or a part of one.
pub(crate) enum Job {
    Document(Arc<Input>),
    Part(Arc<Input>, Part),
    Error(FileError),
}

/// Yields the jobs in batches, and reads streams on the way.
pub(crate) struct Jobs {
    inputs: std::vec::IntoIter<Input>,
    current: Option<StreamedFile>,
    fixing: Fixing,
    /// The number of documents in a batch.
    batch: usize,
}

/// From this number of documents, handing over each one by itself costs measurable time.
const MIN_FILES_FOR_BATCHES: usize = 256;

impl Jobs {
    pub(crate) fn new(inputs: Vec<Input>, fixing: Fixing) -> Self {
        let batch = match inputs.len() {
            0..MIN_FILES_FOR_BATCHES => 1,
            many => (many / MIN_FILES_FOR_BATCHES).clamp(16, 64),
        };
        Self { inputs: inputs.into_iter(), current: None, fixing, batch }
    }

    fn is_streamed(&self, input: &Input) -> bool {
        StreamedFile::is_streamed(input, self.fixing)
    }

    fn next_job(&mut self) -> Option<Job> {
        loop {
            if let Some(stream) = &mut self.current {
                match stream.next_part() {
                    Some(part) => return Some(Job::Part(Arc::clone(&stream.input), part)),
                    None => self.current = None,
                }
            }
            let input = Arc::new(self.inputs.next()?);
            if !self.is_streamed(&input) {
                return Some(Job::Document(input));
            }
            match StreamedFile::open(input) {
                Ok(stream) => self.current = Some(stream),
                Err(error) => return Some(Job::Error(error)),
            }
        }
    }
}

impl Iterator for Jobs {
    type Item = Vec<Job>;

    fn next(&mut self) -> Option<Vec<Job>> {
        let mut jobs = vec![self.next_job()?];
        while jobs.len() < self.batch
            && matches!(jobs[..], [Job::Document(_), ..])
            && self.inputs.as_slice().first().is_some_and(|input| !self.is_streamed(input))
        {
            jobs.extend(self.next_job());
        }
        Some(jobs)
    }
}

/// Performs a job. A panic becomes an error of the file, and the run continues.
pub(crate) fn perform(job: Job, fixing: Fixing) -> Result<CheckedFile, FileError> {
    let input = match &job {
        Job::Document(input) | Job::Part(input, _) => Some(Arc::clone(input)),
        Job::Error(_) => None,
    };
    let work = AssertUnwindSafe(|| match job {
        Job::Error(error) => Err(error),
        Job::Document(input) => check_document(&input, fixing),
        Job::Part(input, part) => check_part(&input, part),
    });
    catch_unwind(work).unwrap_or_else(|_| {
        let message = "it could not be checked because of a bug in offerlint";
        let general = || FileError::general(message);
        Err(input.map_or_else(general, |input| FileError::new(&input.file.path, message)))
    })
}

fn check_part(input: &Input, part: Part) -> Result<CheckedFile, FileError> {
    match part {
        Part::Lines(chunk) => check_chunk(input, chunk),
        Part::Har => Ok(CheckedFile::new(input.file.linted(Origin::default(), Vec::new()))),
        Part::HarEntry(entry) => Ok(CheckedFile::new(input.file.lint_har_entry(entry))),
        Part::Error(error) => Err(error),
    }
}

fn check_chunk(input: &Input, chunk: NdjsonChunk) -> Result<CheckedFile, FileError> {
    let NdjsonChunk { bytes, origin, too_long } = chunk;
    let settings = &input.file.settings;
    let found = match too_long {
        true => vec![settings.too_long(&origin)],
        false => settings
            .lint_lines(&bytes, &origin)
            .map_err(|error| FileError::new(&input.file.path, error))?,
    };
    let text = if found.is_empty() { Vec::new() } else { bytes };
    let mut file = CheckedFile::new(input.file.linted(origin, found));
    file.linted.text = text;
    Ok(file)
}

/// Attempts to fix a file that other processes write at the same time.
const MAX_ATTEMPTS: usize = 8;

/// Reads, checks and fixes a whole document.
fn check_document(input: &Input, fixing: Fixing) -> Result<CheckedFile, FileError> {
    let path = &input.file.path;
    for _ in 0..MAX_ATTEMPTS {
        let mut bytes = Vec::new();
        let read = match input.source {
            Source::StandardInput => io::stdin().lock().read_to_end(&mut bytes).map(|_| ()),
            Source::File => read_file(path).map(|content| bytes = content),
        };
        read.map_err(|error| FileError::new(path, error))?;
        let mut file = CheckedFile::new(input.file.lint(bytes)?);
        if fixing != Fixing::Off {
            let lint = |text: &[u8]| {
                let linted = input.file.lint(text.to_vec());
                linted.map(|linted| linted.diagnostics).unwrap_or_default()
            };
            if fixing::fix_file(&mut file, lint, input, fixing) == Outcome::Outdated {
                continue;
            }
        }
        let is_piped = input.source == Source::StandardInput && fixing != Fixing::Off;
        if file.linted.diagnostics.is_empty() && file.after.is_none() && !is_piped {
            file.linted.text = Vec::new();
        }
        return Ok(file);
    }
    Err(FileError::new(path, "the fixes cannot be written: other processes keep changing the file"))
}
