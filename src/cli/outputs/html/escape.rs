//! Untrusted text in HTML.

use std::fmt::{self, Write};

use crate::cli::display_safe::escape;

/// Text that is escaped when it is displayed. Hazardous characters must have been replaced before.
pub(super) struct Escaped<'t>(pub(super) &'t str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                c if is_noncharacter(c) => f.write_char('\u{fffd}')?,
                c => f.write_char(c)?,
            }
        }
        Ok(())
    }
}

/// HTML forbids these code points, even as character references.
fn is_noncharacter(c: char) -> bool {
    matches!(c, '\u{fdd0}'..='\u{fdef}') || c as u32 & 0xfffe == 0xfffe
}

/// A name, with hazardous characters as escape sequences.
pub(super) fn name(text: &str) -> String {
    Escaped(&escape(text)).to_string()
}

/// A sentence, with hazardous characters as escape sequences and its `names` as code.
pub(super) fn sentence(text: &str) -> String {
    let text = escape(text);
    let parts: Vec<&str> = text.split('`').collect();
    // A value may contain a single backtick.
    if parts.len().is_multiple_of(2) {
        return Escaped(&text).to_string();
    }
    let mut html = String::with_capacity(text.len() + 16);
    for (index, part) in parts.iter().enumerate() {
        let _ = match index % 2 {
            0 => write!(html, "{}", Escaped(part)),
            _ => write!(html, "<code>{}</code>", Escaped(part)),
        };
    }
    html
}

#[cfg(test)]
mod tests {
    use super::{name, sentence};

    #[test]
    fn nothing_breaks_out() {
        assert_eq!(
            name("</script>\"'&\u{202e}\0"),
            "&lt;/script&gt;&quot;&#39;&amp;\\u{202e}\\u{0}"
        );
        assert_eq!(name("a\u{ffff}\u{fdd0}\u{1fffe}b"), "a\u{fffd}\u{fffd}\u{fffd}b");
    }

    #[test]
    fn names_are_code() {
        assert_eq!(sentence("`a` is <b>"), "<code>a</code> is &lt;b&gt;");
        assert_eq!(sentence("a ` tick"), "a ` tick");
        assert_eq!(sentence("`<i>`"), "<code>&lt;i&gt;</code>");
    }
}
