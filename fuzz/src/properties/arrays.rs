//! An array has the findings of its items.

use std::path::Path;

use offerlint::inputs::{Layout, Payload};
use offerlint::project::Project;
use offerlint::{Contract, Diagnostic, Linter, array_items};

/// Puts a document into arrays, and lints these as a whole and item by item.
pub(super) fn have_the_findings_of_their_items(bytes: &[u8], contract: Contract) {
    let sample = contract.sample().as_bytes();
    for parts in [
        [b"[", bytes, b",\n", sample, b"]"],
        [b"[ ", sample, b" ,", bytes, b" ]\n"],
        [b"[", sample, b",", sample, bytes],
    ] {
        let text = parts.concat();
        assert_eq!(
            as_array(&text, contract),
            item_by_item(&text, contract),
            "the array differs from its items"
        );
    }
}

/// The findings on a file that is linted with `--each`.
pub(super) fn as_array(text: &[u8], contract: Contract) -> Vec<Diagnostic> {
    let project = Project::isolated("").with_contract(contract.name());
    let settings = project.settings(Path::new("a.json")).expect("the contract is known");
    settings.lint(text, Layout::Items).expect("there is a contract")
}

/// The findings by the full check of each item, or of the whole text if it is not an array.
pub(super) fn item_by_item(text: &[u8], contract: Contract) -> Vec<Diagnostic> {
    let linter = Linter::new(contract);
    let Some(items) = array_items(text) else { return linter.full_check(text).diagnostics };
    let items = items.into_iter().map(|(bytes, origin)| Payload { bytes, origin });
    let found = items.flat_map(|item| {
        let mut found = linter.full_check(item.bytes).diagnostics;
        item.relocate(&mut found);
        found
    });
    found.collect()
}
