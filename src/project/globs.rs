//! Globs over paths and over JSON Pointers.

use std::path::Path;

use globset::{GlobBuilder, GlobMatcher};

/// A glob over paths: `*` stays within a folder, `**` does not. As in .gitignore, a glob without a
/// slash matches in every folder, and one that matches a folder matches everything in it.
#[derive(Clone, Debug)]
pub(crate) struct PathGlob {
    source: String,
    /// The path itself, and everything in it.
    matchers: [GlobMatcher; 2],
}

impl PathGlob {
    pub(crate) fn new(glob: &str) -> Result<Self, String> {
        check_size(glob)?;
        let source = glob.to_owned();
        let relative = glob.strip_prefix("./").unwrap_or(glob).trim_end_matches('/');
        let glob = match relative.strip_prefix('/') {
            Some(anchored) => anchored.to_owned(),
            None if relative.contains('/') => relative.to_owned(),
            None => format!("**/{relative}"),
        };
        let matchers = [compile(&glob)?, compile(&format!("{glob}/**"))?];
        Ok(Self { source, matchers })
    }

    /// The glob as it was written.
    pub(crate) fn source(&self) -> &str {
        &self.source
    }

    pub(crate) fn is_match(&self, path: &Path) -> bool {
        self.matchers.iter().any(|glob| glob.is_match(path))
    }
}

/// A glob over JSON Pointers: `*` is one reference token, `**` any number.
pub(crate) fn pointer_glob(glob: &str) -> Result<GlobMatcher, String> {
    check_size(glob)?;
    compile(glob)
}

/// Limits of a glob. The `globset` crate panics or overflows the stack on braces nested hundreds
/// deep.
const MAX_CHARACTERS: usize = 1024;
const MAX_BRACES: usize = 32;

fn check_size(glob: &str) -> Result<(), String> {
    if glob.chars().nth(MAX_CHARACTERS).is_some() {
        return Err(format!("a glob has at most {MAX_CHARACTERS} characters"));
    }
    match glob.matches('{').nth(MAX_BRACES) {
        Some(_) => Err(format!("a glob has at most {MAX_BRACES} opening braces")),
        None => Ok(()),
    }
}

fn compile(glob: &str) -> Result<GlobMatcher, String> {
    let glob = GlobBuilder::new(glob).literal_separator(true).build();
    Ok(glob.map_err(|error| error.to_string())?.compile_matcher())
}
