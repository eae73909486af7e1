use super::read;
use crate::fields::url::broken_rules as broken;

fn length(text: &[u8]) -> Option<usize> {
    let length = read::<true>(text).map(|url| url.length);
    let ascii = read::<false>(text).map(|url| url.length);
    // Of a URL beyond ASCII, a part is no URL.
    assert!(ascii.is_none() || ascii == length);
    length
}

fn is_clean(text: &[u8], wanted: usize) -> bool {
    length(text) == Some(wanted)
}

/// Common URLs must be recognised, all others must not.
#[test]
fn common_urls_are_recognised_and_others_are_not() {
    let host = "a".repeat(60);
    let common = [
        "https://t.acme.io".to_owned(),
        "https://t.acme.io/".to_owned(),
        "https://a-b.c-d.io:8443/x?y#z".to_owned(),
        "https://t.acme.io:1".to_owned(),
        "https://t.acme.io:65535?a".to_owned(),
        "https://t.acme.io/c?a=1&b={click_id}&c={{x}}&d[]=1&d[]=2&&e".to_owned(),
        "https://t.acme.io/a%20b?c=%SUB%&d=%%SUB%%#{x}?&".to_owned(),
        "https://t.acme.io/a&?b=1&c=2".to_owned(),
        "https://t.acme.io/&a=1&a=2?b=1&b[]=2".to_owned(),
        "https://t.acme.io/?a&&b=&&=1&c".to_owned(),
        "https://t.acme.io/~x!$'()*+,;=:@|^`".to_owned(),
        "https://t.acme.io/é?ключ=日本".to_owned(),
        "https://bücher.example.com:8443/c?id={click_id}".to_owned(),
        format!("https://{host}.io/c"),
        format!("https://t.acme.io/?{}", "a=b;".repeat(90)),
    ];
    for url in common {
        assert!(is_clean(url.as_bytes(), url.len()), "{url}");
        // The rest of the document is not read.
        for tail in
            ["\"", "\",\n\"x\":\"<%{", "\"}                                                  "]
        {
            let text = format!("{url}{tail}");
            assert!(is_clean(text.as_bytes(), url.len()), "{url} before {tail}");
        }
    }
    let others = [
        "",
        "https:/",
        "https://",
        "http://t.acme.io/",
        "HTTPS://t.acme.io/",
        "https://acme/",
        "https://.acme.io/",
        "https://acme.io./",
        "https://t..acme.io/",
        "https://-t.acme.io/",
        "https://t-.acme.io/",
        "https://t--.acme.io/",
        "https://t.-acme.io/",
        "https://t.-.io/",
        "https://-.acme.io/",
        "https://t.acme.io-/",
        "https://t.acme.-io/",
        "https://xn--a.io/",
        "https://T.acme.io/",
        "https://t_x.acme.io/",
        "https://u@acme.io/",
        "https://t.acme.1o/",
        "https://8.8.8.8/",
        "https://t.local/",
        "https://t.localhost",
        "https://home.arpa/",
        "https://t.acme.io:/",
        "https://t.acme.io:65536/",
        "https://t.acme.io:123456/",
        "https://t.acme.io:8x/",
        "https://t.acme.io\\",
        "https://t.acme.io/a b",
        "https://t.acme.io/<",
        "https://t.acme.io/>",
        "https://t.acme.io/\"",
        "https://t.acme.io/\\",
        "https://t.acme.io/\u{a0}",
        "https://t.acme.io/\u{200b}",
        "https://t.acme.io/\u{7f}",
        "https://t.acme.io/{",
        "https://t.acme.io/}",
        "https://t.acme.io/}{",
        "https://t.acme.io/{}",
        "https://t.acme.io/{a}}",
        "https://t.acme.io/{{a}",
        "https://t.acme.io/%",
        "https://t.acme.io/%2",
        "https://t.acme.io/%zz",
        "https://t.acme.io/%20%zz",
        "https://t.acme.io/?a=1&a=2",
        "https://t.acme.io/?a&a",
        "https://t.acme.io/?click&click",
        "https://t.acme.io/?a=1&amp;b=2",
        "https://t.acme.io/?a=1&amp;b[]=2",
        "https://t.acme.io/?a=1&amp;[]",
        "https://t.acme.io/?a=1&#38;b=2",
        "https://t.acme.io/?a=1&a#",
    ];
    for url in others {
        assert!(!is_clean(url.as_bytes(), url.len()), "{url}");
    }
    let many: Vec<String> = (0..17).map(|n| format!("p{n}=1")).collect();
    let many = format!("https://t.acme.io/?{}", many.join("&"));
    assert!(!is_clean(many.as_bytes(), many.len()));
    let long = format!("https://{}.io/", "a".repeat(61));
    assert!(!is_clean(long.as_bytes(), long.len()));
}

/// A generator of numbers.
fn random(state: &mut u64) -> usize {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*state >> 33) as usize
}

/// Recognised URLs break no rule, wherever blocks of 64 bytes end, and have the same end whatever
/// follows. Most clean URLs are recognised.
#[test]
fn recognised_urls_break_no_rule() {
    const PARTS: &[&str] = &[
        "?", "&", "&", "&", "=", "=", "#", "a", "b", "a", "id", "click_id", "ids[]", "[]", "amp;",
        "amp;b", "#38;", "%20", "%2", "%", "%SUB%", "%%SUB%%", "%AB%", "{", "}", "{x}", "{{y}}",
        "{}", "/", ".", "-", "1", "trk_", "k_", "<", "é", "\u{7f}", "日本", "\u{3000}",
    ];
    let mut state = 1;
    let (mut recognised, mut clean) = (0, 0);
    for _ in 0..60_000 {
        let path = "p".repeat(random(&mut state) % 130);
        let mut url = format!("https://t.acme.io/{path}");
        for _ in 0..random(&mut state) % 12 {
            let parts = if random(&mut state).is_multiple_of(4) { PARTS } else { &PARTS[..15] };
            url.push_str(parts[random(&mut state) % parts.len()]);
        }
        let found = length(url.as_bytes()).filter(|length| *length == url.len());
        clean += usize::from(broken(&url).is_empty());
        for tail in ["\"", "\"#&a=b?{%<", "\"}                                                   "]
        {
            let text = format!("{url}{tail}");
            assert_eq!(length(text.as_bytes()), found, "{text}");
        }
        if found.is_some() {
            recognised += 1;
            assert!(broken(&url).is_empty(), "{url}");
        }
    }
    assert!(clean > 20_000 && recognised * 10 > clean * 9, "{recognised} of {clean}");
}

#[test]
fn every_api_key_is_noticed() {
    const KEY: &str = "trk_0123456789abcdefABCDEF0123456789";
    for before in 0..140 {
        let url = format!("https://t.acme.io/{}{KEY}", "-".repeat(before));
        for behind in ["", "\"", "&x=1", &"-".repeat(100)] {
            let text = format!("{url}{behind}");
            assert!(read::<false>(text.as_bytes()).is_some_and(|url| url.may_hold_key), "{text}");
        }
    }
    let macros = format!("https://t.acme.io/{}", "gk_click_id=r_tr_k_".repeat(9));
    assert!(read::<false>(macros.as_bytes()).is_some_and(|url| !url.may_hold_key));
}
