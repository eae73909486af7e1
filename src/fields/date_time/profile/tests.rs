use super::{Profile, classify};

fn profile(text: &str) -> Option<Profile> {
    classify(text).map(|read| read.profile)
}

#[test]
fn the_internet_profile() {
    for text in [
        "2025-02-27T23:00:00Z",
        "2025-02-27T23:00:00.123456789012Z",
        "2024-02-29T00:00:00+05:30",
        "2025-02-27T23:00:00-00:00",
        "2025-02-27T23:59:59+23:59",
        "2025-02-27T00:00:00-23:00",
    ] {
        assert_eq!(profile(text), Some(Profile::Internet), "{text}");
    }
}

#[test]
fn without_an_offset() {
    for text in ["2025-02-27T23:00:00", "2025-02-27", "2025-02-27T23:00:00.5"] {
        assert_eq!(profile(text), Some(Profile::NoOffset), "{text}");
    }
}

#[test]
fn other_profiles() {
    for text in [
        "20260301T000000Z",
        "2026-03-01T000000Z",
        "20260301T00:00:00Z",
        "2026-03-01t00:00:00z",
        "20260301",
        "202603-01",
        "2026-0301",
        "2026-W09-7",
        "2026W097",
        "2026-060",
        "2026060",
        "2026-03-01T00:00:00,5Z",
        "2026-03-01T00:00Z",
        "2026-03-01T0000",
        "2026-03-01T00:00:00+0000",
        "2026-03-01T00:00:00+00",
        "2016-12-31T23:59:60Z",
        "2026-03-01T24:00:00Z",
        "2026-03-01T24:00:00.00Z",
    ] {
        assert_eq!(profile(text), Some(Profile::Other), "{text}");
    }
}

#[test]
fn everything_else_is_invalid() {
    for text in [
        "",
        "03/31/2026",
        "2026-02-30",
        "2026-02-30T00:00:00Z",
        "2025-02-27 23:00:00Z",
        "2026-W09-7T00:00:00Z",
        "2026-060T00:00:00Z",
        "2026-03-01T10Z",
        "2026-03-01T10",
        "2026-03",
        "2026",
        "2026-W09",
        "2026-03-01T24:00:01Z",
        "2026-03-01T24:00:00.5Z",
        "2026-03-01T23:60:00Z",
        "2026-03-01T23:00:61Z",
        "2026-03-01T00:00:00.Z",
        "2026-03-01T00:00:00+24:00",
        "2026-03-01T00:00:00+01:60",
        "2026-03-01T00:00:00+01:99",
        "2026-03-01T00:00:00Zx",
        "２０２６-03-01",
        "2026-366",
        "2025-W53-1",
        "2026-03-01Z",
        "+002026-03-01",
        "2026-03-01T00:00.5Z",
    ] {
        assert_eq!(profile(text), None, "{text}");
    }
}

#[test]
fn instants_compare_across_offsets_and_fractions() {
    let at = |text| classify(text).map(|read| read.instant);
    assert_eq!(at("1970-01-01T00:00:00Z").map(|i| i.seconds), Some(0));
    assert_eq!(at("2026-03-01T01:00:00+01:00"), at("2026-03-01"));
    assert_eq!(at("2026-03-01T24:00:00Z"), at("2026-03-02"));
    assert!(at("2026-03-01T00:00:00.1Z") > at("2026-03-01T00:00:00.09Z"));
    assert_eq!(at("2026-W09-7"), at("2026-03-01"));
}

#[test]
fn the_standard_spelling_keeps_the_instant() {
    let standard = |text| classify(text).and_then(|read| read.standard());
    assert_eq!(standard("20260301T0000,5+0130"), None);
    assert_eq!(standard("20260301T000000,5+0130").as_deref(), Some("2026-03-01T00:00:00.5+01:30"));
    assert_eq!(standard("2026-060").as_deref(), Some("2026-03-01"));
    assert_eq!(standard("20260301T0000").as_deref(), Some("2026-03-01T00:00:00"));
    assert_eq!(standard("2016-12-31T23:59:60Z"), None);
}
