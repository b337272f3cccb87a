//! What is wrong with one answer that says something: the first thing found.

use super::ProblemCode as P;
use super::characters::{is_blank, is_line, is_lines};
use super::check::Facts;
use super::values::{is_day, is_email, number, whole};
use super::{Choice, Lies, Question, QuestionKind as K};
use serde_json::{Map, Value};

/// No answer about a person is larger: what is beyond is a slip or an attack.
const LARGEST_NUMBER: f64 = 1e12;
/// Longest text of "something else", and of a line of an address or a policy.
const LINE: usize = 200;
/// Longest name, typed or signed.
const NAME: usize = 100;
/// Longest note beside preferred times.
const NOTE: usize = 500;
/// Longest phone as typed.
const PHONE: usize = 40;
/// Points of a drawn signature, both coordinates counted, and its largest side.
const STROKES: usize = 20_000;
const SIDE: f64 = 10_000.0;

pub(super) fn judge(question: &Question, answer: &Value, facts: &Facts<'_>) -> Option<P> {
    match &question.kind {
        K::ShortText { most } => text(answer, *most as usize, is_line),
        K::LongText { most } => text(answer, *most as usize, is_lines),
        K::Number { min, max, whole, .. } => number_in(answer, *min, *max, *whole),
        K::YesNo { .. } => (!answer.is_boolean()).then_some(P::WrongKind),
        K::Choice { options, other } => one_of(answer, options, *other),
        K::Service { options } => one_of(answer, options, false),
        K::Choices { options, other, most } => some_of(answer, options, *other, *most),
        K::Scale { from, to, .. } => number_in(answer, Some(f64::from(*from)), Some(f64::from(*to)), true),
        K::Date { lies } => answer
            .as_str()
            .map_or(Some(P::WrongKind), |day| date(day, *lies, facts.today)),
        K::PreferredTimes => preferred(answer, facts.today),
        K::Name => name(answer),
        K::Phone => text(answer, PHONE, is_line).or_else(|| {
            let fits = answer.as_str().is_some_and(|text| (facts.phone)(text, facts.country));
            (!fits).then_some(P::NotAPhone)
        }),
        K::Email => {
            text(answer, 254, is_line).or_else(|| (!answer.as_str().is_some_and(is_email)).then_some(P::NotAnEmail))
        }
        K::Address => fields(answer, &["lines", "city", "region", "postcode", "country"], LINE),
        K::Insurance => fields(answer, &["payer", "plan", "member_no", "group_no", "holder"], LINE),
        K::Consent { .. } => match answer.as_bool() {
            None => Some(P::WrongKind),
            Some(false) if question.required => Some(P::NotAgreed),
            Some(_) => None,
        },
        K::Signature => signature(answer),
        K::Upload { most, pdf } => upload(&question.id, answer, *most, *pdf, facts),
        K::Note => Some(P::NotAsked),
    }
}

fn text(answer: &Value, most: usize, is_fit: fn(&str) -> bool) -> Option<P> {
    let Some(text) = answer.as_str() else {
        return Some(P::WrongKind);
    };
    if text.chars().count() > most {
        Some(P::TooLong)
    } else if is_fit(text) {
        None
    } else {
        Some(P::WrongKind)
    }
}

fn number_in(answer: &Value, min: Option<f64>, max: Option<f64>, is_whole: bool) -> Option<P> {
    let Some(n) = number(answer) else {
        return Some(P::WrongKind);
    };
    if n < min.unwrap_or(-LARGEST_NUMBER).max(-LARGEST_NUMBER) {
        Some(P::TooSmall)
    } else if n > max.unwrap_or(LARGEST_NUMBER).min(LARGEST_NUMBER) {
        Some(P::TooLarge)
    } else if is_whole && n.fract() != 0.0 {
        Some(P::NotWhole)
    } else {
        None
    }
}

/// `{"other": "text"}`, and nothing beside it.
fn other_text(answer: &Value) -> Option<&Value> {
    let fields = answer.as_object().filter(|fields| fields.len() == 1)?;
    fields.get("other")
}

fn one_of(answer: &Value, options: &[Choice], other: bool) -> Option<P> {
    if let Some(id) = answer.as_str() {
        return (!options.iter().any(|option| option.id == id)).then_some(P::NoSuchOption);
    }
    match other_text(answer) {
        Some(written) if other => text(written, LINE, is_line),
        Some(_) => Some(P::NoSuchOption),
        None => Some(P::WrongKind),
    }
}

fn some_of(answer: &Value, options: &[Choice], other: bool, most: Option<u32>) -> Option<P> {
    let Some(list) = answer.as_array() else {
        return Some(P::WrongKind);
    };
    if list.len() > most.map_or(options.len() + 1, |most| most as usize) {
        return Some(P::TooMany);
    }
    let mut written = 0;
    for (at, chosen) in list.iter().enumerate() {
        if let Some(wrong) = one_of(chosen, options, other) {
            return Some(wrong);
        }
        if chosen.is_object() {
            written += 1;
            if written > 1 || other_text(chosen).and_then(Value::as_str).is_none_or(is_blank) {
                return Some(P::WrongKind);
            }
        }
        if list.iter().take(at).any(|before| before == chosen) {
            return Some(P::WrongKind);
        }
    }
    None
}

