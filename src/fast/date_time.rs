//! Date-times on the fast path.

use crate::contract::field_values::FieldValue;
use crate::contract::instant::Instant;
use crate::fields::date_time::{DateTime, FIRST_YEAR, classify};

use super::cursor::Cursor;

/// Reads a date-time.
#[inline]
pub(super) fn read(spec: &DateTime, cursor: &mut Cursor<'_>) -> Option<FieldValue> {
    let (instant, _) = cursor.string(|token| {
        let text = token.bytes();
        common(text).or_else(|| {
            let read = token.traits.ascii.then(|| classify(text)).flatten()?;
            let clean = read.year >= FIRST_YEAR && spec.accepts(read.profile);
            clean.then_some(read.instant)
        })
    })?;
    Some(FieldValue::instant(instant))
}

/// Reads `YYYY-MM-DDTHH:MM:SSZ` from the year 2000 on, the most common spelling, by
/// position. None if it is another spelling or not a date.
fn common(text: &[u8]) -> Option<Instant> {
    let [
        y0,
        y1,
        y2,
        y3,
        b'-',
        m0,
        m1,
        b'-',
        d0,
        d1,
        b'T',
        h0,
        h1,
        b':',
        n0,
        n1,
        b':',
        s0,
        s1,
        b'Z',
    ] = text
    else {
        return None;
    };
    let two = |tens: &u8, ones: &u8| {
        let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
        (tens < 10 && ones < 10).then(|| u32::from(tens) * 10 + u32::from(ones))
    };
    let year = two(y0, y1)? * 100 + two(y2, y3)?;
    let (month, day) = (two(m0, m1)?, two(d0, d1)?);
    let (hour, minute, second) = (two(h0, h1)?, two(n0, n1)?, two(s0, s1)?);
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let longest = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    if year < 2000 || day == 0 || day > longest || hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    // Days since 1970, counting years from March so that a leap day comes last.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days = 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 1;
    let seconds =
        (i64::from(days) - 719_468) * 86_400 + i64::from(hour * 3600 + minute * 60 + second);
    Some(Instant { seconds, nanoseconds: 0 })
}

#[cfg(test)]
mod tests {
    use crate::fields::date_time::classify;

    #[test]
    fn both_readers_of_date_times_agree() {
        let valid = *b"2024-02-29T23:59:59Z";
        for place in 0..valid.len() {
            for byte in b"0123456789-:TZtz+. " {
                let mut text = valid;
                text[place] = *byte;
                let text = String::from_utf8_lossy(&text);
                if let Some(instant) = super::common(text.as_bytes()) {
                    assert_eq!(classify(&*text).map(|read| read.instant), Some(instant), "{text}");
                }
            }
        }
    }

    #[test]
    fn the_common_spelling_is_read_alike_by_position() {
        for (year, month, day) in [
            (2000, 1, 1),
            (2000, 2, 29),
            (2100, 2, 28),
            (2100, 3, 1),
            (9999, 12, 31),
            (2024, 2, 29),
        ] {
            let text = format!("{year:04}-{month:02}-{day:02}T23:59:58Z");
            let wanted = classify(&text).map(|read| read.instant);
            assert!(wanted.is_some());
            assert_eq!(super::common(text.as_bytes()), wanted, "{text}");
        }
        for year in 2000..2500 {
            for month in 0..14 {
                for day in [0, 1, 28, 29, 30, 31, 32] {
                    let text = format!("{year:04}-{month:02}-{day:02}T00:00:00Z");
                    assert_eq!(
                        super::common(text.as_bytes()),
                        classify(&text).map(|read| read.instant),
                        "{text}"
                    );
                }
            }
        }
        for text in [
            "1999-12-31T00:00:00Z",
            "2025-01-01T24:00:00Z",
            "2025-01-01T00:00:60Z",
            "2025-01-01T00:00:0:Z",
        ] {
            assert_eq!(super::common(text.as_bytes()), None, "{text}");
        }
    }
}
