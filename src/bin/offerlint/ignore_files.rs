//! Files that say what a search passes over. The crate that obeys them reads each one whole, whatever
//! it is; so they are looked at first.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use crate::found::MOST;
use crate::input::Fault;

/// What keeps the files of a folder, and of those above it, from being read.
pub(crate) fn fault_above(folder: &Path) -> Option<Fault> {
    let place = folder.canonicalize().ok()?;
    place.ancestors().find_map(fault_in)
}

/// What keeps the files of a folder from being read.
pub(crate) fn fault_in(folder: &Path) -> Option<Fault> {
    let [ignore, of_git, git] = [".ignore", ".gitignore", ".git"].map(|name| folder.join(name));
    let exclude = |git: PathBuf| fault_of(&git.join("info/exclude"));
    fault_of(&ignore).or_else(|| fault_of(&of_git)).or_else(|| match git.is_dir() {
        true => exclude(git),
        // Of a work tree, the file leads to a folder, and that one to the repository.
        false => fault_of(&git).or_else(|| {
            let tree = PathBuf::from(first_line(&git)?.strip_prefix("gitdir: ")?);
            let common = tree.join("commondir");
            fault_of(&common).or_else(|| exclude(tree.join(first_line(&common)?)))
        }),
    })
}

fn first_line(path: &Path) -> Option<String> {
    let mut line = String::new();
    BufReader::new(File::open(path).ok()?.take(MOST)).read_line(&mut line).ok()?;
    Some(line.trim_end_matches(['\r', '\n']).to_owned())
}

/// A folder of that name is none of these files, and nobody reads it.
fn fault_of(path: &Path) -> Option<Fault> {
    let found = path.metadata().ok().filter(|found| !found.is_dir())?;
    let why = match found.is_file() {
        false => "it is not a regular file".to_owned(),
        true if found.len() > MOST => format!("the file has more than {MOST} bytes"),
        true => return None,
    };
    let message = format!("{why}, so its folder is not searched; --no-ignore leaves it unread");
    Some(Fault::new(path, message))
}
