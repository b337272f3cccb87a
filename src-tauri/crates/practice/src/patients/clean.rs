//! A record that has been checked: the only kind the store takes.

use crate::ids::FieldId;
use crate::patients::fields::{self, CustomField, FieldKind};
use crate::patients::fold::{FoldedName, NameParts, words};
use crate::patients::record::{PatientRecord, PatientStatus};
use crate::patients::values::{self, LINE, NAME, NOTE, Phone, at_most, line, lines};
use crate::{Refusal, Result, clinic};
use jiff::civil::Date;
use rusqlite::Connection;
use std::collections::HashSet;

/// What a record is checked against.
#[derive(Debug, Clone)]
pub struct Against {
    /// ISO 3166-1 alpha-2: how bare phone numbers are read.
    pub country: String,
    /// The clinic's wall date.
    pub today: Date,
    /// The clinic's own fields.
    pub fields: Vec<CustomField>,
}

impl Against {
    /// The clinic as it is `today`.
    pub fn of(on: &Connection, today: Date) -> Result<Self> {
        Ok(Self {
            country: clinic::facts(on)?.country,
            today,
            fields: fields::all(on)?,
        })
    }
}

/// A checked record: normalised, within its limits, phones dialable, dates possible.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CleanRecord(PatientRecord);

impl CleanRecord {
    /// Checks a record. The first thing that cannot be is refused at its field (`phones.0.number`).
    pub fn check(mut record: PatientRecord, against: &Against) -> Result<Self> {
        check_person(&mut record, against)?;
        check_reach(&mut record, against)?;
        check_cover(&mut record)?;
        check_tags(&mut record)?;
        check_fields(&mut record, against)?;
        Ok(Self(record))
    }

    /// A record as the store gives it back: it was checked when it was written.
    pub(super) fn stored(record: PatientRecord) -> Self {
        Self(record)
    }

    /// The record.
    pub fn record(&self) -> &PatientRecord {
        &self.0
    }

    /// The name as searched.
    pub fn folded_name(&self) -> FoldedName {
        let PatientRecord {
            given,
            middle,
            family,
            preferred,
            own_script,
            ..
        } = &self.0;
        FoldedName::of(&NameParts {
            given,
            middle,
            family,
            preferred,
            own_script,
        })
    }

    /// What lists are sorted by.
    pub fn sort_name(&self) -> String {
        let PatientRecord {
            given, middle, family, ..
        } = &self.0;
        [family, given, middle]
            .into_iter()
            .flat_map(|part| words(part))
            .collect::<Vec<_>>()
            .join(" ")
    }
}

fn tidy(text: &mut String, field: &str, what: &str, most: usize) -> Result<()> {
    *text = line(field, what, text, most)?;
    Ok(())
}

fn needed(text: &str, field: &str, message: &str) -> Result<()> {
    if text.is_empty() {
        Err(Refusal::invalid(field, message))
    } else {
        Ok(())
    }
}

fn check_person(record: &mut PatientRecord, against: &Against) -> Result<()> {
    tidy(&mut record.given, "given", "The given name", NAME)?;
    tidy(&mut record.family, "family", "The family name", NAME)?;
    tidy(&mut record.middle, "middle", "The middle name", NAME)?;
    tidy(&mut record.preferred, "preferred", "The preferred name", NAME)?;
    tidy(
        &mut record.own_script,
        "own_script",
        "The name in the patient's own script",
        NAME * 2,
    )?;
    if record.given.is_empty() && record.family.is_empty() {
        return Err(Refusal::invalid(
            "given",
            "Write the patient's name: a given name, a family name or both.",
        ));
    }
    // A form's cleared field is an empty text.
    record.born.take_if(|text| text.is_empty());
    if let Some(text) = &record.born {
        values::born("born", text, against.today)?;
    }
    tidy(&mut record.gender, "gender", "The gender", LINE)?;
    tidy(&mut record.pronouns, "pronouns", "The pronouns", LINE)?;
    tidy(&mut record.source, "source", "The referring source", LINE)?;
    record.note = lines("note", "The note", &record.note, NOTE)?;
    record.language = values::language("language", &record.language)?;
    if record.status == PatientStatus::Merged {
        return Err(Refusal::invalid(
            "status",
            "Only merging two records makes one of them merged.",
        ));
    }
    Ok(())
}

