//! Numbers, read together with their value.

use crate::json::number;

use super::Cursor;

impl Cursor<'_> {
    /// Reads a number of at most 15 digits without an exponent, and returns its value and whether it has
    /// no fraction. An exponent ends the number, so the caller finds no separator after it.
    #[inline(always)]
    pub(crate) fn number(&mut self) -> Option<(f64, bool)> {
        if let Some(number) = self.common_number() {
            return Some(number);
        }
        let number;
        (number, *self) = self.uncommon_number()?;
        Some(number)
    }

    /// Reads a non-negative number of at most seven characters that is not at the end of the text,
    /// without a branch on whether it has a point.
    #[inline(always)]
    fn common_number(&mut self) -> Option<(f64, bool)> {
        let word = u64::from_le_bytes(*self.rest.first_chunk()?);
        let before = number::leading_digits(word);
        let behind = word.wrapping_shr(8 * before);
        let point = u32::from(behind as u8 == b'.');
        // The digits behind the point follow those before it.
        let integer = word & !u64::MAX.wrapping_shl(8 * before);
        let digits = integer | (behind >> (8 * point)).wrapping_shl(8 * before);
        let count = number::leading_digits(digits);
        let places = count.wrapping_sub(before);
        let end = count + point;
        let padded = (word as u8 == b'0') & (before > 1);
        if (before == 0) | (end > 7) | (places < point) | padded {
            return None;
        }
        self.advance(end as usize)?;
        let value = number::value_of_digits(digits, count) as i64 as f64;
        // Both operands are exact, so the quotient is the nearest double, as a parser gives it.
        Some((value / POWERS_OF_TEN[places as usize & 7], places == 0))
    }

    #[cold]
    #[inline(never)]
    fn uncommon_number(mut self) -> Option<((f64, bool), Self)> {
        let negative = self.peek()? == b'-';
        self.advance(usize::from(negative))?;
        let (integer, count) = number::digits(self.rest, 0);
        let padded = self.peek() == Some(b'0') && count > 1;
        if count == 0 || padded {
            return None;
        }
        self.advance(count)?;
        let (mut digits, mut places) = (integer, 0);
        if self.peek() == Some(b'.') {
            let fraction;
            (fraction, places) = number::digits(self.rest, 1);
            digits = digits.wrapping_mul(10u64.wrapping_pow(places as u32)).wrapping_add(fraction);
            self.advance(1 + places)?;
            if places == 0 {
                return None;
            }
        }
        if count + places > 15 {
            return None;
        }
        let value = digits as f64 / POWERS_OF_TEN[places];
        Some(((if negative { -value } else { value }, places == 0), self))
    }
}

const POWERS_OF_TEN: [f64; 16] =
    [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

#[cfg(test)]
mod tests {
    use crate::fast::cursor::Cursor;

    fn read(text: &str) -> Option<((f64, bool), usize)> {
        let mut cursor = Cursor::new(text.as_bytes());
        Some((cursor.number()?, text.len() - cursor.rest.len()))
    }

    /// Every text of some characters: what is read is what a parser reads, whether eight bytes can be
    /// taken at once or not.
    #[test]
    fn numbers_have_their_value() {
        const CHARACTERS: &[u8] = b"019.-e,";
        let mut texts = vec![String::new()];
        for _ in 0..6 {
            let longer = |text: &String| {
                let text = text.clone();
                CHARACTERS.iter().map(move |c| format!("{text}{}", char::from(*c)))
            };
            let next: Vec<String> = texts.iter().flat_map(longer).collect();
            for text in next.iter().chain(&texts) {
                for tail in ["}", ",\"name\": 1}"] {
                    let token = text.split(',').next().unwrap_or_default();
                    let wanted = serde_json::from_str::<f64>(token).ok();
                    let wanted = wanted.filter(|_| !token.contains('e'));
                    let found = read(&format!("{text}{tail}"));
                    match (wanted, found) {
                        (Some(value), Some(((number, whole), at))) => {
                            assert_eq!(value.to_bits(), number.to_bits(), "{token}");
                            assert_eq!((whole, at), (!token.contains('.'), token.len()), "{token}");
                        }
                        // A valid number can be the prefix of an invalid token.
                        (None, Some((_, at))) => assert!(at < token.len(), "{token}"),
                        (Some(_), None) => panic!("{token} was not read"),
                        (None, None) => {}
                    }
                }
            }
            texts = next;
        }
    }

    #[test]
    fn long_numbers_have_their_value_up_to_15_digits() {
        for text in [
            "1234567",
            "12345678",
            "123456789012345",
            "-12345678.9012345",
            "0.12345678",
            "99999.99",
        ] {
            for tail in ["", "}", ",          }"] {
                let wanted = ((text.parse().unwrap(), !text.contains('.')), text.len());
                assert_eq!(read(&format!("{text}{tail}")), Some(wanted), "{text}");
            }
        }
        assert_eq!(read("1234567890123456}"), None);
        assert_eq!(read("0.1234567890123456}"), None);
    }
}
