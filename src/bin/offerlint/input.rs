//! Which files are checked, and as what.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use ignore::types::TypesBuilder;
use ignore::{WalkBuilder, WalkState};

use crate::args::CheckArgs;
use crate::config::Judge;
use crate::ignore_files;
use crate::interrupt;
use crate::target::{Plan, Target};

/// Where a document comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    StandardInput,
    File(PathBuf),
}

/// How the payloads stand in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layout {
    /// The file is a payload.
    Single,
    /// The file is an array of payloads.
    Each,
    /// Every line is a payload.
    Lines,
}

impl Layout {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Single => "json",
            Self::Each => "array",
            Self::Lines => "ndjson",
        }
    }
}

/// A document to check.
#[derive(Clone)]
pub(crate) struct Input {
    pub(crate) source: Source,
    /// The path that outputs show, and that contract and configuration are told by.
    pub(crate) path: PathBuf,
    pub(crate) layout: Layout,
    pub(crate) plan: Arc<Plan>,
}

/// A file that cannot be checked.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub(crate) struct Fault {
    pub(crate) file: Option<String>,
    pub(crate) message: String,
}

impl Fault {
    pub(crate) fn new(path: &Path, message: impl ToString) -> Self {
        Self { file: Some(display(path)), ..Self::general(message) }
    }

    pub(crate) fn general(message: impl ToString) -> Self {
        Self { file: None, message: offerlint::mask_secrets(&message.to_string()) }
    }
}

/// What was found on the paths of a run.
#[derive(Default)]
pub(crate) struct Inputs {
    pub(crate) documents: Vec<Input>,
    pub(crate) faults: Vec<Fault>,
    /// Files whose contract nobody told.
    pub(crate) skipped: usize,
}

/// Finds everything that the paths name, in the order of the paths, folders sorted.
pub(crate) fn find(args: &CheckArgs, target: &mut Target) -> Result<Inputs, String> {
    let mut finder = Finder { args, target, inputs: Inputs::default() };
    if args.paths.is_empty() {
        // Nobody typed that folder, so nobody is shown it.
        finder.walk(Path::new("."), true)?;
    }
    for path in &args.paths {
        if path.as_os_str() == "-" {
            finder.standard_input()?;
        } else if path.is_dir() {
            finder.walk(path, false)?;
        } else {
            finder.file(path)?;
        }
    }
    // A file that is reached twice is checked once.
    let mut places = Places::default();
    let mut seen = HashSet::new();
    finder.inputs.documents.retain(|input| match &input.source {
        Source::StandardInput => true,
        Source::File(path) => seen.insert(places.of(path)),
    });
    Ok(finder.inputs)
}

/// Where files really are; each folder is looked up once.
#[derive(Default)]
struct Places {
    folders: HashMap<PathBuf, PathBuf>,
}

impl Places {
    fn of(&mut self, path: &Path) -> PathBuf {
        let is_link = path.symlink_metadata().is_ok_and(|file| file.is_symlink());
        let (Some(folder), Some(name), false) = (path.parent(), path.file_name(), is_link) else {
            return canonical(path);
        };
        if let Some(folder) = self.folders.get(folder) {
            return folder.join(name);
        }
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let place = canonical(folder);
        let file = place.join(name);
        self.folders.insert(path.parent().unwrap_or(folder).to_owned(), place);
        file
    }
}

fn canonical(path: &Path) -> PathBuf {
    std::fs::canonicalize(path).unwrap_or_else(|_| crate::target::absolute(path))
}

struct Finder<'f> {
    args: &'f CheckArgs,
    target: &'f mut Target,
    inputs: Inputs,
}

