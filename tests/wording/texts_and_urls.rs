//! Texts, URLs and lists of them.

use offerlint::{Applicability, lint};
use serde_json::json;

use crate::support::findings::*;

#[test]
fn text_fixes_keep_the_visible_text() {
    let name = |text: &str| create(json!({"name": text}));
    let rule = "html-entity-in-title";
    for (from, entity, to) in [
        ("Tom &amp; Jerry", "&amp;", "Tom & Jerry"),
        ("1 &lt; 2 &gt; 0", "&lt;", "1 < 2 > 0"),
        ("&gt; all", "&gt;", "> all"),
        ("say &quot;yes&quot;", "&quot;", "say \"yes\""),
        ("it&#39;s", "&#39;", "it's"),
        ("it&#x27;s", "&#x27;", "it's"),
    ] {
        let shown = from.replace('"', "\\\"");
        let message = format!("`name` contains the HTML entity `{entity}`: \"{shown}\"");
        assert_unsafe_fix(finding_with(name(from), rule, &message), json!(to));
    }
    let message = "`name` starts or ends with white space: \" A \"";
    assert_safe_fix(
        finding_with(name(" A "), "string-surrounding-whitespace", message),
        json!("A"),
    );
    // Keys may be compared exactly.
    let key = events(json!({"offerEvents": [{"eventId": "level_1 "}]}));
    let message = "`eventId` starts or ends with white space: \"level_1 \"";
    assert_unsafe_fix(
        finding_with(key, "string-surrounding-whitespace", message),
        json!("level_1"),
    );
    let blank = events(json!({"offerEvents": [{"eventId": " "}]}));
    assert_no_fix(finding_with(blank, "string-blank", "`eventId` is blank: \" \""));
    let message = "`name` contains an invisible direction control (U+202E): \"A\\u202eB\"";
    assert_unsafe_fix(finding_with(name("A\u{202e}B"), "suspicious-unicode", message), json!("AB"));
    let message = "`name` was decoded with the wrong character set: \"CafÃ©\"";
    assert_unsafe_fix(finding_with(name("CafÃ©"), "mojibake", message), json!("Café"));
    let long = "x".repeat(256);
    let message = "`name` has 256 characters; at most 255 are allowed";
    assert_unsafe_fix(finding_with(name(&long), "name-too-long", message), json!("x".repeat(255)));
}

