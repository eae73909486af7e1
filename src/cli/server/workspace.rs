//! The workspace folders with their configurations, baselines and settings, and the contract of a
//! document.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gen_lsp_types::Uri;
use offerlint::Contract;
use offerlint::inputs::{ImplicitFile, Layout, clean_path};
use offerlint::project::{
    BASELINE_NAME, Baseline, CONFIGURATION_NAME, Configuration, ConfigurationError, ContractRef,
    InputFile, Project,
};

use serde_json::Value;

use super::client_settings::{ClientSettings, contract_of_schema};
use super::documents::{Document, Documents, Kind};
use super::outline::Outline;

/// A folder of the client; or the files outside all folders.
#[derive(Debug)]
struct Folder {
    /// The URI; none for the files outside all folders.
    uri: Option<Uri>,
    root: PathBuf,
    settings: ClientSettings,
    project: Project,
    /// The project before the last change, while a configuration cannot be used.
    last_good: Option<Project>,
    baseline: Option<Arc<Baseline>>,
}

/// The contract and the settings of a document.
#[derive(Clone, Debug)]
pub(crate) struct Target {
    pub(crate) file: InputFile,
    pub(crate) baseline: Option<Arc<Baseline>>,
}

/// The workspace folders.
#[derive(Debug)]
pub(crate) struct Workspace {
    folders: Vec<Folder>,
    /// Errors that the user has not seen yet.
    errors: Vec<String>,
    seen: BTreeSet<String>,
}

impl Workspace {
    /// The folders, and the files outside them, whose paths are relative to `working_folder`.
    pub(crate) fn new(folders: Vec<(Uri, PathBuf)>, working_folder: PathBuf) -> Self {
        let mut workspace = Self { folders: Vec::new(), errors: Vec::new(), seen: BTreeSet::new() };
        for (uri, root) in folders {
            workspace.add(uri, root);
        }
        workspace.folders.push(Folder::new(None, working_folder));
        workspace
    }

    /// Adds a folder.
    pub(crate) fn add(&mut self, uri: Uri, root: PathBuf) {
        self.folders.insert(0, Folder::new(Some(uri), root));
    }

    /// Removes a folder.
    pub(crate) fn remove(&mut self, uri: &Uri) {
        self.folders.retain(|folder| folder.uri.as_ref() != Some(uri));
    }

    /// The URIs of the folders in the order in which [`Workspace::set_settings`] counts them.
    pub(crate) fn scopes(&self) -> Vec<Option<Uri>> {
        self.folders.iter().map(|folder| folder.uri.clone()).collect()
    }

    /// Sets the client's settings of a folder, or of all. Returns whether they are others than before.
    pub(crate) fn set_settings(&mut self, scope: Option<&Uri>, value: &Value) -> bool {
        let (settings, errors) = ClientSettings::of(value);
        for error in errors {
            self.add_error(error);
        }
        let mut is_changed = false;
        for folder in &mut self.folders {
            if scope.is_none_or(|scope| folder.uri.as_ref() == Some(scope)) {
                is_changed |= folder.settings != settings;
                folder.settings = settings.clone();
            }
        }
        is_changed
    }

    /// Sets the client's settings of each folder; those without a URI are of the files outside.
    pub(crate) fn set_all_settings(&mut self, scopes: &[Option<Uri>], values: &[Value]) -> bool {
        let settings = |folder: &Folder| folder.settings.clone();
        let before: Vec<ClientSettings> = self.folders.iter().map(settings).collect();
        // Settings without a URI are applied to every folder first.
        for (scope, value) in scopes.iter().zip(values).rev() {
            self.set_settings(scope.as_ref(), value);
        }
        before != self.folders.iter().map(settings).collect::<Vec<_>>()
    }

    /// Reads configurations and baselines again. The text of open configurations counts before that on
    /// disk.
    pub(crate) fn reload(&mut self, documents: &Documents) {
        let unsaved: Vec<Configuration> = documents
            .iter()
            .filter(|document| document.kind == Kind::Configuration)
            .filter_map(|document| {
                Configuration::parse(&document.text, &clean_path(document.path.as_deref()?)).ok()
            })
            .collect();
        let mut errors = Vec::new();
        for folder in &mut self.folders {
            errors.extend(folder.reload(&unsaved));
        }
        self.seen.clear();
        for error in errors {
            self.add_error(error);
        }
    }

    fn add_error(&mut self, error: String) {
        if self.seen.insert(error.clone()) {
            self.errors.push(error);
        }
    }

    /// The errors since the last call.
    pub(crate) fn take_errors(&mut self) -> Vec<String> {
        std::mem::take(&mut self.errors)
    }

    fn folder_of(&self, path: Option<&Path>) -> Option<&Folder> {
        let Some(path) = path else { return self.folders.first() };
        let is_around = |folder: &&Folder| folder.uri.is_some() && path.starts_with(&folder.root);
        let containing = self.folders.iter().filter(is_around);
        let nearest = containing.max_by_key(|folder| folder.root.components().count());
        nearest.or(self.folders.last())
    }

    /// The contract and the settings of a document; none if it has no contract.
    pub(crate) fn target(&mut self, document: &Document) -> Option<Target> {
        if document.kind != Kind::Payload {
            return None;
        }
        let folder = self.folder_of(document.path.as_deref())?;
        match folder.target(document) {
            Ok(target) => target,
            Err(error) => {
                self.add_error(error);
                None
            }
        }
    }

    /// The names of the contracts that a document can have.
    pub(crate) fn contract_names(&self, document: &Document) -> Vec<String> {
        let folder = self.folder_of(document.path.as_deref());
        let configuration =
            folder.and_then(|folder| folder.project.configuration(&folder.path(document)).ok());
        configuration.unwrap_or_default().contract_names().map(str::to_owned).collect()
    }

