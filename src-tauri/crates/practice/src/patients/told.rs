//! Says an event in a clinic's words. Pure. A kind nobody has words for is still told, by its own name: a timeline
//! with a gap would be a lie.

use serde_json::Value;

/// An event in words.
#[derive(Debug, PartialEq, Eq)]
pub struct Told {
    /// "Booked a visit".
    pub title: String,
    /// "Check-up with Dr. Okafor, Tue 3 Mar 2026 09:00"; may be empty.
    pub detail: String,
}

/// Says an event.
pub fn tell(kind: &str, body: &Value) -> Told {
    let title = match kind {
        "patient.registered" => "Registered".to_owned(),
        "patient.unregistered" => "Registration taken back".to_owned(),
        "patient.edited" => "Changed the record".to_owned(),
        "patient.status_set" => format!("Marked as {}", words(text(body, "to"))),
        "patient.consent_set" => "Took down consents".to_owned(),
        "patient.preferences_set" => "Changed how they want to be reached".to_owned(),
        "patient.photo_set" if body["removed"] == true => "Removed the photo".to_owned(),
        "patient.photo_set" => "Put in a photo".to_owned(),
        "request.arrived" => "Asked on the web".to_owned(),
        "request.assigned" if text(body, "to").is_empty() => "Request handed to nobody".to_owned(),
        "request.assigned" => format!("Request handed to {}", text(body, "to")),
        "request.priority_set" => match text(body, "to") {
            "urgent" => "Request marked urgent".to_owned(),
            "low" => "Request can wait".to_owned(),
            _ => "Request in turn again".to_owned(),
        },
        "request.noted" => "Wrote a note on the request".to_owned(),
        "request.confirmed" => "Request confirmed".to_owned(),
        "request.accepted" => "Took the answers from the web into the record".to_owned(),
        "request.suggested" => "Suggested other times".to_owned(),
        "request.reply" if text(body, "starts").is_empty() => "Answered: none of the times suits".to_owned(),
        "request.reply" => "Chose one of the times".to_owned(),
        "request.declined" if body["told"] == true => "Request declined; the patient is told".to_owned(),
        "request.declined" => "Request declined".to_owned(),
        "request.closed" => "Request closed without an answer".to_owned(),
        "request.spam" => "Marked as spam".to_owned(),
        "request.reopened" => "Request opened again".to_owned(),
        "request.taken_back" => "Taken back".to_owned(),
        "visit.booked" => "Booked a visit".to_owned(),
        "visit.moved" => "Moved a visit".to_owned(),
        "visit.edited" => "Changed a visit".to_owned(),
        "visit.cancelled" => "Cancelled a visit".to_owned(),
        "visit.restored" => "Took a cancellation back".to_owned(),
        "visit.withdrawn" => "Took a booking back".to_owned(),
        "visit.overridden" => "Booked over a warning".to_owned(),
        "visit.tray" => "Put a visit aside, or back".to_owned(),
        "visit.status" => match text(body, "to") {
            "scheduled" => "Visit is only booked again".to_owned(),
            "confirmed" => "Confirmed a visit".to_owned(),
            "arrived" => "Arrived".to_owned(),
            "in_room" => "Went to the room".to_owned(),
            "completed" => "Visit completed".to_owned(),
            "no_show" => "Did not come".to_owned(),
            _ => "Visit's status changed".to_owned(),
        },
        "message.decided" => match text(body, "state") {
            "held" => "Held a message back".to_owned(),
            "suppressed" => "Stopped a message".to_owned(),
            "scheduled" => "Let a message go again".to_owned(),
            _ => "Decided on a message".to_owned(),
        },
        "message.sent" if body["pretended"] == true => "Pretended to send a message".to_owned(),
        "message.sent" => "Message sent".to_owned(),
        "message.not_sent" => "Message not sent".to_owned(),
        "message.retry" => "Message will be tried again".to_owned(),
        "message.stopped" => "Message stopped at the last moment".to_owned(),
        "message.failed" => "Message failed".to_owned(),
        "message.uncertain" => "Message may have been sent".to_owned(),
        "message.expired" => "Message was too late to be of use".to_owned(),
        other => by_its_name(other),
    };
    Told {
        title,
        detail: detail(kind, body),
    }
}

