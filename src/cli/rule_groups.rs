//! The rules by provider and contract.

use offerlint::{Contract, Rule, rules};

/// Rules that concern the same contracts.
pub(crate) struct RuleGroup {
    /// The title, such as `tracklysms: create-offer, update-offer`.
    pub(crate) title: String,
    pub(crate) rules: Vec<&'static Rule>,
    /// The key of the order: general rules come first.
    rank: usize,
}

/// Groups the rules that are wanted: those of every contract, those of several providers, then those of
/// one provider by their contracts.
pub(crate) fn groups(is_wanted: impl Fn(&Rule) -> bool) -> Vec<RuleGroup> {
    let contracts: Vec<Contract> = Contract::all().collect();
    let names: Vec<Vec<&str>> =
        contracts.iter().map(|contract| contract.rules().map(|rule| rule.name).collect()).collect();
    let mut groups: Vec<RuleGroup> = Vec::new();
    for rule in rules::all().filter(|rule| is_wanted(rule)) {
        let with = contracts.iter().zip(&names).filter(|(_, names)| names.contains(&rule.name));
        let with: Vec<Contract> = with.map(|(contract, _)| *contract).collect();
        let (rank, title) = title(&with, contracts.len());
        match groups.iter_mut().find(|group| group.title == title) {
            Some(group) => group.rules.push(rule),
            None => groups.push(RuleGroup { title, rules: vec![rule], rank }),
        }
    }
    // Stable, so that groups of one rank stay in the order of the documentation.
    groups.sort_by_key(|group| group.rank);
    groups
}

/// The title of a group, and its rank.
fn title(contracts: &[Contract], all: usize) -> (usize, String) {
    let provider = contracts.first().map_or("", |contract| contract.provider());
    if contracts.len() == all {
        return (0, "every contract".to_owned());
    }
    if contracts.iter().any(|contract| contract.provider() != provider) {
        return (1, "contracts of several providers".to_owned());
    }
    let ends: Vec<&str> =
        contracts.iter().filter_map(|contract| Some(contract.name().split_once('/')?.1)).collect();
    let providers = Contract::all().map(Contract::provider);
    let before = providers.take_while(|name| *name != provider).count();
    (2 + before, format!("{provider}: {}", ends.join(", ")))
}
