//! What a filled form says about the person and the wish, read from the questions that fill something.

use crate::ids::ServiceId;
use crate::patients::record::{
    AddressKind, EmergencyContact, InsurancePolicy, PatientAddress, PatientEmail, PatientPhone, PatientRecord,
    PhoneKind, Sex,
};
use crate::patients::{self, Phone, folded_words};
use crate::requests::PreferredView;
use crate::requests::text::{LINE, LINES, NAME, in_language, one_line, several_lines};
use jiff::civil::Date;
use keepwell_protocol::form::{Fills, Form, Question, QuestionKind};
use serde_json::{Map, Value};

/// What was typed, cleaned.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    /// Given name.
    pub given: String,
    /// Family name.
    pub family: String,
    /// Date of birth, a possible one.
    pub born: Option<Date>,
    /// Sex.
    pub sex: Option<Sex>,
    /// Phone as typed.
    pub phone: String,
    /// Phone as dialled.
    pub phone_e164: Option<String>,
    /// E-mail as typed.
    pub email: String,
    /// E-mail, if it is an address.
    pub email_valid: Option<String>,
    /// Home address.
    pub address: Option<PatientAddress>,
    /// Insurance policy.
    pub insurance: Option<InsurancePolicy>,
    /// Emergency contact.
    pub emergency: Option<EmergencyContact>,
    /// The wished service's wire id, and how the form calls it.
    pub service: Option<ServiceId>,
    /// How the form calls it, in its first language.
    pub service_name: String,
    /// Preferred times.
    pub preferred: PreferredView,
    /// Why the patient comes.
    pub reason: String,
    /// How they heard of the clinic.
    pub referral: String,
    /// The language it was filled in, BCP 47; empty where it is none.
    pub language: String,
}

/// What the clinic knows that reading needs.
#[derive(Debug, Clone)]
pub struct Reading {
    /// ISO 3166-1 alpha-2: how bare phone numbers are read.
    pub country: String,
    /// The clinic's day.
    pub today: Date,
}

impl Typed {
    /// Reads `answers` of `form`, filled in `language`.
    pub fn read(form: &Form, answers: &Map<String, Value>, language: &str, reading: &Reading) -> Self {
        let first = form.languages.first().map(String::as_str).unwrap_or_default();
        let mut typed = Self {
            language: patients::read_language("language", language).unwrap_or_default(),
            ..Self::default()
        };
        for question in form.sections.iter().flat_map(|section| &section.questions) {
            if let (Some(fills), Some(answer)) = (question.fills, answers.get(&question.id)) {
                typed.fill(fills, question, answer, first, reading);
            }
        }
        typed
    }

    fn fill(&mut self, fills: Fills, question: &Question, answer: &Value, first: &str, reading: &Reading) {
        let line = |value: &Value, most| one_line(value.as_str().unwrap_or_default(), most);
        match fills {
            Fills::Name if self.given.is_empty() && self.family.is_empty() => {
                self.given = line(&answer["given"], NAME);
                self.family = line(&answer["family"], NAME);
            }
            Fills::Born => {
                self.born = self.born.or_else(|| {
                    let text = answer.as_str().unwrap_or_default();
                    patients::read_born("born", text, reading.today).ok()
                });
            }
            Fills::Sex => {
                self.sex = self.sex.or(match answer.as_str() {
                    Some("female") => Some(Sex::Female),
                    Some("male") => Some(Sex::Male),
                    Some("other") => Some(Sex::Other),
                    _ => None,
                });
            }
            Fills::Phone if self.phone.is_empty() => {
                self.phone = line(answer, 40);
                self.phone_e164 = Phone::parse("phone", &self.phone, &reading.country)
                    .ok()
                    .map(|p| p.e164);
            }
            Fills::Email if self.email.is_empty() => {
                self.email = line(answer, 254);
                self.email_valid = patients::read_email("email", &self.email).ok();
            }
            Fills::Address => self.address = self.address.take().or_else(|| address(answer)),
            Fills::Insurance => self.insurance = self.insurance.take().or_else(|| insurance(answer)),
            Fills::EmergencyName => {
                let name = line(answer, NAME * 2);
                if !name.is_empty() {
                    self.emergency.get_or_insert_default().name = name;
                }
            }
            Fills::EmergencyPhone => {
                let phone = line(answer, 40);
                if Phone::parse("phone", &phone, &reading.country).is_ok() {
                    self.emergency.get_or_insert_default().phone = phone;
                }
            }
            Fills::Service if self.service_name.is_empty() => {
                let id = answer.as_str().unwrap_or_default();
                self.service = id.parse().ok();
                if let QuestionKind::Service { options } = &question.kind
                    && let Some(option) = options.iter().find(|option| option.id == id)
                {
                    self.service_name = one_line(in_language(&option.label, first, first), LINE);
                }
            }
            Fills::Times if self.preferred == PreferredView::default() => self.preferred = preferred(answer),
            Fills::Reason if self.reason.is_empty() => {
                self.reason = several_lines(answer.as_str().unwrap_or_default(), LINES);
            }
            Fills::Referral if self.referral.is_empty() => self.referral = referral(question, answer, first),
            _ => {}
        }
    }

