//! Reads the date-times of RFC 3339 and the profiles of ISO 8601 that are recognised, and says
//! which one it was.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::contract::instant::Instant;

/// How a date-time was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Profile {
    /// `YYYY-MM-DDTHH:MM:SS[.digits](Z|±HH:MM)`.
    Internet,
    /// The same without an offset, or `YYYY-MM-DD`.
    NoOffset,
    /// Any other profile that is recognised.
    Other,
}

/// A date-time in a recognised profile.
#[derive(Clone, Debug)]
pub(crate) struct ParsedDateTime {
    pub(crate) profile: Profile,
    pub(crate) instant: Instant,
    /// The year as it was written.
    pub(crate) year: i32,
    date: NaiveDate,
    time: Option<Time>,
}

#[derive(Clone, Debug)]
struct Time {
    hour: u32,
    minute: u32,
    second: u32,
    fraction: String,
    /// Seconds east of UTC, if there is an offset.
    offset: Option<i32>,
}

/// The bytes that are left, and whether all bytes so far follow the Internet profile.
struct Reader<'t> {
    rest: &'t [u8],
    usual: bool,
}

impl Reader<'_> {
    fn digits(&mut self, count: usize) -> Option<u32> {
        let mut value = 0;
        for byte in self.rest.get(..count)? {
            value = value * 10 + u32::from(byte.is_ascii_digit().then(|| byte - b'0')?);
        }
        self.rest = &self.rest[count..];
        Some(value)
    }

    /// Takes the byte if it comes next.
    fn take(&mut self, byte: u8) -> bool {
        let found = self.rest.first() == Some(&byte);
        if found {
            self.rest = &self.rest[1..];
        }
        found
    }

    /// Takes a separator, which some profiles leave out.
    fn separator(&mut self, byte: u8) {
        self.usual &= self.take(byte);
    }

    fn digits_ahead(&self) -> usize {
        self.rest.iter().take_while(|byte| byte.is_ascii_digit()).count()
    }
}

/// Reads a date-time; none if it is not one in any recognised profile.
pub(crate) fn classify(text: impl AsRef<[u8]>) -> Option<ParsedDateTime> {
    let mut reader = Reader { rest: text.as_ref(), usual: true };
    let year = i32::try_from(reader.digits(4)?).ok()?;
    let (date, is_calendar) = date(&mut reader, year)?;
    let time = if reader.rest.is_empty() { None } else { Some(time(&mut reader, is_calendar)?) };
    if !reader.rest.is_empty() {
        return None;
    }
    let has_offset = time.as_ref().is_some_and(|time| time.offset.is_some());
    let profile = match (reader.usual, has_offset) {
        (true, true) => Profile::Internet,
        (true, false) => Profile::NoOffset,
        (false, _) => Profile::Other,
    };
    let instant = instant(date, time.as_ref());
    Some(ParsedDateTime { profile, instant, year, date, time })
}

/// Reads the rest of the date; true for a calendar date, the only one that may have a time.
fn date(reader: &mut Reader<'_>, year: i32) -> Option<(NaiveDate, bool)> {
    let hyphen = reader.take(b'-');
    if reader.take(b'W') {
        reader.usual = false;
        let week = reader.digits(2)?;
        reader.take(b'-');
        let day = reader.digits(1)?;
        let weekday = Weekday::try_from(u8::try_from(day.checked_sub(1)?).ok()?).ok()?;
        return Some((NaiveDate::from_isoywd_opt(year, week, weekday)?, false));
    }
    reader.usual &= hyphen;
    // Three digits are the day of the year.
    if reader.digits_ahead() == 3 {
        reader.usual = false;
        return Some((NaiveDate::from_yo_opt(year, reader.digits(3)?)?, false));
    }
    let month = reader.digits(2)?;
    reader.separator(b'-');
    let day = reader.digits(2)?;
    Some((NaiveDate::from_ymd_opt(year, month, day)?, true))
}