fn check_reach(record: &mut PatientRecord, against: &Against) -> Result<()> {
    at_most("phones", "phones", &record.phones, 20)?;
    for (at, phone) in record.phones.iter_mut().enumerate() {
        let read = Phone::parse(&format!("phones.{at}.number"), &phone.number, &against.country)?;
        (phone.number, phone.e164) = (read.typed, read.e164);
        tidy(
            &mut phone.note,
            &format!("phones.{at}.note"),
            "The note on the phone",
            LINE,
        )?;
    }
    at_most("emails", "e-mail addresses", &record.emails, 20)?;
    for (at, email) in record.emails.iter_mut().enumerate() {
        email.address = values::email(&format!("emails.{at}.address"), &email.address)?;
        tidy(
            &mut email.note,
            &format!("emails.{at}.note"),
            "The note on the e-mail address",
            LINE,
        )?;
    }
    at_most("addresses", "addresses", &record.addresses, 10)?;
    for (at, address) in record.addresses.iter_mut().enumerate() {
        at_most(
            &format!("addresses.{at}.lines"),
            "lines in one address",
            &address.lines,
            6,
        )?;
        for (row, text) in address.lines.iter_mut().enumerate() {
            tidy(
                text,
                &format!("addresses.{at}.lines.{row}"),
                "The line of the address",
                LINE,
            )?;
        }
        address.lines.retain(|text| !text.is_empty());
        tidy(&mut address.city, &format!("addresses.{at}.city"), "The town", NAME)?;
        tidy(
            &mut address.region,
            &format!("addresses.{at}.region"),
            "The region",
            NAME,
        )?;
        tidy(
            &mut address.postcode,
            &format!("addresses.{at}.postcode"),
            "The postcode",
            20,
        )?;
        address.country = values::country(&format!("addresses.{at}.country"), &address.country)?;
        if address.lines.is_empty() && address.city.is_empty() && address.postcode.is_empty() {
            return Err(Refusal::invalid(
                format!("addresses.{at}.lines.0"),
                "Write the address, or remove it.",
            ));
        }
    }
    at_most("emergency", "emergency contacts", &record.emergency, 10)?;
    for (at, contact) in record.emergency.iter_mut().enumerate() {
        tidy(&mut contact.name, &format!("emergency.{at}.name"), "The name", NAME * 2)?;
        needed(
            &contact.name,
            &format!("emergency.{at}.name"),
            "Write whom to call, or remove this contact.",
        )?;
        tidy(
            &mut contact.relation,
            &format!("emergency.{at}.relation"),
            "The relation",
            NAME,
        )?;
        contact.e164 = String::new();
        tidy(
            &mut contact.phone,
            &format!("emergency.{at}.phone"),
            "The phone number",
            40,
        )?;
        if !contact.phone.is_empty() {
            contact.e164 = Phone::parse(&format!("emergency.{at}.phone"), &contact.phone, &against.country)?.e164;
        }
    }
    Ok(())
}

