//! The baseline and its file.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use offerlint::inputs::{FileError, ImplicitFile};
use offerlint::project::{BASELINE_NAME, Baseline};

use super::arguments::RuleArgs;
use super::atomic_write;

/// A baseline and its file.
pub(crate) struct BaselineFile {
    pub(crate) baseline: Baseline,
    path: PathBuf,
    /// Whether the command line names the file; one that does not must be a regular file.
    named: bool,
}

impl BaselineFile {
    /// An empty baseline that will be written.
    pub(crate) fn new(args: &RuleArgs) -> Result<Self, String> {
        let path = args.baseline.as_deref().unwrap_or(Path::new(BASELINE_NAME));
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let baseline = Baseline::new(path.parent().unwrap_or(Path::new("")));
        let new = Self { baseline, path, named: args.baseline.is_some() };
        new.refusal().map_or(Ok(new), Err)
    }

    /// Reads the baseline; none if the command line names none and there is none.
    pub(crate) fn load(args: &RuleArgs) -> Result<Option<Self>, String> {
        if args.no_baseline {
            return Ok(None);
        }
        let mut file = Self::new(args)?;
        let name = args.baseline.as_deref().unwrap_or(Path::new(BASELINE_NAME)).display();
        let read = if file.named { fs::read(&file.path) } else { ImplicitFile(&file.path).read() };
        let bytes = match read {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound && !file.named => {
                return Ok(None);
            }
            Err(error) => return Err(format!("{name}: {error}")),
        };
        let folder = file.path.parent().unwrap_or(Path::new(""));
        file.baseline =
            Baseline::from_json(&bytes, folder).map_err(|error| format!("{name}: {error}"))?;
        Ok(Some(file))
    }

    fn refusal(&self) -> Option<String> {
        let file = ImplicitFile(&self.path);
        (!self.named && file.is_not_regular_file()).then(|| file.refusal("baseline"))
    }

    /// Writes a baseline to the file.
    pub(crate) fn write(&self, json: &[u8]) -> Result<(), FileError> {
        let outcome = match self.refusal() {
            Some(refusal) => Err(io::Error::other(refusal)),
            None => atomic_write::write(&self.path, json),
        };
        outcome.map_err(|error| {
            FileError::new(&self.path, format!("the baseline cannot be written: {error}"))
        })
    }
}
