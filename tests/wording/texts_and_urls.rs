//! Texts, URLs and lists of them.

use offerlint::{Applicability, lint};
use serde_json::json;

use crate::support::findings::*;

#[test]
fn texts_are_mended_to_what_people_see() {
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
        let message = format!("\"{shown}\" holds the HTML entity `{entity}`");
        unsafely(says(name(from), rule, &message), json!(to));
    }
    let message = "\" A \" starts or ends with white space";
    safely(says(name(" A "), "string-surrounding-whitespace", message), json!("A"));
    // Somebody may compare a key to the letter.
    let key = events(json!({"offerEvents": [{"eventId": "level_1 "}]}));
    let message = "\"level_1 \" starts or ends with white space";
    unsafely(says(key, "string-surrounding-whitespace", message), json!("level_1"));
    let blank = events(json!({"offerEvents": [{"eventId": " "}]}));
    not_at_all(says(blank, "string-blank", "the text \" \" says nothing"));
    let message = "\"A\\u202eB\" holds the invisible or control character U+202E";
    unsafely(says(name("A\u{202e}B"), "suspicious-unicode", message), json!("AB"));
    let message = "\"CafÃ©\" was decoded with the wrong character set";
    unsafely(says(name("CafÃ©"), "mojibake", message), json!("Café"));
    let long = "x".repeat(256);
    let message = "the name has 256 characters, over the limit of 255";
    unsafely(says(name(&long), "name-too-long", message), json!("x".repeat(255)));
}

#[test]
fn urls_are_mended_where_it_is_plain_what_was_meant() {
    let url = |text: &str| create(json!({"tracking_url": text}));
    let insecure = "the URL is http, not https";
    for (from, to) in [
        ("http://t.acme.io/c?x={y}", "https://t.acme.io/c?x={y}"),
        ("HTTP://t.acme.io/c", "https://t.acme.io/c"),
    ] {
        unsafely(says(url(from), "url-insecure-http", insecure), json!(to));
    }
    let schemeless = "the URL has no scheme";
    for (from, to) in [
        ("track.acme.io/c?id={x}", "https://track.acme.io/c?id={x}"),
        ("//track.acme.io/c", "https://track.acme.io/c"),
        ("8.8.8.8/c", "https://8.8.8.8/c"),
    ] {
        unsafely(says(url(from), "url-invalid", schemeless), json!(to));
    }
    for from in ["track", "localhost/c", "192.168.0.1/c", "/c?u=https://t.acme.io"] {
        not_at_all(says(url(from), "url-invalid", schemeless));
    }
    let spaced = "the URL holds white space (U+0020)";
    safely(says(url(" https://t.acme.io/ "), "url-invalid", spaced), json!("https://t.acme.io/"));
    not_at_all(says(url("https://t.acme.io/a b"), "url-invalid", spaced));
    not_at_all(says(
        url("https:///c"),
        "url-invalid",
        "`https:` is not followed by two slashes and a host",
    ));
    not_at_all(says(url("https://t.acme.io\\c"), "url-invalid", "the URL holds a backslash"));
    not_at_all(says(url("https://t.acme.io/<id>"), "url-invalid", "the URL holds `<`"));
    not_at_all(says(url(""), "url-invalid", "the URL is empty"));
    let hosted = "the URL starts with the host `t.acme.io` instead of a scheme";
    unsafely(
        says(url("t.acme.io:8080/c"), "url-invalid", hosted),
        json!("https://t.acme.io:8080/c"),
    );
    let message = "the URL's scheme is `market`, not http or https";
    not_at_all(says(url("market://details?id=a"), "url-scheme-not-http", message));
    let doubled = |host: &str| format!("the host `{host}` has no dot");
    for (from, to, host) in [
        ("https://https://t.acme.io/c", "https://t.acme.io/c", "https"),
        ("https://http://t.acme.io/c", "https://t.acme.io/c", "http"),
        ("https://https://http://https://t.acme.io/c", "https://t.acme.io/c", "https"),
    ] {
        let found = says(url(from), "url-unqualified-host", &doubled(host));
        unsafely(found, json!(to));
    }
    not_at_all(says(url("https://intranet/c"), "url-unqualified-host", &doubled("intranet")));
    for (host, message) in [
        ("10.1.2.3", "the host `10.1.2.3` cannot be reached from outside"),
        ("100.64.0.1", "the host `100.64.0.1` cannot be reached from outside"),
        ("[::1]", "the host `[::1]` cannot be reached from outside"),
        ("[fd00::1]:8080", "the host `[fd00::1]` cannot be reached from outside"),
        ("build.local", "the host `build.local` cannot be reached from outside"),
    ] {
        not_at_all(says(url(&format!("https://{host}/c")), "url-private-host", message));
    }
    for host in
        ["100.128.0.1", "8.8.8.8", "[2001:470::1]", "[2606:4700::1]", "local.acme.io", "172.32.0.1"]
    {
        let (text, contract) = url(&format!("https://{host}/c"));
        assert!(lint(text.as_bytes(), contract).is_clean(), "{host}");
    }
    let message = "the host `{domain}` is a macro";
    not_at_all(says(url("https://{domain}/c"), "url-host-macro", message));
    let message = "`%&x` is not a percent-encoded byte";
    unsafely(
        says(url("https://t.acme.io/?d=50%&x=1"), "url-bad-percent-encoding", message),
        json!("https://t.acme.io/?d=50%25&x=1"),
    );
    let message = "the query separates with an HTML entity";
    safely(
        says(url("https://t.acme.io/?a=1&amp;c=2"), "url-html-entity", message),
        json!("https://t.acme.io/?a=1&c=2"),
    );
    let message = "the query names `s` more than once";
    not_at_all(says(url("https://t.acme.io/?s=1&t=2&s=3"), "url-duplicate-query-param", message));
}

#[test]
fn lists_lose_only_what_is_there_twice() {
    let device = |text: &str| gokart(json!({"deviceTypes": text}));
    let message = "\"ios\" is listed already";
    safely(
        says(device("iOS, Android, ios"), "duplicate-array-item", message),
        json!("iOS, Android"),
    );
    safely(says(device("iOS,ios,Android"), "duplicate-array-item", message), json!("iOS,Android"));
    let zips = gokart(json!({"zipCodes": ["92801", "90001", "92801"]}));
    let (text, found) = says(zips, "duplicate-array-item", "\"92801\" is listed already");
    assert_eq!(found.pointer, "/zipCodes/2");
    // The item is gone.
    assert_eq!(mended(&text, &found), Some((None, Applicability::Safe)));
}