fn check_cover(record: &mut PatientRecord) -> Result<()> {
    at_most("insurance", "insurance policies", &record.insurance, 20)?;
    for (at, policy) in record.insurance.iter_mut().enumerate() {
        tidy(&mut policy.payer, &format!("insurance.{at}.payer"), "The payer", LINE)?;
        needed(
            &policy.payer,
            &format!("insurance.{at}.payer"),
            "Write who pays, or remove this policy.",
        )?;
        tidy(&mut policy.plan, &format!("insurance.{at}.plan"), "The plan", LINE)?;
        tidy(
            &mut policy.member_no,
            &format!("insurance.{at}.member_no"),
            "The member number",
            NAME,
        )?;
        tidy(
            &mut policy.group_no,
            &format!("insurance.{at}.group_no"),
            "The group number",
            NAME,
        )?;
        tidy(
            &mut policy.holder,
            &format!("insurance.{at}.holder"),
            "The holder",
            NAME * 2,
        )?;
        policy.valid_from.take_if(|text| text.is_empty());
        policy.valid_until.take_if(|text| text.is_empty());
        let from = policy
            .valid_from
            .as_deref()
            .map(|day| values::policy_day(&format!("insurance.{at}.valid_from"), day))
            .transpose()?;
        let until = policy
            .valid_until
            .as_deref()
            .map(|day| values::policy_day(&format!("insurance.{at}.valid_until"), day))
            .transpose()?;
        if let (Some(from), Some(until)) = (from, until)
            && until < from
        {
            return Err(Refusal::invalid(
                format!("insurance.{at}.valid_until"),
                "The policy ends before it begins.",
            ));
        }
    }
    at_most("schemes", "scheme numbers", &record.schemes, 20)?;
    for (at, scheme) in record.schemes.iter_mut().enumerate() {
        tidy(&mut scheme.scheme, &format!("schemes.{at}.scheme"), "The scheme", NAME)?;
        tidy(&mut scheme.number, &format!("schemes.{at}.number"), "The number", NAME)?;
        needed(
            &scheme.scheme,
            &format!("schemes.{at}.scheme"),
            "Write which scheme the number belongs to.",
        )?;
        needed(
            &scheme.number,
            &format!("schemes.{at}.number"),
            "Write the number, or remove this scheme.",
        )?;
    }
    Ok(())
}

fn check_tags(record: &mut PatientRecord) -> Result<()> {
    at_most("tags", "tags", &record.tags, 50)?;
    for (at, tag) in record.tags.iter_mut().enumerate() {
        tidy(tag, &format!("tags.{at}"), "The tag", 50)?;
    }
    let mut seen = HashSet::new();
    record
        .tags
        .retain(|tag| !tag.is_empty() && seen.insert(tag.to_lowercase()));
    Ok(())
}

fn check_fields(record: &mut PatientRecord, against: &Against) -> Result<()> {
    at_most("fields", "values in the clinic's own fields", &record.fields, 200)?;
    let mut seen: HashSet<FieldId> = HashSet::new();
    for (at, value) in record.fields.iter_mut().enumerate() {
        let path = format!("fields.{at}.value");
        let field = against
            .fields
            .iter()
            .find(|field| field.id == value.field)
            .ok_or_else(|| {
                Refusal::invalid(
                    path.as_str(),
                    "The clinic does not have this field any more. Close the form and open it again.",
                )
            })?;
        if !seen.insert(value.field) {
            return Err(Refusal::invalid(path, format!("“{}” is filled in twice.", field.label)));
        }
        value.value = line(&path, "The value", &value.value, LINE * 5)?;
        if !value.value.is_empty() {
            check_value(&path, field, &value.value)?;
        }
    }
    record.fields.retain(|value| !value.value.is_empty());
    for field in against.fields.iter().filter(|field| field.active && field.required) {
        if !record.fields.iter().any(|value| value.field == field.id) {
            return Err(Refusal::invalid(
                format!("fields.{}", field.id),
                format!("“{}” must be filled in.", field.label),
            ));
        }
    }
    Ok(())
}

fn check_value(path: &str, field: &CustomField, value: &str) -> Result<()> {
    let told = |message: String| Err(Refusal::invalid(path, message));
    match field.kind {
        FieldKind::Text => Ok(()),
        FieldKind::Number => {
            let digits = value.strip_prefix('-').unwrap_or(value);
            let is_number = digits.len() <= 30
                && digits.split('.').count() <= 2
                && digits
                    .split('.')
                    .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
            if is_number {
                Ok(())
            } else {
                told(format!("“{}” takes a number, such as 12 or 12.5.", field.label))
            }
        }
        FieldKind::Date => values::day(
            path,
            value,
            jiff::civil::date(1000, 1, 1),
            jiff::civil::date(2999, 12, 31),
            "This day lies between 1000 and 2999.",
        )
        .map(drop),
        FieldKind::Choice if field.choices.iter().any(|choice| choice == value) => Ok(()),
        FieldKind::Choice => told(format!("“{}” takes one of: {}.", field.label, field.choices.join(", "))),
        FieldKind::YesNo if matches!(value, "yes" | "no") => Ok(()),
        FieldKind::YesNo => told(format!("“{}” takes yes or no.", field.label)),
    }
}
