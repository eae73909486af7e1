//! Numbers compared as they are written, where doubles are too coarse.

use std::cmp::Ordering;

use super::number;

/// Every integer up to this one is a double.
pub(crate) const EXACT: f64 = 9_007_199_254_740_992.0;

/// Numbers of at most this many digits or characters have different doubles.
pub(crate) const MAX_EXACT_LENGTH: usize = 15;

/// The double for a JSON number. If the nearest double is that of a shorter number (1 for
/// 0.99999999999999999999), the next double in the direction of the written number is returned, so that
/// comparisons with short numbers are correct.
pub(crate) fn double(raw: &str) -> f64 {
    let nearest = number::value(raw);
    if raw.len() <= MAX_EXACT_LENGTH && (nearest.is_normal() || !raw.contains(['e', 'E'])) {
        return nearest;
    }
    let short = Decimal::parse(&format!("{nearest:e}"));
    if short.digits.len() > MAX_EXACT_LENGTH {
        return nearest;
    }
    match Decimal::parse(raw).cmp(&short) {
        Ordering::Less => nearest.next_down(),
        Ordering::Equal => nearest,
        Ordering::Greater => nearest.next_up(),
    }
}

/// A JSON number in normal form: equal numbers have equal forms.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Decimal {
    negative: bool,
    /// The digits without leading and trailing zeros.
    digits: String,
    /// The number is 0.digits times ten to this power.
    power: i64,
}

impl Decimal {
    /// Reads a well-formed JSON number.
    pub(crate) fn parse(raw: &str) -> Self {
        let (mantissa, exponent) = match raw.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, parse_exponent(exponent)),
            None => (raw, 0),
        };
        let unsigned = mantissa.strip_prefix('-').unwrap_or(mantissa);
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        let all = format!("{whole}{fraction}");
        let digits = all.trim_start_matches('0');
        if digits.is_empty() {
            return Self { negative: false, digits: String::new(), power: 0 };
        }
        let leading = (all.len() - digits.len()) as i64;
        Self {
            negative: unsigned.len() != mantissa.len(),
            digits: digits.trim_end_matches('0').to_owned(),
            power: whole.len() as i64 - leading + exponent,
        }
    }

    /// The integer that it is, if it is one of at most 30 digits and not negative.
    pub(crate) fn to_integer(&self) -> Option<u128> {
        if self.negative || !self.is_whole() || self.power > 30 {
            return None;
        }
        format!("{:0<width$}", self.digits, width = self.power as usize).parse().ok()
    }

    /// Whether it has no fraction.
    pub(crate) fn is_whole(&self) -> bool {
        self.power >= self.digits.len() as i64
    }
}

/// An exponent, clamped to 64 bits.
fn parse_exponent(text: &str) -> i64 {
    const LARGEST: i64 = i64::MAX / 4;
    let beyond = if text.starts_with('-') { -LARGEST } else { LARGEST };
    text.parse().map_or(beyond, |exponent: i64| exponent.clamp(-LARGEST, LARGEST))
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let size = |number: &Self| (!number.digits.is_empty(), number.power);
        let sizes = || size(self).cmp(&size(other)).then_with(|| self.digits.cmp(&other.digits));
        match (self.negative, other.negative) {
            (false, false) => sizes(),
            (true, true) => sizes().reverse(),
            _ => other.negative.cmp(&self.negative),
        }
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::{Decimal, double};

    #[test]
    fn equal_numbers_are_equal_however_they_are_written() {
        for (a, b) in [("1", "1.0"), ("100", "1e2"), ("0.5", "5e-1"), ("-0", "0.0"), ("10", "1E+1")]
        {
            assert_eq!(Decimal::parse(a), Decimal::parse(b), "{a} {b}");
        }
    }

    #[test]
    fn numbers_are_in_order_however_they_are_written() {
        let ascending = [
            "-1e400",
            "-100.5",
            "-100",
            "-1.5",
            "-1",
            "-0.1",
            "-1e-400",
            "-1e-9223372036854775808",
            "0",
            "1e-999999999999999999999",
            "1e-400",
            "0.099",
            "1e-1",
            "1",
            "1.5",
            "1.50001",
            "99",
            "100",
            "9007199254740992",
            "9007199254740992.5",
            "9007199254740993",
            "1e400",
            "1e999999999999999999999",
        ];
        for (i, a) in ascending.iter().enumerate() {
            for (j, b) in ascending.iter().enumerate() {
                assert_eq!(Decimal::parse(a).cmp(&Decimal::parse(b)), i.cmp(&j), "{a} {b}");
            }
        }
    }

    #[test]
    fn whole_numbers_have_no_fraction() {
        for whole in ["0", "-0.0", "1", "1.0", "100", "1e2", "1.5e1", "9007199254740993", "10E+1"] {
            assert!(Decimal::parse(whole).is_whole(), "{whole}");
        }
        for other in ["0.5", "1.5", "-1e-1", "15e-1", "9007199254740992.5", "1e-400"] {
            assert!(!Decimal::parse(other).is_whole(), "{other}");
        }
    }

    #[test]
    fn a_double_is_on_the_side_of_its_number() {
        for short in
            ["0", "-0", "1", "0.1", "1e-3", "123456789012345", "0.30000000000000004", "1e300"]
        {
            assert_eq!(double(short).to_bits(), short.parse::<f64>().unwrap().to_bits(), "{short}");
        }
        for (long, short) in [
            ("0.99999999999999999999", 1.0),
            ("99.99999999999999999999999", 100.0),
            ("-0.00000000000000000000000001e-400", 0.0),
            ("-1e-400", 0.0),
            ("-1.00000000000000000001", -1.0),
        ] {
            assert!(double(long) < short && double(long) > short - 1e-9, "{long}");
            let mirrored = long.strip_prefix('-').map_or(format!("-{long}"), str::to_owned);
            assert!(double(&mirrored) > -short && double(&mirrored) < 1e-9 - short, "{mirrored}");
        }
        // Already apart from every shorter number.
        assert_eq!(double("1.00000000000000019"), 1.0f64.next_up());
        assert_eq!(double("100.0000000000000000000"), 100.0);
    }
}
