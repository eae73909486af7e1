//! Numbers compared as they are written, where doubles can no longer tell them apart.

/// Up to here every integer is a double.
pub(crate) const EXACT: f64 = 9_007_199_254_740_992.0;

/// A JSON number in a form of its own: equal numbers have equal forms.
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
            Some((mantissa, exponent)) => (mantissa, exponent.parse().unwrap_or(0)),
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

    /// Whether a positive number is smaller than another positive one.
    pub(crate) fn is_below(&self, other: &Self) -> bool {
        (self.power, &self.digits) < (other.power, &other.digits)
    }
}

#[cfg(test)]
mod tests {
    use super::Decimal;

    #[test]
    fn equal_numbers_are_equal_however_they_are_written() {
        for (a, b) in [("1", "1.0"), ("100", "1e2"), ("0.5", "5e-1"), ("-0", "0.0"), ("10", "1E+1")]
        {
            assert_eq!(Decimal::parse(a), Decimal::parse(b), "{a} {b}");
        }
        let below = |a, b| Decimal::parse(a).is_below(&Decimal::parse(b));
        assert!(below("9007199254740992", "9007199254740993"));
        assert!(below("99", "100") && below("1.5", "1.50001") && !below("5", "5.0"));
    }
}
