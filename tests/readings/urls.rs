//! URLs as affiliates write them.

use serde_json::json;

use crate::support::verdicts::*;

#[test]
fn urls_with_macros_are_fine() {
    for fine in [
        "https://t.example.com/{x}?a={{b}}&c=[d]&e=${f}&g=%%H%%&i=|j|&k=%7Bl%7D",
        "https://bücher.example/",
        "https://T.EXAMPLE.COM:8443/#frag",
        "https://8.8.8.8/",
        "HTTPS://t.example.com",
        "https://t.example.com/?u=https%3A%2F%2Fa.example%2F%3Fx%3D1",
        "https://t.example.com/?a[]=1&a[]=2&b%5B%5D=1&b%5b%5d=2",
        "https://t.example.com/?mail=a@b.example",
        "https://t.example.com/?&&=1&=2",
        "https://user@",
        "https://t.example.com/?d=%CAMPAIGN%",
    ] {
        let found = create(json!({"tracking_url": fine}));
        if fine == "https://user@" {
            assert_eq!(found, ["url-invalid /tracking_url"]);
        } else {
            assert_eq!(found, NONE, "{fine}");
        }
    }
}

#[test]
fn url_rules_combine_and_silence_as_defined() {
    let url = |text: &str| -> Vec<String> {
        create(json!({"tracking_url": text}))
            .into_iter()
            .map(|f| f.replace(" /tracking_url", ""))
            .collect()
    };
    assert_eq!(url("http://localhost:3000/"), ["url-private-host"]);
    assert_eq!(
        url("http://u:p@10.0.0.1/?a=1&a=2"),
        ["url-credentials", "url-private-host", "url-duplicate-query-param"]
    );
    assert_eq!(url("http://{host}/"), ["url-insecure-http", "url-host-macro"]);
    assert_eq!(url("https://%7Bhost%7D/"), ["url-host-macro"]);
    assert_eq!(url("https://intranet/"), ["url-unqualified-host"]);
    for private in [
        "https://2130706433/",
        "https://0x7f.1/",
        "https://[::1]/",
        "https://[::ffff:10.0.0.5]/",
        "https://a.internal./",
        "https://100.64.0.1/",
        "https://192.0.2.1/",
        "https://[2001:db8::1]/",
        "https://[::]/",
        "https://[fe80::1]/",
        "https://[fd00::1]/",
        "https://[ff02::1]/",
        "https://[3fff:fff:ffff::1]/",
        "https://x.home.arpa/",
    ] {
        assert_eq!(url(private), ["url-private-host"], "{private}");
    }
    for public in ["https://[2001:db9::1]/", "https://[3fff:1000::1]/", "https://[2606:4700::db8]/"]
    {
        assert_eq!(url(public), NONE, "{public}");
    }
    assert_eq!(url("javascript:alert(1)"), ["url-scheme-not-http"]);
    assert_eq!(url("market://details?id=a&id=a"), ["url-scheme-not-http"]);
    assert_eq!(url("https://t.example.com/?a={"), ["url-macro-unbalanced"]);
    assert_eq!(url("https://t.example.com/{}"), ["url-macro-unbalanced"]);
    assert_eq!(url("https://t.example.com/?a=1&#38;b=2"), ["url-html-entity"]);
    assert_eq!(url("https://t.example.com/&amp;"), NONE);
    assert_eq!(url("https://t.example.com/?a=100%&b=%zz"), ["url-bad-percent-encoding"]);
    assert_eq!(url("https://t.example.com/?a=%1x%"), ["url-bad-percent-encoding"]);
    for length in [1, 14, 31, 32, 33, 63, 64, 65, 200] {
        let word = "W".repeat(length);
        assert_eq!(url(&format!("https://t.example.com/?a=%{word}%&b=%%{word}%%")), NONE);
        assert_eq!(url(&format!("https://t.example.com/?a=%{word}")), ["url-bad-percent-encoding"]);
    }
    assert_eq!(url("https://t.example.com/?a=%_x%&b=%%X1%%"), NONE);
    // A fragment begins at a `#` that is no entity, and names nothing.
    assert_eq!(url("https://t.example.com/?a=1&#&a=2"), NONE);
    assert_eq!(url("https://t.example.com/?a=1#38;&a=2"), NONE);
    assert_eq!(url("https://t.example.com/?ids%5B%5D=1&ids%5b%5d=2&ids%5B%5D=3"), NONE);
    assert_eq!(url("https://t.example.com/?%5B%5Dx=1&%5B%5Dx=2"), ["url-duplicate-query-param"]);
    assert_eq!(url("https://t.example.com/a\u{200b}b"), ["suspicious-unicode"]);
    assert_eq!(url("track.example.com:8080/x"), ["url-invalid"]);
    assert_eq!(url("https://t.example.com/\n"), ["url-invalid"]);
    assert_eq!(url("https://t.example.com/\0"), ["url-invalid"]);
}
