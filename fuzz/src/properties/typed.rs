//! A payload is read as its type exactly if its report has no error, and a clean one comes out as it
//! went in, but for the members of a response that its contract does not list.

use offerlint::{Context, Contract, Linter, Payload, Role, gokart, tracklysms};
use serde_json::Value;

pub(super) fn reading_follows_the_report(bytes: &[u8], contract: Contract, context: &Context) {
    match contract.name() {
        "tracklysms/create-offer" => of::<tracklysms::CreateOffer>(bytes, context),
        "tracklysms/update-offer" => of::<tracklysms::UpdateOffer>(bytes, context),
        "tracklysms/get-offer" => of::<tracklysms::GetOffer>(bytes, context),
        "tracklysms/list-offers" => of::<tracklysms::ListOffers>(bytes, context),
        "tracklysms/create-offer-response" => of::<tracklysms::CreateOfferResponse>(bytes, context),
        "tracklysms/update-offer-response" => of::<tracklysms::UpdateOfferResponse>(bytes, context),
        "tracklysms/list-offers-query" => of::<tracklysms::ListOffersQuery>(bytes, context),
        "gokart/update-offer" => of::<gokart::UpdateOffer>(bytes, context),
        _ => of::<gokart::UpdateOfferResponse>(bytes, context),
    }
}

fn of<P: Payload>(bytes: &[u8], context: &Context) {
    let linter = Linter::new(P::CONTRACT).with_context(context.clone());
    let report = linter.lint(bytes);
    match P::read_with(bytes, &linter) {
        Err(refusal) => {
            assert_eq!(refusal, report, "refused for another reason than the report gives")
        }
        Ok((value, read)) => {
            assert!(read == report && !report.has_errors());
            let written = serde_json::to_value(&value).expect("a payload can be written");
            if report.is_clean() {
                let came: Value = serde_json::from_slice(bytes).expect("a clean payload is JSON");
                let sent = without_negative_zeros(came.clone());
                let is_same = match P::CONTRACT.role() {
                    // An error body, which no contract describes, is kept as it came.
                    Role::Response if written["error"].is_string() => written == came,
                    Role::Response => is_part(&written, &sent),
                    _ => written == sent,
                };
                assert!(is_same, "{sent}\nis written as\n{written}");
                assert!(
                    value.lint().is_clean() || has_long_number(bytes),
                    "written out again it is no longer clean: {written}"
                );
            }
        }
    }
}

/// A value with numbers as they are read: 0 for every -0, and doubles.
fn without_negative_zeros(value: Value) -> Value {
    match value {
        Value::Number(number)
            if number.as_f64().is_some_and(|zero| zero == 0.0 && zero.is_sign_negative()) =>
        {
            0.into()
        }
        Value::Number(number) if number.as_u64().is_none() && number.as_i64().is_none() => {
            number.as_f64().map_or(Value::Null, Value::from)
        }
        Value::Array(items) => items.into_iter().map(without_negative_zeros).collect(),
        Value::Object(members) => {
            members.into_iter().map(|(name, value)| (name, without_negative_zeros(value))).collect()
        }
        other => other,
    }
}

/// Whether a value is another one with members left out.
fn is_part(written: &Value, sent: &Value) -> bool {
    match (written, sent) {
        (Value::Object(written), Value::Object(sent)) => written
            .iter()
            .all(|(name, value)| sent.get(name).is_some_and(|sent| is_part(value, sent))),
        (Value::Array(written), Value::Array(sent)) => {
            written.len() == sent.len() && written.iter().zip(sent).all(|(a, b)| is_part(a, b))
        }
        (written, sent) => written == sent,
    }
}

/// Whether there is a number that a typed payload cannot hold as it was written: an integer beyond 64
/// bits becomes a double, and what is finer than a double is rounded.
fn has_long_number(bytes: &[u8]) -> bool {
    let (mut is_in_string, mut is_escaped) = (false, false);
    let outside: Vec<u8> = bytes
        .iter()
        .map(|byte| {
            let was_inside = is_in_string;
            is_in_string ^= *byte == b'"' && !is_escaped;
            is_escaped = is_in_string && *byte == b'\\' && !is_escaped;
            if was_inside || is_in_string { b' ' } else { *byte }
        })
        .collect();
    let is_of_number = |byte: &u8| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E');
    outside.split(|byte| !is_of_number(byte)).any(|token| {
        let text = std::str::from_utf8(token).unwrap_or_default();
        (text.len() > 15 || text.contains(['e', 'E'])) && text.parse::<f64>().is_ok()
    })
}
