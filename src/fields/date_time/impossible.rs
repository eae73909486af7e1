//! Explains why a date-time that has the right form does not exist.

use std::borrow::Cow;

/// The reason why an invalid text of the form `YYYY-MM-DD` or `YYYYMMDD`, alone or followed by `T` or
/// a space and `HH:MM[:SS]` or `HHMM[SS]`, does not exist; `None` if it has another form or nothing is
/// wrong with its digits.
pub(crate) fn reason(text: &str) -> Option<String> {
    let (date, time) = match text.split_once(['T', 't', ' ']) {
        Some((date, time)) => (date, Some(time)),
        None => (text, None),
    };
    let [year, month, day] = fields(&separated(date, '-', 4), '-', [4, 2, 2])?;
    if let Some(reason) = impossible_date(year, month, day) {
        return Some(reason);
    }
    let time = time?;
    let clock = &time[..time.find(['Z', 'z', '+', '-', '.', ',']).unwrap_or(time.len())];
    let with_colons = separated(clock, ':', 2);
    let [hour, minute, second] = fields(&with_colons, ':', [2, 2, 2])
        .or_else(|| fields(&with_colons, ':', [2, 2]).map(|[hour, minute]| [hour, minute, 0]))?;
    impossible_time(hour, minute, second).or_else(|| impossible_offset(&time[clock.len()..]))
}

fn impossible_date(year: u32, month: u32, day: u32) -> Option<String> {
    const MONTHS: [(&str, u32); 12] = [
        ("January", 31),
        ("February", 28),
        ("March", 31),
        ("April", 30),
        ("May", 31),
        ("June", 30),
        ("July", 31),
        ("August", 31),
        ("September", 30),
        ("October", 31),
        ("November", 30),
        ("December", 31),
    ];
    let index = (month as usize).checked_sub(1);
    let Some((name, days)) = index.and_then(|index| MONTHS.get(index)).copied() else {
        return Some(format!("there is no month {month}"));
    };
    if day == 0 {
        return Some("there is no day 0".to_owned());
    }
    let is_leap = year.is_multiple_of(if year.is_multiple_of(100) { 400 } else { 4 });
    if month == 2 {
        let days = if is_leap { 29 } else { 28 };
        return (day > days).then(|| format!("February {year} has {days} days"));
    }
    (day > days).then(|| format!("{name} has {days} days"))
}

fn impossible_time(hour: u32, minute: u32, second: u32) -> Option<String> {
    if hour > 24 {
        Some(format!("there is no hour {hour}"))
    } else if minute > 59 {
        Some(format!("there is no minute {minute}"))
    } else if second > 60 {
        Some(format!("there is no second {second}"))
    } else if hour == 24 && (minute, second) != (0, 0) {
        Some("hour 24 is only midnight".to_owned())
    } else if second == 60 {
        Some("second 60 is only a leap second, at 23:59:60 UTC".to_owned())
    } else {
        None
    }
}

/// The reason for the part behind the seconds: a fraction and an offset.
fn impossible_offset(tail: &str) -> Option<String> {
    let offset = &tail[tail.find(['+', '-'])?..];
    let [hours, minutes] = fields(&offset[1..], ':', [2, 2])?;
    if hours > 23 || minutes > 59 {
        return Some(format!("there is no offset {offset}"));
    }
    None
}

/// A text of digits alone, with a separator after the first `width` digits and after each two more.
fn separated(text: &str, separator: char, width: usize) -> Cow<'_, str> {
    if text.len() <= width || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len() + 2);
    for (index, digit) in text.chars().enumerate() {
        if index >= width && (index - width).is_multiple_of(2) {
            out.push(separator);
        }
        out.push(digit);
    }
    out.into()
}

/// Decimal numbers of fixed widths between separators.
fn fields<const N: usize>(text: &str, separator: char, widths: [usize; N]) -> Option<[u32; N]> {
    let mut parts = text.split(separator);
    let mut numbers = [0; N];
    for (number, width) in numbers.iter_mut().zip(widths) {
        let part = parts.next()?;
        let is_number = part.len() == width && part.bytes().all(|byte| byte.is_ascii_digit());
        *number = is_number.then(|| part.parse().ok()).flatten()?;
    }
    parts.next().is_none().then_some(numbers)
}

#[cfg(test)]
mod tests {
    use super::reason;

    #[test]
    fn the_reason_is_named() {
        for (text, expected) in [
            ("2026-04-31T00:00:00Z", "April has 30 days"),
            ("2026-13-01", "there is no month 13"),
            ("2026-00-01T00:00:00Z", "there is no month 0"),
            ("2026-01-00T00:00:00Z", "there is no day 0"),
            ("2026-01-32", "January has 31 days"),
            ("2025-02-29T00:00:00Z", "February 2025 has 28 days"),
            ("2024-02-30T00:00:00Z", "February 2024 has 29 days"),
            ("2100-02-29", "February 2100 has 28 days"),
            ("2026-03-31T24:00:01Z", "hour 24 is only midnight"),
            ("2026-03-31T24:30:00+02:00", "hour 24 is only midnight"),
            ("2026-03-31 25:00:00Z", "there is no hour 25"),
            ("2026-03-31T10:61:00Z", "there is no minute 61"),
            ("2026-03-31T10:60Z", "there is no minute 60"),
            ("2026-03-31T10:00:61.5Z", "there is no second 61"),
            ("20260431T000000Z", "April has 30 days"),
            ("20260430T250000Z", "there is no hour 25"),
            ("2026-06-15T12:59:60Z", "second 60 is only a leap second, at 23:59:60 UTC"),
            ("2026-03-31T10:00:00+25:00", "there is no offset +25:00"),
        ] {
            assert_eq!(reason(text).as_deref(), Some(expected), "{text}");
        }
        for text in ["2026-02-28T10:00:00Z", "tomorrow", "2026-2-30", "", "2026-04-31x", "é-04-31"]
        {
            assert_eq!(reason(text), None, "{text}");
        }
    }
}
