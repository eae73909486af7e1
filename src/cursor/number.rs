//! Numbers, read together with their value.

use crate::document::scan;

use super::Cursor;

impl Cursor<'_> {
    /// Reads a number without an exponent and of at most 15 digits; its value and whether it
    /// was written without a fraction.
    #[inline]
    pub(crate) fn number(&mut self) -> Option<(f64, bool)> {
        let start = self.at;
        let negative = self.peek()? == b'-';
        let first = start + usize::from(negative);
        let (mut digits, integer_digits) = scan::digits(self.bytes, first);
        let padded = (self.bytes.get(first) == Some(&b'0')) & (integer_digits > 1);
        if (integer_digits == 0) | padded {
            return None;
        }
        let mut at = first + integer_digits;
        let mut places = 0;
        if self.bytes.get(at) == Some(&b'.') {
            let (fraction, count) = scan::digits(self.bytes, at + 1);
            if count == 0 || count > 15 {
                return None;
            }
            digits = digits.wrapping_mul(POWERS_OF_TEN[count]).wrapping_add(fraction);
            places = count;
            at += 1 + count;
        }
        if integer_digits + places > 15 || matches!(self.bytes.get(at), Some(b'e' | b'E')) {
            return None;
        }
        self.at = at;
        // Both operands are exact, so the quotient is the nearest double, as a parser gives it.
        let value = digits as f64;
        let value = if places == 0 { value } else { value / POWERS_OF_TEN[places] as f64 };
        Some((if negative { -value } else { value }, places == 0))
    }
}

const POWERS_OF_TEN: [u64; 16] = {
    let mut powers = [1; 16];
    let mut at = 1;
    while at < powers.len() {
        powers[at] = powers[at - 1] * 10;
        at += 1;
    }
    powers
};
