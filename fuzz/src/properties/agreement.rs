//! All ways to judge a document come to the same.

use offerlint::{
    Context, Contract, Diagnostic, Level, Linter, Ruleset, lint, lint_parameters, rule, rules,
};

/// Judges in every way; gives the findings with all rules on.
pub(super) fn of_all_ways(bytes: &[u8], contract: Contract, context: &Context) -> Vec<Diagnostic> {
    let usual = Ruleset::default();
    let mut linter = Linter::new(contract, context, &usual);
    let explained = linter.explain(bytes);
    if linter.proves(bytes) {
        assert!(explained.is_clean(), "proven, but {explained}");
    }
    assert_eq!(linter.lint(bytes), explained, "`lint` differs from `explain`");

    let mut with_parameters = lint_parameters(contract.endpoint(), context, &usual);
    let is_given =
        context.path_id.is_some() || context.path_product.is_some() || context.query.is_some();
    if !is_given {
        with_parameters.clear();
    }
    with_parameters.extend(explained.diagnostics.iter().cloned());
    assert_eq!(
        lint(bytes, contract, context).diagnostics,
        with_parameters,
        "`lint` differs from `Linter::lint`"
    );

    // With rules on that are off by default no shortcut is taken.
    let mut thorough = Ruleset::default();
    for rule in rules().filter(|rule| !rule.on) {
        thorough.set(rule.name, Level::Default).expect("a declared rule");
    }
    let all = Linter::new(contract, context, &thorough).explain(bytes).diagnostics;
    let is_usual = |found: &&Diagnostic| rule(&found.rule).is_some_and(|rule| rule.on);
    let left: Vec<&Diagnostic> = all.iter().filter(is_usual).collect();
    assert_eq!(
        explained.diagnostics.iter().collect::<Vec<_>>(),
        left,
        "shortcuts change the findings"
    );
    all
}
