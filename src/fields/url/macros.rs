//! The macros in a URL, which a tracking platform replaces.

/// The length of `%%WORD%%`, `%%WORD:KEY%%` or `%WORD%` at the start.
pub(super) fn macro_length(text: &[u8]) -> Option<usize> {
    let open = text.iter().take(2).take_while(|byte| **byte == b'%').count();
    let word = &text[open..];
    let is_start = word.first().is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'_');
    let mut length = word_length(word);
    if open == 2 {
        let is_key = |byte: &&u8| byte.is_ascii_alphanumeric() || b"_.-".contains(byte);
        length = word.iter().take_while(is_key).count();
        // Google Ad Manager's form.
        if word.get(length) == Some(&b':') {
            length += 1 + word[length + 1..].iter().take_while(is_key).count();
        }
    }
    let close = word[length..].iter().take(open).take_while(|byte| **byte == b'%').count();
    (is_start && close == open).then_some(open + length + close)
}

/// A text with every macro `%%WORD%%` and `[WORD]` replaced by a letter; none if it has no macro.
pub(super) fn without_host_macros(authority: &str) -> Option<String> {
    memchr::memchr2(b'%', b'[', authority.as_bytes())?;
    let mut out = String::with_capacity(authority.len());
    let mut rest = authority;
    let mut found = false;
    while let Some(c) = rest.chars().next() {
        if let Some(length) = host_macro_length(rest) {
            out.push('x');
            rest = &rest[length..];
            found = true;
        } else {
            out.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    found.then_some(out)
}

/// The length of `%%WORD%%` or `[WORD]` at the start. An IPv6 address is not a word.
fn host_macro_length(text: &str) -> Option<usize> {
    let (open, close) = if text.starts_with("%%") { ("%%", "%%") } else { ("[", "]") };
    let inside = text.strip_prefix(open)?;
    let word = &inside[..inside.find(close)?];
    let is_word = word.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_.-".contains(&byte));
    is_word.then_some(open.len() + word.len() + close.len())
}

/// A macro with blanks inside its braces, such as `{{ click_id }}`, without them.
pub(super) fn compact_macro(text: &str) -> Option<String> {
    let braces = |text: &str, brace| text.chars().take_while(|c| *c == brace).count();
    text.match_indices('{').find_map(|(at, _)| {
        let open = braces(&text[at..], '{');
        let inside = &text[at + open..];
        let end = inside.find(['{', '}'])?;
        let (name, close) = (&inside[..end], braces(&inside[end..], '}'));
        let is_name = |name: &str| {
            !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || "_-.".contains(c))
        };
        (open == close && name != name.trim() && is_name(name.trim()))
            .then(|| format!("{}{}{}", "{".repeat(open), name.trim(), "}".repeat(close)))
    })
}

/// The number of letters, digits and underscores at the start of a text.
fn word_length(text: &[u8]) -> usize {
    text.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count()
}

/// A mistake in the braces of a macro.
pub(super) enum UnbalancedMacro {
    /// A pair without a name.
    Empty,
    /// A `}` without a `{`.
    Closed,
    /// A `{` without a `}`.
    Open,
}

pub(super) fn unbalanced_macro(text: &str) -> Option<UnbalancedMacro> {
    memchr::memchr2(b'{', b'}', text.as_bytes())?;
    let mut depth = 0i32;
    let mut previous = 0;
    for byte in text.bytes() {
        match byte {
            b'{' => depth += 1,
            b'}' if previous == b'{' => return Some(UnbalancedMacro::Empty),
            b'}' if depth == 0 => return Some(UnbalancedMacro::Closed),
            b'}' => depth -= 1,
            _ => {}
        }
        previous = byte;
    }
    (depth != 0).then_some(UnbalancedMacro::Open)
}

/// The first percent-encoded macro.
pub(super) fn encoded_macro(text: &str) -> Option<&str> {
    let lower = text.to_ascii_lowercase();
    let open = lower.find("%7b")?;
    let close = lower[open..].find("%7d")?;
    Some(&text[open..open + close + "%7D".len()])
}