#[test]
fn urls_are_fixed_where_the_intent_is_clear() {
    let url = |text: &str| create(json!({"tracking_url": text}));
    let insecure = "`tracking_url` is an http URL; it must be https";
    for (from, to) in [
        ("http://t.acme.io/c?x={y}", "https://t.acme.io/c?x={y}"),
        ("HTTP://t.acme.io/c", "https://t.acme.io/c"),
    ] {
        assert_unsafe_fix(finding_with(url(from), "url-insecure-http", insecure), json!(to));
    }
    let schemeless = "`tracking_url` is not a URL: it has no scheme";
    for (from, to) in [
        ("track.acme.io/c?id={x}", "https://track.acme.io/c?id={x}"),
        ("//track.acme.io/c", "https://track.acme.io/c"),
        ("8.8.8.8/c", "https://8.8.8.8/c"),
    ] {
        assert_unsafe_fix(finding_with(url(from), "url-invalid", schemeless), json!(to));
    }
    for from in ["track", "localhost/c", "192.168.0.1/c", "/c?u=https://t.acme.io"] {
        assert_no_fix(finding_with(url(from), "url-invalid", schemeless));
    }
    // "https://" in front of these would be wrong.
    for from in ["https//t.acme.io/c", "HTTP//t.acme.io/c", "https;//t.acme.io/c"] {
        let (_, found) = finding_with(url(from), "url-invalid", schemeless);
        let help = "write the colon after the scheme: https://";
        assert_eq!((found.help.as_deref(), found.fix), (Some(help), None), "{from}");
    }
    for from in ["https://https//t.acme.io/c", "HTTPS://HTTPS://t.acme.io/c"] {
        let (text, contract) = url(from);
        let found = only_finding("url-unqualified-host", &text, contract);
        let help = "write the scheme once; the second one is read as the host";
        assert_eq!((found.help.as_deref(), found.fix), (Some(help), None), "{from}");
    }
    let spaced = "`tracking_url` contains white space (U+0020), which a URL cannot have";
    assert_safe_fix(
        finding_with(url(" https://t.acme.io/ "), "url-invalid", spaced),
        json!("https://t.acme.io/"),
    );
    assert_no_fix(finding_with(url("https://t.acme.io/a b"), "url-invalid", spaced));
    assert_no_fix(finding_with(
        url("https:///c"),
        "url-invalid",
        "`tracking_url` is not a URL: `https:` must be followed by two slashes and a host",
    ));
    assert_no_fix(finding_with(
        url("https://t.acme.io\\c"),
        "url-invalid",
        "`tracking_url` contains a backslash, which a URL cannot have",
    ));
    assert_no_fix(finding_with(
        url("https://t.acme.io/<id>"),
        "url-invalid",
        "`tracking_url` contains `<`, which a URL cannot have",
    ));
    assert_no_fix(finding_with(
        url(""),
        "url-invalid",
        "`tracking_url` is empty; it must be a URL",
    ));
    let hosted =
        "`tracking_url` is not a URL: it starts with the host `t.acme.io`, not with a scheme";
    assert_unsafe_fix(
        finding_with(url("t.acme.io:8080/c"), "url-invalid", hosted),
        json!("https://t.acme.io:8080/c"),
    );
    let message = "`tracking_url` has the scheme `market`; it must be http or https";
    assert_no_fix(finding_with(url("market://details?id=a"), "url-scheme-not-http", message));
    let doubled = |host: &str| format!("`tracking_url` has the host `{host}`, which has no dot");
    for (from, to, host) in [
        ("https://https://t.acme.io/c", "https://t.acme.io/c", "https"),
        ("https://http://t.acme.io/c", "https://t.acme.io/c", "http"),
        ("https://https://http://https://t.acme.io/c", "https://t.acme.io/c", "https"),
    ] {
        let found = finding_with(url(from), "url-unqualified-host", &doubled(host));
        assert_unsafe_fix(found, json!(to));
    }
    assert_no_fix(finding_with(
        url("https://intranet/c"),
        "url-unqualified-host",
        &doubled("intranet"),
    ));
    for (host, message) in [
        ("10.1.2.3", "`tracking_url` has the host `10.1.2.3`, which is local, private or reserved"),
        (
            "100.64.0.1",
            "`tracking_url` has the host `100.64.0.1`, which is local, private or reserved",
        ),
        ("[::1]", "`tracking_url` has the host `[::1]`, which is local, private or reserved"),
        (
            "[fd00::1]:8080",
            "`tracking_url` has the host `[fd00::1]`, which is local, private or reserved",
        ),
        (
            "build.local",
            "`tracking_url` has the host `build.local`, which is local, private or reserved",
        ),
    ] {
        assert_no_fix(finding_with(url(&format!("https://{host}/c")), "url-private-host", message));
    }
    for host in
        ["100.128.0.1", "8.8.8.8", "[2001:470::1]", "[2606:4700::1]", "local.acme.io", "172.32.0.1"]
    {
        let (text, contract) = url(&format!("https://{host}/c"));
        assert!(lint(text.as_bytes(), contract).is_clean(), "{host}");
    }
    let message = "`tracking_url` has the host `{domain}`, which contains a macro";
    assert_no_fix(finding_with(url("https://{domain}/c"), "url-host-macro", message));
    let message = "`tracking_url` contains `%&x`, which is not a percent-encoded byte";
    assert_unsafe_fix(
        finding_with(url("https://t.acme.io/?d=50%&x=1"), "url-bad-percent-encoding", message),
        json!("https://t.acme.io/?d=50%25&x=1"),
    );
    let message = "`tracking_url` separates query parameters with the HTML entity `&amp;`";
    assert_safe_fix(
        finding_with(url("https://t.acme.io/?a=1&amp;c=2"), "url-html-entity", message),
        json!("https://t.acme.io/?a=1&c=2"),
    );
    let message = "`tracking_url` has the query parameter `s` more than once";
    assert_no_fix(finding_with(
        url("https://t.acme.io/?s=1&t=2&s=3"),
        "url-duplicate-query-param",
        message,
    ));
}

#[test]
fn list_fixes_remove_only_duplicates() {
    let device = |text: &str| gokart(json!({"deviceTypes": text}));
    let message = "`deviceTypes` contains \"ios\" twice";
    assert_safe_fix(
        finding_with(device("iOS, Android, ios"), "duplicate-array-item", message),
        json!("iOS, Android"),
    );
    assert_safe_fix(
        finding_with(device("iOS,ios,Android"), "duplicate-array-item", message),
        json!("iOS,Android"),
    );
    let zips = gokart(json!({"zipCodes": ["92801", "90001", "92801"]}));
    let (text, found) = finding_with(
        zips,
        "duplicate-array-item",
        "`zipCodes[2]` is \"92801\", which the list contains already",
    );
    assert_eq!(found.pointer, "/zipCodes/2");
    // The item is gone.
    assert_eq!(fixed(&text, &found), Some((None, Applicability::Safe)));
}
