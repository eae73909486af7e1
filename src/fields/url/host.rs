//! Where a URL leads: scheme, credentials and host.

use std::net::{Ipv4Addr, Ipv6Addr};

use url::Host;

use crate::contract::lint_context::LintContext;
use crate::diagnostics::display_safe::display_raw;
use crate::diagnostics::example::Example;
use crate::diagnostics::rule::{Fixable, Severity, rules};

use super::{HttpUrl, UrlCheck, macros, rewrite};

rules! {
    /// Reports a URL with plain http. Click ids are sent unencrypted, and mobile platforms block
    /// such requests. Write https. Private hosts are exempt, because `url-private-host` reports
    /// them.
    URL_INSECURE_HTTP = "url-insecure-http": "the URL is http, not https" {
        fix: Fixable::Unsafe,
    }
    bad: Example::members(r#"{"tracking_url": "http://track.example.com/c"}"#).at(&["/tracking_url"]),
    good: Example::members(r#"{"tracking_url": "https://track.example.com/c"}"#),

    /// Reports a URL with a user name or a password. Everyone who clicks receives them. Remove the
    /// part of the URL before the `@`.
    URL_CREDENTIALS = "url-credentials": "the URL contains a user name or a password" {}
    bad: Example::members(r#"{"tracking_url": "https://user:pw@track.example.com/"}"#).at(&["/tracking_url"]),
    good: Example::members(r#"{"tracking_url": "https://track.example.com/?mail=a@b.example"}"#),

    /// Reports a URL whose host contains a macro. Where people are sent is unknown until the macro
    /// is replaced. Write the host itself.
    URL_HOST_MACRO = "url-host-macro": "the URL's host contains a macro" {}
    bad: Example::members(r#"{"tracking_url": "https://{domain}/c"}"#).at(&["/tracking_url"]),
    good: Example::members(r#"{"tracking_url": "https://track.example.com/{path}"}"#),

    /// Reports a URL whose host is local, private or reserved. People outside that network cannot
    /// reach it. Use a public host.
    URL_PRIVATE_HOST = "url-private-host": "the URL's host is local, private or reserved" {}
    bad: Example::members(r#"{"tracking_url": "http://localhost:3000/"}"#).at(&["/tracking_url"]),
    good: Example::members(r#"{"tracking_url": "https://8.8.8.8/"}"#),

    /// Reports a URL whose host has no dot. Public hosts have one; the usual cause is a doubled
    /// scheme such as `https://https://`. Write the full host name, and the scheme once.
    URL_UNQUALIFIED_HOST = "url-unqualified-host": "the URL's host has no dot" {
        fix: Fixable::Unsafe,
    }
    bad: Example::members(r#"{"tracking_url": "https://https://track.example.com/"}"#).at(&["/tracking_url"]),
    good: Example::members(r#"{"tracking_url": "https://track.example.com/"}"#),

    /// Reports a URL whose host is reserved for documentation, such as example.com. No real offer
    /// has such a host. Write the host of the offer. The rule is off by default because
    /// documentation and tests use these hosts.
    URL_RESERVED_EXAMPLE_DOMAIN = "url-reserved-example-domain": "the URL's host is reserved for documentation" {
        severity: Severity::Info,
        on: false,
    }
    bad: Example::members(r#"{"tracking_url": "https://track.example.com/c"}"#).at(&["/tracking_url"]),
    good: Example::members(r#"{"tracking_url": "https://track.acme.io/c"}"#),
}

/// Suffixes of names that only exist on a local network or not at all.
const PRIVATE_SUFFIXES: [&str; 7] =
    [".localhost", ".local", ".internal", ".lan", ".home.arpa", ".test", ".invalid"];

static INSECURE_HTTP: UrlCheck = UrlCheck {
    rule: &URL_INSECURE_HTTP,
    build: |url, node, builder| {
        let secure = format!("https{}", &url.text["http".len()..]);
        let edits = rewrite(url.text, &secure, node, &builder);
        builder
            .subject_is("is an http URL; it must be https")
            .help("write https; click ids travel in clear text, and mobile apps block plain http")
            .unsafe_fix("write https", edits)
    },
};

static CREDENTIALS: UrlCheck = UrlCheck {
    rule: &URL_CREDENTIALS,
    build: |_, _, builder| {
        builder
            .subject_is("contains a user name or a password")
            .help("remove the part before the `@`; everyone who clicks receives it")
    },
};

static HOST_MACRO: UrlCheck = UrlCheck {
    rule: &URL_HOST_MACRO,
    build: |url, _, builder| {
        let host = display_raw(url.host());
        builder.subject_is(format_args!("has the host `{host}`, which contains a macro")).help(
            "write the host itself; where people are sent is unknown until the macro is replaced",
        )
    },
};

static PRIVATE_HOST: UrlCheck = UrlCheck {
    rule: &URL_PRIVATE_HOST,
    build: |url, _, builder| {
        let host = display_raw(url.host());
        builder
            .subject_is(format_args!("has the host `{host}`, which is local, private or reserved"))
            .help("use a public host; people outside that network cannot reach this one")
    },
};

static UNQUALIFIED_HOST: UrlCheck = UrlCheck {
    rule: &URL_UNQUALIFIED_HOST,
    build: |url, node, builder| {
        let host = display_raw(url.host());
        let builder = builder.subject_is(format_args!("has the host `{host}`, which has no dot"));
        let is_scheme =
            ["http", "https"].iter().any(|scheme| url.host().eq_ignore_ascii_case(scheme));
        let once = "write the scheme once; the second one is read as the host";
        match single_scheme(url.text) {
            Some(single) => {
                let edits = rewrite(url.text, &single, node, &builder);
                builder.help(once).unsafe_fix("keep one scheme", edits)
            }
            None if is_scheme => builder.help(once),
            None => builder.help("write the full host name, such as track.example.com"),
        }
    },
};

static RESERVED_EXAMPLE_DOMAIN: UrlCheck = UrlCheck {
    rule: &URL_RESERVED_EXAMPLE_DOMAIN,
    build: |url, _, builder| {
        let host = display_raw(url.host());
        builder
            .subject_is(format_args!("has the host `{host}`, which is reserved for documentation"))
            .help("write the host that the offer uses")
    },
};

/// The rules on the host that a URL breaks, except those that are off by default.
pub(super) fn broken_rules(url: &HttpUrl<'_>, broken: &mut Vec<&'static UrlCheck>) {
    let has_macro = is_host_macro(url);
    let private = !has_macro && is_private(url);
    if url.parsed.scheme() == "http" && !private {
        broken.push(&INSECURE_HTTP);
    }
    if has_credentials(url) {
        broken.push(&CREDENTIALS);
    }
    if has_macro {
        broken.push(&HOST_MACRO);
    } else if private {
        broken.push(&PRIVATE_HOST);
    } else if is_unqualified(url) {
        broken.push(&UNQUALIFIED_HOST);
    }
}

/// The rules that are off by default.
pub(super) fn broken_optional_rules(
    url: &HttpUrl<'_>,
    ctx: &LintContext<'_, '_>,
) -> Vec<&'static UrlCheck> {
    let broken = ctx.wants(&URL_RESERVED_EXAMPLE_DOMAIN) && is_example(url);
    broken.then_some(&RESERVED_EXAMPLE_DOMAIN).into_iter().collect()
}

/// A URL that begins with several schemes, with one of them: https, if that is among them. None for
/// any other.
fn single_scheme(text: &str) -> Option<String> {
    let strip = |text: &str| -> Option<(bool, usize)> {
        let secure = text.starts_with("https://");
        (secure || text.starts_with("http://")).then(|| (secure, text.find("//").unwrap_or(0) + 2))
    };
    let mut rest = text;
    let (mut count, mut secure) = (0, false);
    while let Some((is_secure, length)) = strip(rest) {
        rest = &rest[length..];
        secure |= is_secure;
        count += 1;
    }
    (count > 1).then(|| format!("{}://{rest}", if secure { "https" } else { "http" }))
}

/// Whether the host is a public name or address.
pub(crate) fn is_public_name(url: &HttpUrl<'_>) -> bool {
    !is_private(url) && !is_unqualified(url)
}

fn is_host_macro(url: &HttpUrl<'_>) -> bool {
    let host = url.host();
    host.contains(['{', '}'])
        || macros::without_host_macros(host).is_some()
        || host
            .as_bytes()
            .windows(3)
            .any(|w| w.eq_ignore_ascii_case(b"%7B") || w.eq_ignore_ascii_case(b"%7D"))
}

fn has_credentials(url: &HttpUrl<'_>) -> bool {
    !url.parsed.username().is_empty() || url.parsed.password().is_some_and(|p| !p.is_empty())
}

fn name<'u>(url: &'u HttpUrl<'_>) -> Option<&'u str> {
    match url.parsed.host()? {
        Host::Domain(name) => Some(name.strip_suffix('.').unwrap_or(name)),
        _ => None,
    }
}

fn is_unqualified(url: &HttpUrl<'_>) -> bool {
    name(url).is_some_and(|name| !name.contains('.') && name != "localhost")
}

fn is_example(url: &HttpUrl<'_>) -> bool {
    let reserved = ["example.com", "example.net", "example.org", "example"];
    name(url).is_some_and(|name| {
        reserved
            .iter()
            .any(|r| name.strip_suffix(r).is_some_and(|sub| sub.is_empty() || sub.ends_with('.')))
    })
}

fn is_private(url: &HttpUrl<'_>) -> bool {
    match url.parsed.host() {
        Some(Host::Ipv4(address)) => is_private_v4(address),
        Some(Host::Ipv6(address)) => match address.to_ipv4_mapped() {
            Some(address) => is_private_v4(address),
            None => is_private_v6(address),
        },
        _ => name(url).is_some_and(|name| {
            name == "localhost" || PRIVATE_SUFFIXES.iter().any(|suffix| name.ends_with(suffix))
        }),
    }
}

fn is_private_v4(address: Ipv4Addr) -> bool {
    let [a, b, ..] = address.octets();
    a == 0
        || address.is_loopback()
        || address.is_private()
        || address.is_link_local()
        || (a == 100 && b & 0xC0 == 64)
        || address.is_multicast()
        || address.is_documentation()
        || a >= 240
}

fn is_private_v6(address: Ipv6Addr) -> bool {
    let [first, second, ..] = address.segments();
    address.is_unspecified()
        || address.is_loopback()
        || address.is_multicast()
        || address.is_unicast_link_local()
        || address.is_unique_local()
        || (first == 0x2001 && second == 0xdb8)
        || (first == 0x3fff && second < 0x1000)
}
