//! The files of a run that are not input: reports, baseline, configuration.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use offerlint::inputs::clean_path;

use super::arguments::{CheckArgs, Format};
use super::real_paths::RealPaths;

/// A report file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ReportFile {
    pub(crate) format: Format,
    pub(crate) path: String,
}

impl ReportFile {
    /// The report files of `--output FORMAT=FILE`.
    pub(crate) fn parse_all(args: &CheckArgs) -> Result<Vec<Self>, String> {
        args.output.output.iter().map(|value| Self::parse(value)).collect()
    }

    fn parse(value: &str) -> Result<Self, String> {
        let (name, path) = value.split_once('=').unwrap_or((value, ""));
        match Format::from_str(name, true) {
            Ok(format) if !path.is_empty() => Ok(Self { format, path: path.to_owned() }),
            _ => {
                let formats: Vec<_> =
                    Format::value_variants().iter().filter_map(Format::to_possible_value).collect();
                let names: Vec<&str> = formats.iter().map(|value| value.get_name()).collect();
                let (value, names) = (value.escape_debug(), names.join(", "));
                Err(format!("--output {value} is not FORMAT=FILE; formats are {names}"))
            }
        }
    }
}

/// Files that are not input, by their real path, with what they are.
#[derive(Default)]
pub(crate) struct ReservedFiles {
    files: BTreeMap<PathBuf, &'static str>,
}

impl ReservedFiles {
    /// The reserved files of a run. It is an error if a report would overwrite one of the others.
    pub(crate) fn from_args(args: &CheckArgs) -> Result<Self, String> {
        let mut files = BTreeMap::new();
        let mut places = RealPaths::default();
        let mut place = |path: &Path| {
            let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
            places.of(&clean_path(&absolute))
        };
        for (path, what) in
            [(&args.rules.baseline, "the baseline"), (&args.files.config, "the configuration")]
        {
            files.extend(path.as_deref().map(|path| (place(path), what)));
        }
        for report in ReportFile::parse_all(args)? {
            let path = Path::new(&report.path);
            // Several reports may go to a pipe or a device.
            if path.metadata().is_ok_and(|found| !found.is_file()) {
                continue;
            }
            if let Some(what) = files.insert(place(path), "a file of --output") {
                return Err(format!("--output {}: it is {what}, too", report.path));
            }
        }
        Ok(Self { files })
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The use of a reserved file, by its real path; none if the file is not reserved.
    pub(crate) fn purpose(&self, place: &Path) -> Option<&'static str> {
        self.files.get(place).copied()
    }
}
