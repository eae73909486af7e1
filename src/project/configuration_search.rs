//! The configuration of a folder, and the contract that it or the folders give a file.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::configuration::{CONFIGURATION_NAME, Configuration, ConfigurationError};
use super::contract_ref::ContractRef;
use super::skipped_file::folder_names;
use crate::inputs::ImplicitFile;

/// The nearest configuration of a folder and those above it.
pub(super) fn nearest_configuration(
    folder: &Path,
    known: &mut HashMap<PathBuf, Arc<Configuration>>,
) -> Result<Arc<Configuration>, ConfigurationError> {
    if let Some(configuration) = known.get(folder) {
        return Ok(Arc::clone(configuration));
    }
    let file = folder.join(CONFIGURATION_NAME);
    let metadata = file.symlink_metadata();
    if metadata.is_ok() && ImplicitFile(&file).is_not_regular_file() {
        return Err(ConfigurationError(ImplicitFile(&file).refusal("config")));
    }
    let configuration = match folder.parent() {
        _ if metadata.is_ok() && file.is_file() => Arc::new(Configuration::load(&file)?),
        Some(parent) => nearest_configuration(parent, known)?,
        None => Arc::default(),
    };
    known.insert(folder.to_owned(), Arc::clone(&configuration));
    Ok(configuration)
}

/// The contract that the configuration or the folders of a file give it.
pub(super) fn contract_of_file(
    absolute: &Path,
    configuration: &Configuration,
) -> Option<ContractRef> {
    let configured = configuration.contract_of(absolute).cloned();
    configured.or_else(|| contract_from_folders(absolute, configuration))
}

/// The contract that two folders of a path name, the nearest ones first.
fn contract_from_folders(path: &Path, configuration: &Configuration) -> Option<ContractRef> {
    let folders = folder_names(path);
    folders.windows(2).rev().find_map(|pair| configuration.contract(&pair.join("/")))
}
