//! `offerlint check --watch`

use std::collections::BTreeSet;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::check::Check;
use crate::cli::arguments::{CheckArgs, Format};
use crate::cli::count::counted;
use crate::cli::interrupt::{self, Signal};
use crate::cli::lint_cache::LintCache;
use crate::cli::run::{PreparedRun, Refusal};
use crate::cli::status::Status;
use crate::cli::streams::{print_error, standard_output};
use crate::cli::watched_files::{Changes, WatchedFiles};

/// Checks, and checks again after every change, until a signal.
pub(crate) fn run(args: Box<CheckArgs>) -> io::Result<Status> {
    let args: Arc<CheckArgs> = Arc::from(args);
    match begin(&args) {
        Ok((watched, first)) => watch(&args, watched, first),
        Err(Refusal { status, message }) => {
            print_error(&message);
            Ok(status)
        }
    }
}

/// The files that are watched, and the first check.
fn begin(args: &Arc<CheckArgs>) -> Result<(WatchedFiles, Check), Refusal> {
    if args.paths.iter().any(|path| path == Path::new("-")) {
        return Err("--watch cannot check standard input; name files or folders".to_owned().into());
    }
    if !matches!(args.output.format, None | Some(Format::Human | Format::Concise)) {
        let message = "--watch prints for people: use --format human or concise, and --output \
                       FORMAT=FILE for a report that is kept up to date";
        return Err(message.to_owned().into());
    }
    let missing = args.paths.iter().find(|path| path.symlink_metadata().is_err());
    // From here on changes are noticed, so that none is lost before the first check.
    let watched = match missing {
        None => WatchedFiles::new(args)?,
        Some(path) => {
            return Err(format!("{}: there is no such file or folder", path.display()).into());
        }
    };
    Ok((watched, Check::prepare(Arc::clone(args))?))
}

fn watch(args: &Arc<CheckArgs>, mut watched: WatchedFiles, first: Check) -> io::Result<Status> {
    let mut cache = LintCache::default();
    let mut next = Ok(first);
    let mut changes = Changes::default();
    loop {
        clear_screen()?;
        match next {
            Ok(check) => {
                let documents = documents(check.prepared());
                let before = watched.replace_documents(documents.clone());
                cache.forget(&changes, &before, &documents);
                watch_own_schemas(&mut watched, check.prepared());
                let mut has_reader = true;
                check.run_with(|prepared, receive| {
                    let outcome = cache.check_all(prepared, receive);
                    let gone = |error: &io::Error| error.kind() == io::ErrorKind::BrokenPipe;
                    has_reader = !outcome.as_ref().is_err_and(gone);
                    outcome
                })?;
                if !has_reader {
                    return Ok(Status::Clean);
                }
            }
            // For example, an offerlint.toml is half written.
            Err(Refusal { message, .. }) => {
                cache.clear();
                print_error(&message);
            }
        }
        if interrupt::caught().is_none() {
            let count = counted(watched.count(), "file");
            let _ = writeln!(io::stderr(), "watching {count}; Ctrl-C ends it");
        }
        match watched.next()? {
            Some(found) => changes = found,
            None => return Ok(interrupt::caught().map_or(Status::Interrupted, Signal::status)),
        }
        next = Check::prepare(Arc::clone(args));
    }
}

fn documents(prepared: &PreparedRun) -> BTreeSet<PathBuf> {
    prepared.inputs.documents.iter().map(|input| input.file.absolute.clone()).collect()
}

/// Own contracts have schemas in the folder of their configuration.
fn watch_own_schemas(watched: &mut WatchedFiles, prepared: &PreparedRun) {
    let configurations = prepared.inputs.documents.iter().filter_map(|input| {
        let configuration = input.file.settings.configuration();
        let has_own = configuration.contract_names().count() > offerlint::Contract::all().count();
        configuration.path().filter(|_| has_own)?.parent()
    });
    for folder in BTreeSet::from_iter(configurations) {
        if let Err(message) = watched.watch_folder(folder.to_owned()) {
            print_error(&message);
        }
    }
}

/// Clears a terminal, so that it shows the current findings only.
fn clear_screen() -> io::Result<()> {
    if io::stdout().is_terminal() {
        let mut out = standard_output();
        out.write_all(b"\x1b[2J\x1b[H")?;
        out.flush()?;
    }
    Ok(())
}
