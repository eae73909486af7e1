//! All ways of linting a document give the same findings.

use offerlint::{Context, Contract, Diagnostic, Level, Linter, RuleSet, rules};

/// Lints in every way, and returns the findings with all rules on.
pub(super) fn of_all_ways(bytes: &[u8], contract: Contract, context: &Context) -> Vec<Diagnostic> {
    let default = RuleSet::default();
    let linter = Linter::new(contract).with_context(context.clone()).with_rule_set(default.clone());
    let checked = linter.full_check(bytes);
    if linter.is_clean_fast(bytes) {
        assert!(checked.is_clean(), "clean on the fast path, but {checked}");
    }
    assert_eq!(linter.lint_document(bytes), checked, "`lint_document` differs from `full_check`");

    let is_given =
        context.path_id.is_some() || context.path_product.is_some() || context.query.is_some();
    let mut with_parameters = if is_given { linter.lint_parameters() } else { Vec::new() };
    with_parameters.extend(checked.diagnostics.iter().cloned());
    assert_eq!(
        linter.lint(bytes).diagnostics,
        with_parameters,
        "`lint` differs from `lint_document` with `lint_parameters`"
    );

    // With rules on that are off by default the fast path is not used.
    let mut thorough = RuleSet::default();
    for rule in rules::all().filter(|rule| !rule.on) {
        thorough.set(rule.name, Level::Default).expect("a declared rule");
    }
    let all = Linter::new(contract)
        .with_context(context.clone())
        .with_rule_set(thorough.clone())
        .full_check(bytes)
        .diagnostics;
    let is_certainly_valid =
        |found: &&Diagnostic| rules::find(&found.rule).is_some_and(|rule| rule.on);
    let left: Vec<&Diagnostic> = all.iter().filter(is_certainly_valid).collect();
    assert_eq!(
        checked.diagnostics.iter().collect::<Vec<_>>(),
        left,
        "the fast path changes the findings"
    );
    all
}