impl Finder<'_> {
    fn layout(&self, path: &Path) -> Layout {
        let extension =
            path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        let is_lines =
            ["ndjson", "jsonl"].iter().any(|known| known.eq_ignore_ascii_case(extension));
        if self.args.files.ndjson || is_lines {
            Layout::Lines
        } else if self.args.files.each {
            Layout::Each
        } else {
            Layout::Single
        }
    }

    fn standard_input(&mut self) -> Result<(), String> {
        let name = self.args.files.stdin_filename.clone().unwrap_or_else(|| PathBuf::from("-"));
        self.add(Source::StandardInput, name)
    }

    fn file(&mut self, path: &Path) -> Result<(), String> {
        self.add(Source::File(path.to_owned()), path.to_owned())
    }

    /// Adds a document that the command line names; its contract must be known.
    fn add(&mut self, source: Source, path: PathBuf) -> Result<(), String> {
        match self.target.plan(&path)? {
            Some(plan) => {
                let layout = self.layout(&path);
                self.inputs.documents.push(Input { source, path, layout, plan });
            }
            None => {
                let config = self.target.config_of(&path)?;
                let built_in = offerlint::Contract::all().map(|contract| contract.name());
                let own = config.contracts.keys().map(String::as_str);
                let names: Vec<&str> = built_in.chain(own).collect();
                let message = format!(
                    "its contract cannot be told from its folders; name it with --contract: {}",
                    names.join(", ")
                );
                self.inputs.faults.push(Fault::new(&path, message));
            }
        }
        Ok(())
    }

    /// Searches a folder on all cores.
    fn walk(&mut self, folder: &Path, unnamed: bool) -> Result<(), String> {
        let (mut found, faults) = search(folder, &self.args.files);
        found.sort();
        self.inputs.faults.extend(faults);
        for path in found {
            if interrupt::caught().is_some() {
                break;
            }
            let path = match path.strip_prefix("./") {
                Ok(short) if unnamed => short.to_owned(),
                _ => path,
            };
            let config = self.target.config_of(&path)?;
            if !config.wants(&crate::target::absolute(&path)) {
                continue;
            }
            match self.target.plan(&path)? {
                Some(plan) => {
                    let layout = self.layout(&path);
                    self.inputs.documents.push(Input {
                        source: Source::File(path.clone()),
                        path,
                        layout,
                        plan,
                    });
                }
                None => self.inputs.skipped += 1,
            }
        }
        Ok(())
    }
}

/// The JSON files of a folder, in any order. Links are not followed: they could lead in a circle, or
/// out of the folder to what nobody meant to have read or mended.
fn search(folder: &Path, args: &crate::args::FileArgs) -> (Vec<PathBuf>, Vec<Fault>) {
    let mut types = TypesBuilder::new();
    let globs = ["*.[jJ][sS][oO][nN]", "*.[nN][dD][jJ][sS][oO][nN]", "*.[jJ][sS][oO][nN][lL]"];
    let known = globs.iter().try_for_each(|glob| types.add("payload", glob));
    let mut builder = WalkBuilder::new(folder);
    if let Ok(types) = known.and_then(|()| types.select("payload").build()) {
        builder.types(types);
    }
    builder.hidden(!args.hidden).require_git(false);
    if args.no_ignore {
        builder.git_ignore(false).git_global(false).git_exclude(false).ignore(false).parents(false);
    }
    let unread = Arc::new(Mutex::new(Vec::new()));
    if !args.no_ignore {
        if let Some(fault) = ignore_files::fault_above(folder) {
            return (Vec::new(), vec![fault]);
        }
        let unread = Arc::clone(&unread);
        builder.filter_entry(move |entry| {
            let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
            let fault = is_folder.then(|| ignore_files::fault_in(entry.path())).flatten();
            let is_fine = fault.is_none();
            unread.lock().unwrap_or_else(PoisonError::into_inner).extend(fault);
            is_fine
        });
    }
    let found = Mutex::new((Vec::new(), Vec::new()));
    builder.build_parallel().run(|| {
        Box::new(|entry| {
            let mut found = found.lock().unwrap_or_else(PoisonError::into_inner);
            match entry {
                Ok(entry) => {
                    let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
                    let is_baseline = entry.file_name() == crate::baseline::FILE_NAME;
                    // A name that matches a type would pass although it is hidden.
                    let is_hidden =
                        entry.depth() > 0 && entry.file_name().as_encoded_bytes().starts_with(b".");
                    if is_file && !is_baseline && (args.hidden || !is_hidden) {
                        found.0.push(entry.into_path());
                    }
                }
                Err(error) => found.1.push(Fault::general(error)),
            }
            match interrupt::caught() {
                Some(_) => WalkState::Quit,
                None => WalkState::Continue,
            }
        })
    });
    let (files, mut faults) = found.into_inner().unwrap_or_else(PoisonError::into_inner);
    faults.append(&mut unread.lock().unwrap_or_else(PoisonError::into_inner));
    (files, faults)
}

/// A path as outputs show it: as given, `/`-separated.
pub(crate) fn display(path: &Path) -> String {
    let text = path.to_string_lossy();
    match std::path::MAIN_SEPARATOR {
        '/' => text.into_owned(),
        separator => text.replace(separator, "/"),
    }
}

/// What `--show-files` prints of a file.
pub(crate) fn listed(input: &Input) -> String {
    let kind = match &input.plan.judge {
        Judge::BuiltIn(_) => "",
        Judge::Custom(_) => " (own schema)",
    };
    format!(
        "{}\t{}{kind}\t{}",
        crate::output::shown_first(&display(&input.path)),
        crate::output::shown(input.plan.judge.name()),
        input.layout.name()
    )
}