    /// The name as matched: folded words, given name first.
    pub fn name_key(&self) -> String {
        folded_words(&format!("{} {}", self.given, self.family)).join(" ")
    }

    /// A new record, as the answers fill it.
    pub fn record(&self, web_source: &str) -> PatientRecord {
        PatientRecord {
            given: self.given.clone(),
            family: self.family.clone(),
            born: self.born.map(|born| born.to_string()),
            sex: self.sex.unwrap_or_default(),
            phones: self
                .phone_e164
                .iter()
                .map(|e164| PatientPhone {
                    kind: PhoneKind::Mobile,
                    number: self.phone.clone(),
                    e164: e164.clone(),
                    note: String::new(),
                })
                .collect(),
            emails: self
                .email_valid
                .iter()
                .map(|address| PatientEmail {
                    address: address.clone(),
                    note: String::new(),
                })
                .collect(),
            addresses: self.address.clone().into_iter().collect(),
            insurance: self.insurance.clone().into_iter().collect(),
            emergency: self.emergency.iter().filter(|c| !c.name.is_empty()).cloned().collect(),
            language: self.language.clone(),
            source: self.source(web_source),
            ..PatientRecord::default()
        }
    }

    /// Where the patient comes from (CRM-1): what they say themselves, else the page the form stood in.
    pub fn source(&self, web_source: &str) -> String {
        let said = match (self.referral.as_str(), web_source) {
            ("", "") => "Web form".to_owned(),
            ("", page) => format!("Web form, {page}"),
            (referral, _) => format!("Web form: {referral}"),
        };
        one_line(&said, LINE)
    }
}

fn field(value: &Value, name: &str, most: usize) -> String {
    one_line(value[name].as_str().unwrap_or_default(), most)
}

fn address(answer: &Value) -> Option<PatientAddress> {
    let lines = several_lines(answer["lines"].as_str().unwrap_or_default(), LINE);
    let mut lines: Vec<String> = lines.lines().map(|line| one_line(line, LINE)).collect();
    lines.retain(|line| !line.is_empty());
    lines.truncate(6);
    let country = field(answer, "country", 2).to_ascii_uppercase();
    let address = PatientAddress {
        kind: AddressKind::Home,
        lines,
        city: field(answer, "city", NAME),
        region: field(answer, "region", NAME),
        postcode: field(answer, "postcode", 20),
        country: if country.len() == 2 && country.bytes().all(|b| b.is_ascii_uppercase()) {
            country
        } else {
            String::new()
        },
    };
    let says_something = !address.lines.is_empty() || !address.city.is_empty() || !address.postcode.is_empty();
    says_something.then_some(address)
}

fn insurance(answer: &Value) -> Option<InsurancePolicy> {
    let policy = InsurancePolicy {
        payer: field(answer, "payer", LINE),
        plan: field(answer, "plan", LINE),
        member_no: field(answer, "member_no", NAME),
        group_no: field(answer, "group_no", NAME),
        holder: field(answer, "holder", LINE),
        valid_from: None,
        valid_until: None,
    };
    (!policy.payer.is_empty()).then_some(policy)
}

/// Preferred times, the possible ones.
pub fn preferred(answer: &Value) -> PreferredView {
    let list = |name: &str| {
        let items = answer[name].as_array().map(Vec::as_slice).unwrap_or_default();
        items.iter().filter_map(Value::as_str).take(10).collect::<Vec<_>>()
    };
    let mut days: Vec<String> = list("days")
        .into_iter()
        .filter(|day| day.len() == 10 && day.parse::<Date>().is_ok())
        .map(str::to_owned)
        .collect();
    days.sort_unstable();
    days.dedup();
    PreferredView {
        days,
        times: ["morning", "midday", "afternoon", "evening"]
            .into_iter()
            .filter(|time| list("times").contains(time))
            .map(str::to_owned)
            .collect(),
        note: several_lines(answer["note"].as_str().unwrap_or_default(), 500),
    }
}

/// Preferred times in a few words: "Tue 24 Nov, Wed 25 Nov, morning".
pub fn preferred_words(preferred: &PreferredView) -> String {
    let days = preferred.days.iter().filter_map(|day| day.parse::<Date>().ok());
    let mut words: Vec<String> = days.map(|day| day.strftime("%a %-d %b").to_string()).collect();
    words.extend(preferred.times.iter().cloned());
    if words.is_empty() {
        one_line(&preferred.note, 60)
    } else {
        words.join(", ")
    }
}

fn referral(question: &Question, answer: &Value, first: &str) -> String {
    if let Some(other) = answer["other"].as_str() {
        return one_line(other, LINE);
    }
    let text = answer.as_str().unwrap_or_default();
    match &question.kind {
        QuestionKind::Choice { options, .. } => options
            .iter()
            .find(|option| option.id == text)
            .map(|option| one_line(in_language(&option.label, first, first), LINE))
            .unwrap_or_default(),
        _ => one_line(text, LINE),
    }
}
