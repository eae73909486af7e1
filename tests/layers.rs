//! Every import points down: a file imports only from files and rooms that are listed before it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The layers, bottom to top: a room, and its files bottom to top. The file of the room itself
/// (`src/inputs.rs`, `src/cli/mod.rs`) comes last. With `*` instead of a list the files of a room may
/// import each other without a circle, with `~` as they like: a table names its rules, and the rules
/// name the table's fields.
const LAYERS: &[(&str, &str)] = &[
    ("json", "*"),
    ("diagnostics", "*"),
    ("contract", "~"),
    ("fields", "*"),
    ("fast", "~"),
    ("linter", "*"),
    ("providers", "~"),
    ("rules", ""),
    ("fixing", ""),
    ("typed", "*"),
    ("custom", "*"),
    ("captures", "*"),
    ("inputs", "capture_files paths implicit_file read_file payloads ndjson_chunks file_error ignore_files walk"),
    (
        "project",
        "fail_on fingerprint contract_ref globs on_unmatched configuration_keys own_contract configuration skipped_file read_configuration file_settings
         linted_file input_file stable_pointers baseline configuration_search resolver project_options project_files",
    ),
    (
        "cli",
        "count status width display_safe streams interrupt atomic_write arguments/check arguments command_hints progress worker_pool
         real_paths baseline_file checked_file totals rule_text rule_groups proposed_files listings reserved_files run_settings
         input_files unused_entries fixing streamed_file jobs run watched_files lint_cache
         outputs/output outputs/safe_json outputs/fingerprints outputs/report_paths outputs/report outputs/source outputs/excerpt
         outputs/finding_text outputs/summary outputs/concise
         outputs/diff outputs/github outputs/gitlab outputs/human outputs/json outputs/junit
         outputs/rdjson outputs/sarif/result outputs/sarif outputs/html/escape outputs/html/snippet outputs/html/finding
         outputs/html/notes outputs/html/page outputs/html outputs
         server/transport server/positions server/client server/client_settings server/documents
         server/outline server/outline_reader server/workspace server/lint server/diagnostics
         server/worker server/watch server/edits server/exceptions server/fields server/url_parts
         server/snippets server/repair server/configuration_completion server/completion server/hover
         server/session server/symbols server/schedule server/commands server/code_actions
         server/initialize server/notifications server/requests server
         commands/baseline commands/check commands/completions commands/contracts commands/example
         commands/explain commands/init commands/man commands/rules commands/schema commands/watch
         commands",
    ),
];

/// The files of the Python module, bottom to top; `arrow` is a room.
const PYTHON: &[(&str, &str)] = &[
    ("json", ""),
    ("html", ""),
    ("walk", ""),
    ("payload", ""),
    ("settings", ""),
    ("diagnostic", ""),
    ("report", ""),
    ("shared_linter", ""),
    ("fixing", ""),
    ("lines", ""),
    ("arrow", "import findings"),
    ("linter", ""),
    ("catalog", ""),
    ("lib", ""),
];

/// Source text by module, such as `project/baseline`.
type Sources = BTreeMap<String, String>;

/// The paths that follow `crate::` and `super::` in a source text, as modules from the crate's root,
/// such as `inputs/paths/clean_path`.
fn imports(module: &str, source: &str) -> BTreeSet<String> {
    let code = source.split("#[cfg(test)]").next().unwrap_or_default();
    let code: Vec<&str> = code.lines().map(|line| line.split("//").next().unwrap()).collect();
    let code = code.join(" ");
    let parent = module.rsplit_once('/').map_or("", |(parent, _)| parent);
    let mut found = BTreeSet::new();
    for (keyword, base) in [("crate::", ""), ("super::", parent)] {
        for (at, _) in code.match_indices(keyword) {
            // `super::super::` is found at its second half and would be read wrongly.
            assert!(!code[at..].starts_with("super::super::"), "{module}: write crate:: instead");
            tree(&code[at + keyword.len()..], base, &mut found);
        }
    }
    found
}

