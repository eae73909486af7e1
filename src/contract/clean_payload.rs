//! A payload that the fast path found clean, as its fields are read into structs.

use crate::json::{JsonStr, number, scan};

use super::field_values::{FieldValue, FieldValues, Slot};

/// A clean payload and the values of its fields.
pub(crate) struct CleanPayload<'f, 'a> {
    field_values: &'f FieldValues,
    text: &'a str,
}

impl<'f, 'a> CleanPayload<'f, 'a> {
    pub(crate) fn new(field_values: &'f FieldValues, bytes: &'a [u8]) -> Option<Self> {
        Some(Self { field_values, text: simdutf8::basic::from_utf8(bytes).ok()? })
    }

    /// The slots of an object with this number of fields.
    #[inline]
    pub(crate) fn slots<const FIELDS: usize>(&self, object: usize) -> Option<&'f [Slot; FIELDS]> {
        self.field_values.slots(object)?.try_into().ok()
    }

    /// The text from `left` bytes before its end on.
    #[inline]
    fn text_from(&self, left: u32) -> Option<&'a str> {
        self.text.get(self.text.len().checked_sub(left as usize)?..)
    }

    #[inline]
    fn decode(&self, text: FieldValue) -> Option<String> {
        let FieldValue::Text { left, length, escaped } = text else { return None };
        Some(decode(self.text_from(left)?.get(..length as usize)?, escaped))
    }
}

/// One field of a clean payload.
#[derive(Clone, Copy)]
pub(crate) struct CleanField<'p, 'f, 'a> {
    pub(crate) payload: &'p CleanPayload<'f, 'a>,
    pub(crate) slot: &'f Slot,
}

impl<'a> CleanField<'_, '_, 'a> {
    #[inline]
    pub(crate) fn value(self) -> FieldValue {
        self.slot.value
    }

    /// The text from the value on.
    #[inline]
    pub(crate) fn tokens(self) -> Option<CleanTokens<'a>> {
        self.payload.text_from(self.slot.node).map(CleanTokens)
    }

    /// The index of one of the field's documented values.
    pub(crate) fn variant(self) -> Option<u8> {
        if let FieldValue::Variant(index) = self.value() { Some(index) } else { None }
    }

    /// The value, if it is a string.
    #[inline]
    pub(crate) fn string(self) -> Option<String> {
        match self.value() {
            text @ FieldValue::Text { .. } => self.payload.decode(text),
            _ => self.tokens()?.string(),
        }
    }

    /// The indexes of the objects in the value.
    #[inline]
    pub(crate) fn objects(self) -> Option<std::ops::Range<usize>> {
        let FieldValue::Objects { first, count, .. } = self.value() else { return None };
        Some(first as usize..(first + count) as usize)
    }

    /// Reads the items of a list of strings.
    pub(crate) fn strings(self, mut add: impl FnMut(String)) -> Option<()> {
        let mut tokens = self.tokens()?;
        let mut more = tokens.open('[')?;
        while more {
            add(tokens.string()?);
            more = tokens.next(']')?;
        }
        Some(())
    }

    /// Reads the members of an object of strings.
    pub(crate) fn pairs(self, mut add: impl FnMut(String, String)) -> Option<()> {
        let FieldValue::Texts { first, count } = self.value() else { return None };
        let texts = self.payload.field_values.texts();
        let texts = texts.get(first as usize..(first + count) as usize)?;
        for [key, value] in texts.as_chunks().0 {
            add(self.payload.decode(*key)?, self.payload.decode(*value)?);
        }
        Some(())
    }
}

#[inline]
fn decode(raw: &str, escaped: bool) -> String {
    if escaped { JsonStr { raw, escaped }.decode().into_owned() } else { raw.to_owned() }
}

/// The rest of a clean payload. Every reader returns `None` for anything that it does not expect.
#[derive(Clone, Copy)]
pub(crate) struct CleanTokens<'a>(&'a str);

impl<'a> CleanTokens<'a> {
    pub(crate) fn peek(self) -> Option<u8> {
        self.0.as_bytes().first().copied()
    }

    /// Whether this string is next, in its plain spelling.
    pub(crate) fn starts_with(self, text: &str) -> bool {
        let inside = self.0.strip_prefix('"').and_then(|rest| rest.strip_prefix(text));
        inside.is_some_and(|rest| rest.starts_with('"'))
    }

    /// Whether the number that is next has neither a fraction nor an exponent.
    pub(crate) fn is_integer(self) -> bool {
        let bytes = self.0.as_bytes();
        let sign = usize::from(bytes.first() == Some(&b'-'));
        let (_, digits) = number::digits(bytes, sign);
        !matches!(bytes.get(sign + digits), Some(b'.' | b'e' | b'E'))
    }

    #[inline]
    pub(crate) fn string(&mut self) -> Option<String> {
        let inside = self.0.strip_prefix('"')?;
        let bytes = inside.as_bytes();
        let mut end = scan::string_stop(bytes, 0);
        let escaped = bytes.get(end) == Some(&b'\\');
        while bytes.get(end) == Some(&b'\\') {
            end = scan::string_stop(bytes, end + 2);
        }
        self.0 = inside.get(end..)?.strip_prefix('"')?;
        let raw = &inside[..end];
        Some(decode(raw, escaped))
    }

    #[inline]
    fn skip(&mut self) {
        let end = scan::whitespace(self.0.as_bytes(), 0);
        self.0 = self.0.get(end..).unwrap_or_default();
    }

    #[inline]
    fn punctuation(&mut self, mark: char) -> Option<()> {
        self.0 = self.0.strip_prefix(mark)?;
        Some(())
    }

    /// Reads an opening bracket: whether an item follows, which is next then.
    fn open(&mut self, bracket: char) -> Option<bool> {
        self.punctuation(bracket)?;
        self.skip();
        Some(!matches!(self.peek()?, b']' | b'}'))
    }

    /// Reads what follows an item: whether another one follows, which is next then.
    #[inline]
    fn next(&mut self, bracket: char) -> Option<bool> {
        self.skip();
        if self.punctuation(bracket).is_some() {
            return Some(false);
        }
        self.punctuation(',')?;
        self.skip();
        Some(true)
    }
}