    /// The file to which an exception for a document is added: its configuration, or a new one in its
    /// folder.
    pub(crate) fn configuration_path(&self, document: &Document) -> Option<PathBuf> {
        let folder = self.folder_of(document.path.as_deref())?;
        let configuration = folder.project.configuration(document.path.as_deref()?).ok()?;
        let path = configuration.path().map(Path::to_owned);
        path.or_else(|| folder.uri.is_some().then(|| folder.root.join(CONFIGURATION_NAME)))
    }

    /// The files whose changes count: configurations of the folders above the open documents, and
    /// baselines.
    pub(crate) fn watched<'d>(
        &self,
        documents: impl Iterator<Item = &'d Document>,
    ) -> BTreeSet<PathBuf> {
        let mut files: BTreeSet<PathBuf> = BTreeSet::new();
        for folder in &self.folders {
            files.insert(folder.root.join(BASELINE_NAME));
            files.insert(folder.root.join(CONFIGURATION_NAME));
        }
        for path in documents.filter_map(|document| document.path.as_deref()) {
            for folder in path.ancestors().skip(1) {
                // The files above a known one are known, too.
                if !files.insert(folder.join(CONFIGURATION_NAME)) {
                    break;
                }
            }
        }
        files
    }
}

impl Folder {
    fn new(uri: Option<Uri>, root: PathBuf) -> Self {
        let (settings, project) = (ClientSettings::default(), Project::discover(&root));
        Self { uri, root, settings, project, last_good: None, baseline: None }
    }

    /// Reads configuration and baseline again and returns the errors.
    fn reload(&mut self, unsaved: &[Configuration]) -> Vec<String> {
        let mut errors = Vec::new();
        let project = self.settings.apply(Project::discover(&self.root));
        let project = project.unwrap_or_else(|error| {
            errors.push(error.to_string());
            Project::discover(&self.root)
        });
        let project = unsaved.iter().cloned().fold(project, Project::with_unsaved);
        let before = std::mem::replace(&mut self.project, project);
        let any_file = self.root.join("any.json");
        match self.project.configuration(&any_file) {
            Ok(_) => self.last_good = None,
            Err(error) => {
                errors.push(error.to_string());
                if self.last_good.is_none() && before.configuration(&any_file).is_ok() {
                    self.last_good = Some(before);
                }
            }
        }
        match read_baseline(&self.root) {
            Ok(baseline) => self.baseline = baseline.map(Arc::new),
            Err(error) => errors.push(error),
        }
        errors
    }

    /// The path of a document; untitled ones are treated as files in the folder.
    fn path(&self, document: &Document) -> PathBuf {
        document.path.clone().unwrap_or_else(|| self.root.join("untitled.json"))
    }

    /// The contract comes from the user's choice, the project, a `"$schema"`, or the client's settings.
    fn target(&self, document: &Document) -> Result<Option<Target>, String> {
        let path = self.path(document);
        let text = |error: ConfigurationError| error.to_string();
        let project = match self.project.configuration(&path) {
            Ok(_) => &self.project,
            Err(error) => self.last_good.as_ref().ok_or_else(|| text(error))?,
        };
        let mut file = project.file(&path).map_err(text)?;
        file.layout = document.layout;
        let configuration = Arc::clone(&file.settings);
        let configuration = configuration.configuration();
        let named = |name: &str| match configuration.contract(name) {
            Some(contract) => Ok(contract),
            None => Contract::by_name_or_end(name).map(ContractRef::BuiltIn),
        };
        let named = |name: &str| named(name).map_err(|error| error.to_string());
        let is_excluded = document.path.is_some() && !configuration.includes(&file.absolute);
        let contract = if let Some(chosen) = &document.chosen {
            Some(named(chosen)?)
        } else if is_excluded {
            return Ok(None);
        } else if file.is_capture() {
            // Each of its calls has its own contract.
            None
        } else if document.path.is_some() && file.settings.has_contract() {
            None
        } else if let Some(contract) = schema_contract(&document.text) {
            Some(contract)
        } else if let Some(name) = &self.settings.contract {
            Some(named(name)?)
        } else {
            return Ok(None);
        };
        if let Some(contract) = contract {
            file.layout = if file.is_capture() { Layout::Single } else { file.layout };
            file.settings = project.settings_with(&path, contract).map_err(text)?;
        }
        let baseline = self.baseline.clone().filter(|_| document.path.is_some());
        Ok(Some(Target { file, baseline }))
    }
}

/// Bytes at the start of a document that are searched for a `"$schema"`.
const SCHEMA_SEARCH: usize = 4096;

/// The contract that the top-level member `"$schema"` names.
fn schema_contract(text: &str) -> Option<ContractRef> {
    let end = (0..=SCHEMA_SEARCH.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
    let start = &text[..end.unwrap_or_default()];
    if !start.contains("\"$schema\"") {
        return None;
    }
    let outline = Outline::read(start);
    let schema = outline.member(outline.root()?, "$schema")?;
    let schema: String = serde_json::from_str(outline.raw(schema)).ok()?;
    contract_of_schema(&schema).map(ContractRef::BuiltIn)
}

fn read_baseline(root: &Path) -> Result<Option<Baseline>, String> {
    let path = root.join(BASELINE_NAME);
    let file = ImplicitFile(&path);
    if file.is_not_regular_file() {
        return Err(file.refusal("baseline"));
    }
    match file.read() {
        Ok(bytes) => Baseline::from_json(&bytes, root)
            .map(Some)
            .map_err(|error| format!("{}: {error}", path.display())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(format!("{}: {error}", path.display())),
    }
}
