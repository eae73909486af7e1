//! A contract that a configuration defines by a JSON Schema.

use std::fs;
use std::path::{Component, Path};

use serde_json::Value;

use crate::inputs::ImplicitFile;
use crate::{Contract, CustomContract, SchemaOptions};

/// An entry of `[contracts]`.
pub(super) struct OwnContract<'e> {
    pub(super) name: &'e str,
    /// The schema file as written.
    pub(super) schema: &'e Path,
    pub(super) extends: Option<Contract>,
    /// Whether `format` is asserted.
    pub(super) assert_formats: bool,
}

impl OwnContract<'_> {
    /// Reads the schema and the files that it refers to, and builds the contract. All of them must
    /// be in the folder of the configuration.
    pub(super) fn build(&self, folder: &Path) -> Result<CustomContract, String> {
        let schema = read(folder, self.schema)?;
        let parts = self.schema.components().filter_map(|part| match part {
            Component::Normal(part) => Some(part.to_string_lossy()),
            _ => None,
        });
        let encode = |part: &str| part.replace('%', "%25").replace('#', "%23").replace('?', "%3F");
        let path = parts.map(|part| encode(&part)).collect::<Vec<_>>().join("/");
        let options = SchemaOptions {
            extends: self.extends,
            assert_formats: self.assert_formats,
            path: &path,
            load: Some(&|path| read(folder, Path::new(path))),
        };
        CustomContract::with_options(self.name, &schema, options).map_err(|error| error.to_string())
    }
}

/// Reads a schema file of the folder.
fn read(folder: &Path, schema: &Path) -> Result<Value, String> {
    let bytes = read_bytes(folder, schema)?;
    let json = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    serde_json::from_slice(json)
        .map_err(|error| format!("{} is not JSON: {error}", schema.display()))
}

fn read_bytes(folder: &Path, schema: &Path) -> Result<Vec<u8>, String> {
    let is_inside = |part| matches!(part, Component::Normal(_) | Component::CurDir);
    let leads_inside = |path: &Path| {
        let (path, folder) = (fs::canonicalize(path), fs::canonicalize(folder));
        path.ok().zip(folder.ok()).is_some_and(|(path, folder)| path.starts_with(folder))
    };
    let path = folder.join(schema);
    if !schema.components().all(is_inside) || (path.exists() && !leads_inside(&path)) {
        return Err("the schema must be in the folder of this configuration".to_owned());
    }
    // Opening a pipe would block.
    if path.exists() && !path.is_file() {
        return Err(format!("{} is not a file", schema.display()));
    }
    ImplicitFile(&path).read().map_err(|error| format!("{}: {error}", schema.display()))
}
