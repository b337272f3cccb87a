//! What the patients of a demo wrote on the web in the last two days.

use crate::demo::people::Person;
use keepwell_protocol::form::Purpose;
use serde_json::{Value, json};

/// Somebody writes.
pub struct Wish {
    /// How many minutes ago.
    pub minutes_ago: i64,
    /// On which of the shipped forms.
    pub form: Purpose,
    /// In which language.
    pub language: &'static str,
    /// For which of the demo's services, if one was chosen.
    pub service: Option<usize>,
    /// Whether an open time was taken with it.
    pub takes_a_time: bool,
    /// The answers, but for the service.
    pub answers: Value,
    /// On which page the form stood.
    pub page: &'static str,
    /// What staff did since.
    pub since: Since,
}

/// What staff did with a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Since {
    /// Nothing yet.
    Nothing,
    /// Took it on.
    Taken,
    /// Suggested times.
    Suggested,
    /// Booked the time that was taken, for this patient.
    Confirmed,
    /// Said no.
    Declined,
}

/// What staff add to suggested times.
pub const SUGGESTION: &str =
    "Physio mornings are full this week, but these are free. Please bring the letter of your surgeon.";
/// Why a wish was declined.
pub const DECLINED: &str =
    "We do not issue medical certificates for pilots. An aviation medical examiner can: the FAA lists those near you.";

const SITE: &str = "https://demo.invalid/appointments";
const OWN: &str = "https://relay.invalid/c/7ZZ2K9M4QXH0V6T3B8RCN5WDEF/appointments";

/// All of them, the oldest first. `known` are patients of the clinic who write again; the dates of wishes are days of
/// the clinic from tomorrow on.
pub fn wishes(known: &[&Person], days: &[String]) -> Vec<Wish> {
    let day = |ahead: usize| days.get(ahead).cloned().unwrap_or_default();
    let agreed = json!({ "treatment": true, "privacy": true, "reminders": true });
    let mut all = vec![
        Wish {
            service: Some(0),
            since: Since::Declined,
            ..wish(
                46 * 60 + 12,
                with(
                    &agreed,
                    json!({
                        "name": { "given": "Owen", "family": "Hartley" }, "born": "1988-09-14", "email": "owen.hartley@example.com", "phone": "(484) 555-0171", "known": false,
                        "times": { "days": [], "times": [], "note": "Any time this month" }, "reason": "I need a medical certificate (class 2) for my pilot licence.", "referral": "search",
                    }),
                ),
            )
        },
        Wish {
            form: Purpose::Registration,
            page: OWN,
            ..wish(26 * 60 + 41, with(&agreed, registration()))
        },
        Wish {
            service: Some(3),
            since: Since::Suggested,
            ..wish(
                19 * 60 + 5,
                with(
                    &agreed,
                    json!({
                        "name": { "given": "Noor", "family": "Al-Mansouri" }, "born": "1979-01-30", "email": "noor.almansouri@example.com", "phone": "610-555-0148", "known": false,
                        "times": { "days": [day(1), day(2)], "times": ["morning"], "note": "" },
                        "reason": "Knee surgery three weeks ago (meniscus, left). The surgeon says I should start physiotherapy now, twice a week.", "referral": "doctor",
                    }),
                ),
            )
        },
        Wish {
            language: "es",
            service: Some(0),
            since: Since::Taken,
            ..wish(
                5 * 60 + 24,
                with(
                    &agreed,
                    json!({
                        "name": { "given": "Lucía", "family": "Fernández Ortega" }, "born": "1993-11-02", "email": "lucia.fernandez@example.com", "phone": "(610) 555-0119", "known": false,
                        "times": { "days": [day(2)], "times": ["afternoon", "evening"], "note": "Después de las cuatro, cuando mi hermana cuida a los niños." },
                        "reason": "Dolores de cabeza casi todos los días desde hace un mes. ¿Puede venir mi marido? Mi inglés no es muy bueno.", "referral": "friend",
                    }),
                ),
            )
        },
        Wish {
            form: Purpose::Questionnaire,
            service: Some(0),
            ..wish(57, risk(&day(0)))
        },
        Wish {
            service: Some(3),
            takes_a_time: true,
            ..wish(
                13,
                with(
                    &agreed,
                    json!({
                        "name": { "given": "Tom\u{e1}\u{161}", "family": "Nov\u{e1}k" }, "born": "1990-06-21", "email": "tomas.novak@example.com", "phone": "+1 484 555 0133", "known": false,
                        "times": { "days": [], "times": [], "note": "" }, "reason": "Twisted my ankle at football on Sunday. It is still swollen and I cannot put weight on it.", "referral": "search",
                    }),
                ),
            )
        },
    ];
    if let [first, second] = known {
        all.push(Wish {
            service: Some(1),
            takes_a_time: true,
            since: Since::Confirmed,
            ..wish(
                43 * 60 + 30,
                with(
                    &agreed,
                    returning(first, "I would like to talk about the results of my last blood test."),
                ),
            )
        });
        let mut again = returning(second, "The cough is back, mostly at night. No fever.");
        again["times"] = json!({ "days": [day(0)], "times": ["morning", "midday"], "note": "" });
        all.push(Wish {
            service: Some(0),
            page: OWN,
            ..wish(2 * 60 + 38, with(&agreed, again))
        });
    }
    all.sort_by_key(|wish| -wish.minutes_ago);
    all
}