/// Reads a path or a `{…}` list of paths. Returns the text after it.
fn tree<'c>(code: &'c str, base: &str, found: &mut BTreeSet<String>) -> &'c str {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    if let Some(mut rest) = code.strip_prefix('{') {
        while !rest.starts_with('}') && !rest.is_empty() {
            rest = tree(rest.trim_start(), base, found).trim_start();
            rest = rest.strip_prefix(',').unwrap_or(rest).trim_start();
        }
        return rest.strip_prefix('}').unwrap_or(rest);
    }
    let end = code.find(|c| !is_word(c)).unwrap_or(code.len());
    let (name, rest) = code.split_at(end);
    let path = if base.is_empty() { name.to_owned() } else { format!("{base}/{name}") };
    match rest.strip_prefix("::") {
        Some(rest) if name != "self" => tree(rest, &path, found),
        _ => {
            // `super::$name` in a macro names an item of the file that uses it.
            if !rest.starts_with('$') {
                found.insert(if matches!(name, "self" | "") { base.to_owned() } else { path });
            }
            // Skips `as name` and anything else up to the end of the item.
            &rest[rest.find([',', '}', ';']).unwrap_or(rest.len())..]
        }
    }
}

/// The module of an import: the longest prefix that is one.
fn target<'i>(import: &'i str, sources: &Sources) -> Option<&'i str> {
    let ends = std::iter::once(import.len()).chain(import.rmatch_indices('/').map(|(at, _)| at));
    ends.map(|end| &import[..end]).find(|prefix| sources.contains_key(*prefix))
}

/// The place of a file in a room without an order.
const FREE: usize = usize::MAX - 1;

/// Everything that is wrong with the imports.
fn violations(sources: &Sources, layers: &[(&str, &str)]) -> Vec<String> {
    let mut all = Vec::new();
    let mut order: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (level, (room, files)) in layers.iter().enumerate() {
        let listed: Vec<&str> = files.split_whitespace().collect();
        for (at, file) in listed.iter().filter(|file| !["*", "~"].contains(file)).enumerate() {
            order.insert(format!("{room}/{file}"), (level, at + 1));
        }
        order.insert((*room).to_owned(), (level, usize::MAX));
        for module in sources.keys().filter(|module| module.starts_with(&format!("{room}/"))) {
            match listed[..] {
                ["*"] => drop(order.insert(module.clone(), (level, 0))),
                ["~"] => drop(order.insert(module.clone(), (level, FREE))),
                _ if !order.contains_key(module) => all.push(format!("{module} is not listed")),
                _ => {}
            }
        }
    }
    all.extend(order.keys().filter(|m| !sources.contains_key(*m)).map(|m| format!("no file {m}")));
    let mut open: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for (module, own) in &order {
        for import in imports(module, sources.get(module).map_or("", String::as_str)) {
            let Some(target) = target(&import, sources).filter(|target| target != module) else {
                continue;
            };
            let Some(theirs) = order.get(target) else { continue };
            let is_in_open_room = theirs.0 == own.0 && (theirs.1, own.1) == (0, 0);
            let is_in_free_room = theirs.0 == own.0 && theirs.1 == FREE && own.1 >= FREE;
            if is_in_free_room {
                continue;
            }
            if is_in_open_room {
                open.entry(module).or_default().insert(target.to_owned());
            } else if theirs >= own {
                all.push(format!("{module} imports {import}, which is above it"));
            }
        }
    }
    // Files that import no open file are not part of a circle.
    while !open.is_empty() {
        let names: BTreeSet<String> = open.keys().map(|name| (*name).to_owned()).collect();
        let before = open.len();
        open.retain(|_, imports| imports.iter().any(|import| names.contains(import)));
        if open.len() == before {
            all.push(format!("a circle goes through {}", Vec::from_iter(names).join(", ")));
            break;
        }
    }
    all
}

