//! "Did you mean": one candidate, or none if it is not clearly the closest.

/// The candidate that a mistyped name probably means; none unless one is clearly the closest.
pub fn did_you_mean<'c>(
    name: &str,
    candidates: impl Iterator<Item = &'c str> + Clone,
) -> Option<&'c str> {
    closest(name, candidates)
}

/// The candidate that `input` most likely means.
///
/// Names that differ only in case or in how words are joined (`trackingUrl`, `tracking-url`,
/// `tracking_url`) always match; otherwise the edit distance, a swap counting once, must be at
/// most a third of the longer name, and smaller than that of every other candidate.
pub(crate) fn closest<'c>(
    input: &str,
    candidates: impl Iterator<Item = &'c str> + Clone,
) -> Option<&'c str> {
    // The distance takes quadratic time, and a misspelt name is not much longer than the name.
    if input.is_empty() || input.len() > 64 {
        return None;
    }
    let folded = fold(input);
    let mut same = candidates.clone().filter(|candidate| fold(candidate) == folded);
    if let Some(candidate) = same.next() {
        return same.next().is_none().then_some(candidate);
    }
    let mut best: Option<(usize, &str)> = None;
    let mut tie = false;
    let length = folded.chars().count();
    for candidate in candidates {
        let folded_candidate = fold(candidate);
        let other = folded_candidate.chars().count();
        let limit = length.max(other) / 3;
        // The distance is at least the difference in length.
        if length.abs_diff(other) > limit {
            continue;
        }
        let distance = strsim::osa_distance(&folded, &folded_candidate);
        if distance > limit {
            continue;
        }
        match best {
            Some((least, _)) if distance > least => {}
            Some((least, _)) if distance == least => tie = true,
            _ => {
                best = Some((distance, candidate));
                tie = false;
            }
        }
    }
    best.filter(|_| !tie).map(|(_, candidate)| candidate)
}

/// The number of edits between two names, regardless of case and of how words are joined.
pub(crate) fn distance(a: &str, b: &str) -> usize {
    strsim::osa_distance(&fold(a), &fold(b))
}

/// Lower case, with nothing between the words.
fn fold(name: &str) -> String {
    name.chars().filter(|c| !matches!(c, '_' | '-' | ' ')).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::closest;

    #[test]
    fn suggests_only_what_is_clearly_close() {
        let fields = ["name", "tracking_url", "payout", "payout_type", "status"];
        let suggest = |input| closest(input, fields.iter().copied());
        assert_eq!(suggest("tracking_ulr"), Some("tracking_url"));
        assert_eq!(suggest("trackingUrl"), Some("tracking_url"));
        assert_eq!(suggest("PAYOUT"), Some("payout"));
        assert_eq!(suggest("payoutType"), Some("payout_type"));
        assert_eq!(suggest("colour"), None);
        assert_eq!(suggest("x"), None);
        assert_eq!(closest("ab", ["aa", "bb"].into_iter()), None);
    }
}