fn date(day: &str, lies: Lies, today: &str) -> Option<P> {
    if !is_day(day) {
        return Some(P::NotADay);
    }
    match lies {
        Lies::Past if day > today => Some(P::InTheFuture),
        Lies::Future if day < today => Some(P::InThePast),
        _ => None,
    }
}

/// An object that has no field but these; absent ones count as empty.
fn only<'a>(answer: &'a Value, known: &[&str]) -> Option<&'a Map<String, Value>> {
    let fields = answer.as_object()?;
    fields
        .keys()
        .all(|name| known.contains(&name.as_str()))
        .then_some(fields)
}

fn preferred(answer: &Value, today: &str) -> Option<P> {
    let Some(given) = only(answer, &["days", "times", "note"]) else {
        return Some(P::WrongKind);
    };
    let list = |name: &str| match given.get(name) {
        None => Some(&[][..]),
        Some(value) => value.as_array().map(Vec::as_slice),
    };
    let (Some(days), Some(times)) = (list("days"), list("times")) else {
        return Some(P::WrongKind);
    };
    if days.len() > 3 || times.len() > 4 {
        return Some(P::TooMany);
    }
    for (at, day) in days.iter().enumerate() {
        let wrong = match day.as_str() {
            None => Some(P::WrongKind),
            Some(day) => date(day, Lies::Future, today),
        };
        if wrong.is_some() {
            return wrong;
        }
        if days.iter().take(at).any(|before| before == day) {
            return Some(P::WrongKind);
        }
    }
    for (at, time) in times.iter().enumerate() {
        let Some(word) = time.as_str() else {
            return Some(P::WrongKind);
        };
        if !["morning", "midday", "afternoon", "evening"].contains(&word) {
            return Some(P::NoSuchOption);
        }
        if times.iter().take(at).any(|before| before == time) {
            return Some(P::WrongKind);
        }
    }
    given.get("note").and_then(|note| text(note, NOTE, is_lines))
}

fn name(answer: &Value) -> Option<P> {
    let wrong = fields(answer, &["given", "family"], NAME);
    let given = answer.get("given").and_then(Value::as_str).unwrap_or_default();
    wrong.or_else(|| is_blank(given).then_some(P::Missing))
}

/// Lines of an object; `lines` alone may hold several.
fn fields(answer: &Value, known: &[&str], most: usize) -> Option<P> {
    let Some(given) = only(answer, known) else {
        return Some(P::WrongKind);
    };
    known.iter().find_map(|name| {
        let is_fit = if *name == "lines" { is_lines } else { is_line };
        given.get(*name).and_then(|value| text(value, most, is_fit))
    })
}

fn signature(answer: &Value) -> Option<P> {
    let Some(fields) = answer.as_object().filter(|fields| fields.len() == 1) else {
        return Some(P::WrongKind);
    };
    match (fields.get("typed"), fields.get("drawn")) {
        (Some(typed), _) => text(typed, NAME, is_line),
        (_, Some(drawn)) => drawing(drawn),
        _ => Some(P::WrongKind),
    }
}

fn drawing(drawn: &Value) -> Option<P> {
    let Some(fields) = only(drawn, &["width", "height", "strokes"]) else {
        return Some(P::WrongKind);
    };
    let side = |name: &str| fields.get(name).and_then(|side| whole(side, 1.0, SIDE)).is_some();
    let strokes = fields.get("strokes").and_then(Value::as_array);
    let (Some(strokes), true, true) = (strokes, side("width"), side("height")) else {
        return Some(P::WrongKind);
    };
    let mut points = 0;
    for stroke in strokes {
        let Some(stroke) = stroke.as_array() else {
            return Some(P::WrongKind);
        };
        points += stroke.len();
        if points > STROKES {
            return Some(P::TooLong);
        }
        if stroke.len() % 2 != 0 || stroke.iter().any(|point| whole(point, -SIDE, SIDE).is_none()) {
            return Some(P::WrongKind);
        }
    }
    None
}

fn upload(question: &str, answer: &Value, most: u32, pdf: bool, facts: &Facts<'_>) -> Option<P> {
    let Some(list) = answer.as_array() else {
        return Some(P::WrongKind);
    };
    if list.len() > most as usize {
        return Some(P::TooMany);
    }
    for (at, index) in list.iter().enumerate() {
        let Some(place) = whole(index, 0.0, 1e6) else {
            return Some(P::WrongKind);
        };
        if list.iter().take(at).any(|before| number(before) == Some(place)) {
            return Some(P::WrongKind);
        }
        let file = facts.files.iter().enumerate().find(|(at, _)| *at as f64 == place);
        let welcome = file.is_some_and(|(_, file)| {
            file.question == question
                && (matches!(file.media_type.as_str(), "image/jpeg" | "image/png")
                    || (pdf && file.media_type == "application/pdf"))
        });
        if !welcome {
            return Some(P::WrongFile);
        }
    }
    None
}