fn read(folder: &Path, base: &str, sources: &mut Sources) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let stem = path.file_stem().unwrap().to_str().unwrap();
        let module = match (base, stem) {
            ("", _) => stem.to_owned(),
            (_, "mod") => base.to_owned(),
            _ => format!("{base}/{stem}"),
        };
        if path.is_dir() {
            read(&path, &module, sources);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            sources.insert(module, fs::read_to_string(&path).unwrap());
        }
    }
}

#[test]
fn every_import_points_down() {
    let mut sources = Sources::new();
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), "", &mut sources);
    let all = violations(&sources, LAYERS);
    assert!(all.is_empty(), "{}", all.join("\n"));
}

#[test]
fn every_import_of_the_python_module_points_down() {
    let mut sources = Sources::new();
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("bindings/python/src"), "", &mut sources);
    let mut all = violations(&sources, PYTHON);
    let rooms = sources.keys().filter(|module| !module.contains('/'));
    let unknown = rooms.filter(|room| PYTHON.iter().all(|(known, _)| known != room));
    all.extend(unknown.map(|room| format!("{room} is not listed")));
    assert!(all.is_empty(), "{}", all.join("\n"));
}

#[test]
fn a_violation_is_found() {
    let layers = [("low", "a b"), ("high", "*")];
    let check = |module: &str, text: &str| {
        let files = ["low", "low/a", "low/b", "high", "high/x", "high/y", "core"];
        let mut sources: Sources =
            files.map(|file| (file.to_owned(), "use std::fmt;".to_owned())).into();
        sources.insert("high/y".to_owned(), "use super::x::X;".to_owned());
        sources.insert(module.to_owned(), text.to_owned());
        violations(&sources, &layers).join("; ")
    };
    for (module, text) in [
        ("low/b", "use super::a::{One, Two};"),
        ("low/b", "use crate::core::{self, Thing};\nuse super::a;"),
        ("low", "pub use a::A;\nfn f() { crate::low::b::g() }"),
        ("high/x", "use crate::low::{L, a::A as B};\n// use super::y::Y;"),
        ("low/a", "#[cfg(test)]\nmod tests { use super::super::b::B; }"),
    ] {
        assert_eq!(check(module, text), "", "{module}: {text}");
    }
    for (module, text, wanted) in [
        ("low/a", "use super::b::B;", "low/a imports low/b/B, which is above it"),
        ("low/a", "fn f() { crate::low::b::g() }", "low/a imports low/b/g, which is above it"),
        ("low/b", "use super::{a::A, Root};", "low/b imports low/Root, which is above it"),
        ("low/b", "use crate::{core::C,\n    high::{X, Y as Z}};", "low/b imports high/X, which"),
        ("low", "use crate::high::x;", "low imports high/x, which is above it"),
        ("high/x", "use super::y::Y;", "a circle goes through high/x, high/y"),
        ("high/x", "use super::Root;", "high/x imports high/Root, which is above it"),
        ("low/c", "", "low/c is not listed"),
    ] {
        let found = check(module, text);
        assert!(found.contains(wanted), "{module}: {text}: {found}");
    }
}

/// The code of a source file, without comments.
fn code(source: &str) -> String {
    source
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

fn sources() -> Sources {
    let mut sources = Sources::new();
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), "", &mut sources);
    sources
}

#[test]
fn nothing_below_the_providers_names_one() {
    let below = ["json", "diagnostics", "contract", "fields", "fast", "linter"];
    for (module, source) in sources() {
        let room = module.split('/').next().unwrap();
        let code = code(&source).to_lowercase();
        let names = ["tracklysms", "gokart"].iter().any(|name| code.contains(name));
        assert!(!(below.contains(&room) && names), "{module} names a provider");
    }
}

#[test]
fn only_the_linter_imports_the_fast_path() {
    for (module, source) in sources() {
        let imports = code(&source).contains("crate::fast");
        let may = module.split('/').next() == Some("linter") || module.starts_with("fast/");
        assert!(!imports || may, "{module}");
    }
}