fn time(reader: &mut Reader<'_>, is_calendar: bool) -> Option<Time> {
    if !is_calendar {
        return None;
    }
    if !reader.take(b'T') {
        reader.usual = false;
        reader.take(b't').then_some(())?;
    }
    let hour = reader.digits(2)?;
    reader.separator(b':');
    let minute = reader.digits(2)?;
    let mut second = 0;
    let mut fraction = String::new();
    let colon = reader.take(b':');
    if colon || reader.digits_ahead() > 0 {
        reader.usual &= colon;
        second = reader.digits(2)?;
        let comma = reader.take(b',');
        reader.usual &= !comma;
        if comma || reader.take(b'.') {
            let digits = reader.digits_ahead();
            if digits == 0 {
                return None;
            }
            fraction = String::from_utf8_lossy(&reader.rest[..digits]).into_owned();
            reader.rest = &reader.rest[digits..];
        }
    } else {
        reader.usual = false;
    }
    let midnight = hour == 24 && minute == 0 && second == 0 && fraction.bytes().all(|b| b == b'0');
    if (hour > 23 && !midnight) || minute > 59 || second > 60 {
        return None;
    }
    reader.usual &= !midnight && second != 60;
    Some(Time { hour, minute, second, fraction, offset: offset(reader)? })
}

/// Reads an offset; `Some(None)` if there is none.
fn offset(reader: &mut Reader<'_>) -> Option<Option<i32>> {
    let sign = match reader.rest.first() {
        None => return Some(None),
        Some(b'Z') => 0,
        Some(b'z') => {
            reader.usual = false;
            0
        }
        Some(b'+') => 1,
        Some(b'-') => -1,
        Some(_) => return None,
    };
    reader.rest = &reader.rest[1..];
    if sign == 0 {
        return Some(Some(0));
    }
    let hours = reader.digits(2)?;
    let mut minutes = 0;
    if reader.rest.is_empty() {
        reader.usual = false;
    } else {
        reader.separator(b':');
        minutes = reader.digits(2)?;
    }
    if hours > 23 || minutes > 59 {
        return None;
    }
    Some(Some(sign * i32::try_from(hours * 3600 + minutes * 60).ok()?))
}

/// The instant: UTC without an offset, midnight without a time.
fn instant(date: NaiveDate, time: Option<&Time>) -> Instant {
    const EPOCH: i64 = 719_163;
    let days = i64::from(date.num_days_from_ce()) - EPOCH;
    let mut seconds = days * 86_400;
    let mut nanoseconds = 0;
    if let Some(time) = time {
        seconds += i64::from(time.hour * 3600 + time.minute * 60 + time.second);
        seconds -= i64::from(time.offset.unwrap_or(0));
        let digits = time.fraction.bytes().chain(std::iter::repeat(b'0')).take(9);
        nanoseconds = digits.fold(0, |value, digit| value * 10 + u32::from(digit - b'0'));
    }
    Instant { seconds, nanoseconds }
}

impl ParsedDateTime {
    /// The date-time in the Internet profile, without an offset if there is none. None for a leap
    /// second and 24:00:00, which the profile lacks.
    pub(crate) fn standard(&self) -> Option<String> {
        // chrono's `format` would bring its formatter of arbitrary patterns into the WebAssembly module.
        let date = self.date;
        let Some(time) = &self.time else {
            return Some(date.to_string());
        };
        if time.second == 60 || time.hour == 24 {
            return None;
        }
        let fraction = if time.fraction.is_empty() { "" } else { "." };
        let offset = match time.offset {
            None => String::new(),
            Some(0) => "Z".to_owned(),
            Some(seconds) => {
                let sign = if seconds < 0 { '-' } else { '+' };
                let minutes = seconds.abs() / 60;
                format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
            }
        };
        let Time { hour, minute, second, fraction: digits, .. } = time;
        Some(format!("{date}T{hour:02}:{minute:02}:{second:02}{fraction}{digits}{offset}"))
    }
}

#[cfg(test)]
mod tests;