fn wish(minutes_ago: i64, answers: Value) -> Wish {
    Wish {
        minutes_ago,
        form: Purpose::Request,
        language: "en",
        service: None,
        takes_a_time: false,
        answers,
        page: SITE,
        since: Since::Nothing,
    }
}

fn with(some: &Value, more: Value) -> Value {
    let mut all = some.clone();
    if let (Some(all), Value::Object(more)) = (all.as_object_mut(), more) {
        all.extend(more);
    }
    all
}

/// Somebody the clinic knows types what stands in the record.
fn returning(person: &Person, reason: &str) -> Value {
    let record = &person.record;
    json!({
        "name": { "given": record.given, "family": record.family }, "born": record.born, "email": record.emails.first().map(|email| &email.address),
        "phone": record.phones.first().map(|phone| &phone.number), "known": true, "times": { "days": [], "times": [], "note": "" }, "reason": reason,
    })
}

fn registration() -> Value {
    json!({
        "name": { "given": "Miriam", "family": "Rosenthal-Whitaker" }, "born": "1962-04-17", "sex": "female", "email": "miriam.rosenthal@example.com", "phone": "(484) 555-0126",
        "address": { "lines": "418 Chestnut Street", "city": "Emmaus", "region": "PA", "postcode": "18049", "country": "" }, "referral": "friend",
        "emergency_name": "Daniel Whitaker", "emergency_phone": "(484) 555-0127", "emergency_relation": "partner", "insured": true,
        "insurance": { "payer": "Keystone Mutual (invented)", "plan": "Gold 500", "member_no": "KW00418862", "group_no": "0417", "holder": "" },
        "allergies": true, "allergies_which": "Penicillin: a rash, years ago", "medicines": true, "medicines_which": "Lisinopril 10 mg in the morning\nVitamin D",
        "conditions": ["blood_pressure", "thyroid"], "operations": "Gallbladder, 2014", "smoking": "former", "more": "", "sharing": true, "news": false,
        "signature": { "typed": "Miriam Rosenthal-Whitaker" },
    })
}

/// Eighteen points: high.
fn risk(day: &str) -> Value {
    json!({
        "age": "a55_64", "sex": "female", "height": "h5", "weight_h5": "high", "waist_women": "middle", "active": "no", "vegetables": "daily", "pressure": true, "glucose": false, "family": "close",
        "name": { "given": "Grace", "family": "Okonkwo" }, "email": "grace.okonkwo@example.com", "phone": "(610) 555-0162", "wishes_visit": true,
        "times": { "days": [day], "times": ["morning"], "note": "" }, "privacy": true, "reminders": true,
    })
}
