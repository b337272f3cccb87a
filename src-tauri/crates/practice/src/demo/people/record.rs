//! What is written down of a person besides the name: how they are reached, where they live, who pays.

use super::{Home, Maker};
use crate::demo::names::Name;
use crate::demo::reach;
use crate::patients::bulk::{
    AddressKind, ContactMethod, EmergencyContact, InsurancePolicy, PatientAddress, PatientEmail, PatientPhone,
    PatientRecord, PhoneKind,
};

const STREETS: &[&str] = &[
    "Linden", "Walnut", "Chestnut", "Hamilton", "Union", "Turner", "Gordon", "Liberty", "Maple", "Tilghman", "Jackson",
    "Poplar", "Green",
];
const SUFFIXES: &[&str] = &["Street", "Avenue", "Road", "Lane", "Court"];
const TOWNS: &[(&str, &str)] = &[
    ("Allentown", "18101"),
    ("Allentown", "18104"),
    ("Bethlehem", "18015"),
    ("Bethlehem", "18018"),
    ("Easton", "18042"),
    ("Emmaus", "18049"),
    ("Whitehall", "18052"),
    ("Macungie", "18062"),
    ("Catasauqua", "18032"),
];
const PAYERS: &[&str] = &[
    "Keystone Mutual (invented)",
    "Lehigh Care Plan (invented)",
    "Blue Linden Health (invented)",
    "Quarry Valley Insurance (invented)",
];
const PLANS: &[&str] = &["Silver 2000", "Gold 500", "Bronze Basic", "Family Plus"];
const SOURCES: &[&str] = &[
    "Friend or family",
    "Found us on the web",
    "Sent by their doctor",
    "Insurance list",
    "Walked in",
    "Neighbour",
];
const TAGS: &[&str] = &[
    "wheelchair access",
    "interpreter",
    "prefers mornings",
    "student",
    "latex allergy",
    "call, do not text",
];
const NOTES: &[&str] = &[
    "Hard of hearing on the left; speak slowly.",
    "Brings her own interpreter.",
    "Prefers the early slots, works nights.",
    "Parking permit on file.",
    "Please remind of the insurance card.",
    "Afraid of needles; take time.",
];

impl Maker<'_> {
    pub(super) fn reach(
        &mut self,
        record: &mut PatientRecord,
        home: &Home<'_>,
        age: i64,
        child: bool,
        (given, family): (Name, Name),
        elders: &[(String, String, Option<String>)],
    ) {
        let kind = if age > 70 && self.chance.percent(60) {
            PhoneKind::Home
        } else {
            PhoneKind::Mobile
        };
        let note = if child { "A parent's phone" } else { "" };
        if !self.chance.percent(3) {
            record.phones.push(PatientPhone {
                kind,
                number: home.phone.clone(),
                note: note.into(),
                ..PatientPhone::default()
            });
        }
        if !child && self.chance.percent(10) {
            let number = reach::phone(home.number + 50, &mut self.chance);
            record.phones.push(PatientPhone {
                kind: PhoneKind::Work,
                number,
                ..PatientPhone::default()
            });
        }
        let shared = elders.iter().find_map(|(_, _, email)| email.clone());
        if child {
            record.emails.extend(shared.map(|address| PatientEmail {
                address,
                note: "A parent's address".into(),
            }));
        } else if self.chance.percent(if age > 75 { 55 } else { 93 }) {
            // A couple that shares one mailbox.
            let address = match shared {
                Some(address) if self.chance.percent(15) => address,
                _ => {
                    let count = self.same_name.entry((given.latin, family.latin)).or_insert(0);
                    *count += 1;
                    reach::email(given.latin, family.latin, *count - 1, &mut self.chance)
                }
            };
            record.emails.push(PatientEmail {
                address,
                note: String::new(),
            });
        }
        record.contact_method = match (record.emails.is_empty(), self.chance.between(0, 9)) {
            (true, _) | (false, 0) => ContactMethod::Phone,
            (false, 1) => ContactMethod::Sms,
            _ => ContactMethod::Email,
        };
    }

    pub(super) fn details(
        &mut self,
        record: &mut PatientRecord,
        home: &Home<'_>,
        elders: &[(String, String, Option<String>)],
    ) {
        if let Some((name, phone, _)) = elders.first() {
            record.emergency.push(EmergencyContact {
                name: name.clone(),
                relation: "Family".into(),
                phone: phone.clone(),
                e164: String::new(),
            });
        }
        if self.chance.percent(55) {
            record.insurance.push(InsurancePolicy {
                payer: self.chance.pick(PAYERS).into(),
                plan: self.chance.pick(PLANS).into(),
                member_no: format!("KW{:08}", self.chance.between(0, 99_999_999)),
                group_no: format!("{:04}", home.number % 10_000),
                ..InsurancePolicy::default()
            });
        }
        if self.chance.percent(60) {
            record.source = self.chance.pick(SOURCES).into();
        }
        if self.chance.percent(12) {
            record.tags.push(self.chance.pick(TAGS).into());
        }
        if self.chance.percent(8) {
            record.note = self.chance.pick(NOTES).into();
        }
    }

    pub(super) fn address(&mut self) -> PatientAddress {
        let (city, postcode) = TOWNS[self.chance.index(TOWNS.len())];
        let street = format!(
            "{} {} {}",
            self.chance.between(1, 2400),
            self.chance.pick(STREETS),
            self.chance.pick(SUFFIXES)
        );
        PatientAddress {
            kind: AddressKind::Home,
            lines: vec![street],
            city: city.into(),
            region: "PA".into(),
            postcode: postcode.into(),
            country: String::new(),
        }
    }
}
