//! A contract that a configuration defines by a JSON Schema.

use std::fs;
use std::path::{Component, Path};

use crate::inputs::ImplicitFile;
use crate::{Contract, CustomContract};

/// An entry of `[contracts]`.
pub(super) struct OwnContract<'e> {
    pub(super) name: &'e str,
    /// The schema file as written.
    pub(super) schema: &'e Path,
    pub(super) extends: Option<Contract>,
}

impl OwnContract<'_> {
    /// Reads the schema and builds the contract. The schema must be in the folder of the
    /// configuration.
    pub(super) fn build(&self, folder: &Path) -> Result<CustomContract, String> {
        let bytes = self.read_schema(folder)?;
        let json = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
        let schema = serde_json::from_slice(json)
            .map_err(|error| format!("{} is not JSON: {error}", self.schema.display()))?;
        CustomContract::new(self.name, &schema, self.extends).map_err(|error| error.to_string())
    }

    fn read_schema(&self, folder: &Path) -> Result<Vec<u8>, String> {
        let is_inside = |part| matches!(part, Component::Normal(_) | Component::CurDir);
        let leads_inside = |path: &Path| {
            let (path, folder) = (fs::canonicalize(path), fs::canonicalize(folder));
            path.ok().zip(folder.ok()).is_some_and(|(path, folder)| path.starts_with(folder))
        };
        let path = folder.join(self.schema);
        if !self.schema.components().all(is_inside) || (path.exists() && !leads_inside(&path)) {
            return Err("the schema must be in the folder of this configuration".to_owned());
        }
        // Opening a pipe would block.
        if path.exists() && !path.is_file() {
            return Err(format!("{} is not a file", self.schema.display()));
        }
        ImplicitFile(&path).read().map_err(|error| format!("{}: {error}", self.schema.display()))
    }
}