fn detail(kind: &str, body: &Value) -> String {
    match kind {
        "patient.registered" => body["no"]
            .as_i64()
            .map(|no| format!("Record number {no}"))
            .unwrap_or_default(),
        "patient.edited" => list(&body["changed"]),
        "patient.consent_set" => body["answers"]
            .as_array()
            .map(|answers| answers.iter().map(answer).collect::<Vec<_>>().join("; "))
            .unwrap_or_default(),
        "request.declined" => text(body, "reason").to_owned(),
        "request.suggested" => list_of_times(&body["times"]),
        "request.reply" | "request.confirmed" => {
            joined([when(text(body, "starts")), text(body, "note").to_owned()], ". ")
        }
        "request.arrived" => joined([text(body, "form").to_owned(), text(body, "service").to_owned()], ", "),
        _ if kind.starts_with("visit.") => visit(body),
        _ => String::new(),
    }
}

/// A visit, as its event describes it.
fn visit(body: &Value) -> String {
    let who = match (text(body, "service"), text(body, "provider")) {
        (service, "") => service.to_owned(),
        ("", provider) => provider.to_owned(),
        (service, provider) => format!("{service} with {provider}"),
    };
    let when = self::when(text(body, "starts"));
    let before = self::when(text(&body["from"], "starts"));
    let before = if before.is_empty() || before == when {
        String::new()
    } else {
        format!("before: {before}")
    };
    joined([who, when, before, text(body, "reason").to_owned()], ", ")
}

/// A wall time in words; text that is none is told as it is.
fn when(starts: &str) -> String {
    match starts.parse::<jiff::civil::DateTime>() {
        Ok(at) => at.strftime("%a %-d %b %Y %H:%M").to_string(),
        Err(_) => starts.to_owned(),
    }
}

fn answer(answer: &Value) -> String {
    let said = match text(answer, "state") {
        "given" => "yes to",
        "refused" => "no to",
        _ => "not asked about",
    };
    format!(
        "{said} {} by {}",
        words(text(answer, "purpose")),
        words(text(answer, "channel"))
    )
}

fn list_of_times(times: &Value) -> String {
    let times = times.as_array().map(Vec::as_slice).unwrap_or_default();
    times
        .iter()
        .filter_map(Value::as_str)
        .map(when)
        .collect::<Vec<_>>()
        .join("; ")
}

fn list(value: &Value) -> String {
    value
        .as_array()
        .map(|items| items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", "))
        .unwrap_or_default()
}

fn joined<const N: usize>(parts: [String; N], by: &str) -> String {
    parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(by)
}

fn text<'v>(body: &'v Value, name: &str) -> &'v str {
    body[name].as_str().unwrap_or_default()
}

fn words(stored: &str) -> String {
    match stored {
        "sms" => "SMS".to_owned(),
        "whatsapp" => "WhatsApp".to_owned(),
        "email" => "e-mail".to_owned(),
        other => other.replace('_', " "),
    }
}

/// `message.bounced` → "Message bounced".
fn by_its_name(kind: &str) -> String {
    let plain = kind.replace(['.', '_'], " ");
    let mut letters = plain.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn events_are_told_in_a_clinics_words() {
        let told = tell(
            "visit.booked",
            &json!({ "service": "Check-up", "provider": "Dr. Okafor", "starts": "2026-03-03T09:00" }),
        );
        assert_eq!(
            (told.title.as_str(), told.detail.as_str()),
            ("Booked a visit", "Check-up with Dr. Okafor, Tue 3 Mar 2026 09:00")
        );
        let told = tell(
            "visit.moved",
            &json!({ "provider": "Dr. Okafor", "starts": "2026-03-03T09:00", "from": { "starts": "2026-03-02T08:30" } }),
        );
        assert_eq!(
            told.detail,
            "Dr. Okafor, Tue 3 Mar 2026 09:00, before: Mon 2 Mar 2026 08:30"
        );
        let told = tell("patient.edited", &json!({ "changed": ["phones", "note"] }));
        assert_eq!(told.detail, "phones, note");
        let told = tell(
            "patient.consent_set",
            &json!({ "answers": [{ "channel": "sms", "purpose": "data_sharing", "state": "refused" }] }),
        );
        assert_eq!(told.detail, "no to data sharing by SMS");
        assert_eq!(tell("visit.status", &json!({ "to": "no_show" })).title, "Did not come");
    }

    #[test]
    fn an_unknown_kind_or_an_odd_body_is_still_told() {
        assert_eq!(tell("message.bounced", &json!(null)).title, "Message bounced");
        for body in [
            json!(null),
            json!([]),
            json!("x"),
            json!({ "starts": 5, "changed": "x", "answers": [1] }),
        ] {
            for kind in [
                "patient.edited",
                "patient.consent_set",
                "visit.moved",
                "message.sent",
                "",
                ".",
            ] {
                let _told_without_stopping = tell(kind, &body);
            }
        }
    }
}
