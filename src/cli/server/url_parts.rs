//! The parts of a tracking URL and its macros, as Markdown.

use url::form_urlencoded;

/// The largest number of characters of a part.
const MAX_PART: usize = 120;

/// The parts of a URL; none if the text is no web address.
pub(crate) fn markdown(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once("://")?;
    if !["http", "https"].iter().any(|known| known.eq_ignore_ascii_case(scheme)) {
        return None;
    }
    let (rest, fragment) = rest.split_once('#').unwrap_or((rest, ""));
    let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (authority, path) = place.split_at(place.find('/').unwrap_or(place.len()));
    // User names and passwords are not shown.
    let host = authority.rsplit('@').next().unwrap_or(authority);
    let mut text = format!("Tracking URL\n\n- scheme: {}\n- host: {}\n", code(scheme), code(host));
    if !path.is_empty() {
        text.push_str(&format!("- path: {}\n", code(path)));
    }
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        text.push_str(&format!("- parameter {}: {}\n", code(&name), code(&value)));
    }
    if !fragment.is_empty() {
        text.push_str(&format!("- fragment: {}\n", code(fragment)));
    }
    let macros = macros(url);
    if !macros.is_empty() {
        let macros: Vec<String> = macros.iter().map(|found| code(found)).collect();
        text.push_str(&format!("\nMacros: {}\n", macros.join(", ")));
    }
    Some(offerlint::mask_secrets(&text))
}

/// A text in a code span of one line.
fn code(text: &str) -> String {
    let safe = |c: char| {
        if c == '`' || c.is_control() || offerlint::needs_escape(c) { '\u{fffd}' } else { c }
    };
    let mut part: String = text.chars().take(MAX_PART).map(safe).collect();
    if text.chars().nth(MAX_PART).is_some() {
        part.push('…');
    }
    if part.is_empty() { "(empty)".to_owned() } else { format!("`{part}`") }
}

/// Delimiters of macros. Longer ones come first.
const DELIMITERS: [(&str, &str); 7] = [
    ("{{", "}}"),
    ("${", "}"),
    ("{", "}"),
    ("%7B", "%7D"),
    ("%7b", "%7d"),
    ("%%", "%%"),
    ("[", "]"),
];

/// The macros of a URL in order, each once.
fn macros(url: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = url;
    while let Some(next) = rest.char_indices().find_map(|(at, _)| macro_at(&rest[at..])) {
        if !found.contains(&next.0) {
            found.push(next.0);
        }
        rest = next.1;
    }
    found
}

/// The macro that a text begins with, and the text after it.
fn macro_at(text: &str) -> Option<(&str, &str)> {
    DELIMITERS.iter().find_map(|(open, close)| {
        let inner = text.strip_prefix(open)?;
        let name = &inner[..inner.find(close)?];
        let is_name = |c: char| c.is_ascii_alphanumeric() || "_-.: ".contains(c);
        if name.is_empty() || !name.chars().all(is_name) {
            return None;
        }
        Some(text.split_at(open.len() + name.len() + close.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::{macros, markdown};

    #[test]
    fn macros_of_all_platforms_are_found() {
        let url = "https://a.example/{a}/${b}?c={{c}}&d=%%D%%&e=[E]&f=%7Bf%7D&g={a}&h={&i=[]";
        assert_eq!(macros(url), ["{a}", "${b}", "{{c}}", "%%D%%", "[E]", "%7Bf%7D"]);
    }

    #[test]
    fn parts_are_shown_without_credentials_and_keys() {
        let key = format!("trk_{}", "a".repeat(32));
        let url = format!("https://me:secret@a.example/c?x=%C3%A9+1&k={key}#end");
        let text = markdown(&url).unwrap();
        assert!(
            text.contains("- host: `a.example`\n") && text.contains("- path: `/c`\n"),
            "{text}"
        );
        assert!(text.contains("- parameter `x`: `é 1`\n"), "{text}");
        assert!(!text.contains("secret") && !text.contains(&key), "{text}");
        assert_eq!(markdown("mailto:a@a.example"), None);
    }
}
