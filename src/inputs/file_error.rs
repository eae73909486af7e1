//! The error of one file.

use std::fmt;
use std::path::Path;

use serde::Serialize;

use super::paths::display_path;

/// An error that concerns one file, or the whole run. API keys in the message are masked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FileError {
    /// The path as outputs show it; none for an error of the whole run.
    pub file: Option<String>,
    /// The reason.
    pub message: String,
}

impl FileError {
    /// An error of a file.
    pub fn new(path: &Path, message: impl ToString) -> Self {
        Self { file: Some(display_path(path)), ..Self::general(message) }
    }

    /// An error that belongs to no file.
    pub fn general(message: impl ToString) -> Self {
        Self { file: None, message: crate::mask_secrets(&message.to_string()) }
    }
}

/// `file: message`, unescaped.
impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.file {
            Some(file) => write!(f, "{file}: {}", self.message),
            None => f.write_str(&self.message),
        }
    }
}

impl std::error::Error for FileError {}
