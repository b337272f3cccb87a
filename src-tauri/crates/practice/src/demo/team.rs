//! Who works in a demo, in which rooms, when, and at what.

use crate::clinic::{Colour, FoundClinic, NewProvider, NewService, OpenDay};
use crate::staff::Role;

/// A colleague who signs in.
pub struct Colleague {
    /// Their name.
    pub name: &'static str,
    /// What they type to sign in.
    pub sign_in: &'static str,
    /// Their role.
    pub role: Role,
    /// Their column of the calendar, if they have one.
    pub column: Option<usize>,
}

/// Everybody who signs in, the owner first.
pub const STAFF: &[Colleague] = &[
    Colleague {
        name: "Amara Okafor",
        sign_in: super::OWNER,
        role: Role::Owner,
        column: Some(0),
    },
    Colleague {
        name: "Dana Whitmore",
        sign_in: "dana",
        role: Role::FrontDesk,
        column: None,
    },
    Colleague {
        name: "Elias Brandt",
        sign_in: "elias",
        role: Role::Provider,
        column: Some(1),
    },
    Colleague {
        name: "Priya Nair",
        sign_in: "priya",
        role: Role::ClinicalStaff,
        column: Some(2),
    },
    Colleague {
        name: "Robin Castellanos",
        sign_in: "admin",
        role: Role::ClinicAdmin,
        column: None,
    },
];

/// Who books: the desk.
pub const DESK: usize = 1;

/// A service.
pub struct Service {
    /// Its name.
    pub name: &'static str,
    /// How long.
    pub minutes: i64,
    /// Kept free before it.
    pub before: i64,
    /// Kept free after it.
    pub after: i64,
    /// Minor units.
    pub price: i64,
    /// Its colour.
    pub colour: Colour,
    /// What to bring or do before.
    pub preparation: &'static str,
    /// What comes after.
    pub next_steps: &'static str,
    /// After how many days a follow-up is usual: least and most.
    pub again: (i64, i64),
}

/// What visits are for. Lengths with buffers are multiples of 15 minutes, so that days line up.
pub const SERVICES: &[Service] = &[
    Service {
        name: "Consultation",
        minutes: 30,
        before: 0,
        after: 0,
        price: 9000,
        colour: Colour::Teal,
        preparation: "Please bring a list of the medicines you take and your insurance card.",
        next_steps: "If anything changes or does not get better, call us.",
        again: (14, 60),
    },
    Service {
        name: "Follow-up",
        minutes: 15,
        before: 0,
        after: 0,
        price: 5500,
        colour: Colour::Blue,
        preparation: "Please bring any letters you got since your last visit.",
        next_steps: "",
        again: (21, 90),
    },
    Service {
        name: "Wellness plan",
        minutes: 60,
        before: 0,
        after: 0,
        price: 14000,
        colour: Colour::Violet,
        preparation: "Please write down what you ate and how you slept in the last three days.",
        next_steps: "Start with the first step of your plan this week; we look at it together next time.",
        again: (28, 60),
    },
    Service {
        name: "Physio",
        minutes: 45,
        before: 0,
        after: 0,
        price: 8500,
        colour: Colour::Amber,
        preparation: "Wear loose clothes and bring a towel.",
        next_steps: "Do your exercises twice a day. A little soreness is normal.",
        again: (5, 12),
    },
    Service {
        name: "Coaching",
        minutes: 45,
        before: 0,
        after: 0,
        price: 6000,
        colour: Colour::Rose,
        preparation: "",
        next_steps: "Your notes and the next goal are at the desk.",
        again: (10, 25),
    },
    Service {
        name: "Blood test",
        minutes: 15,
        before: 0,
        after: 0,
        price: 3500,
        colour: Colour::Slate,
        preparation: "Nothing to eat for ten hours before; water is fine.",
        next_steps: "Results are there in two or three days; we call you if something needs attention.",
        again: (60, 180),
    },
    Service {
        name: "Vaccination",
        minutes: 15,
        before: 0,
        after: 0,
        price: 4000,
        colour: Colour::Blue,
        preparation: "Bring your vaccination card. Tell us if you have a fever.",
        next_steps: "Stay in the waiting room for fifteen minutes. The arm may be sore for a day.",
        again: (28, 60),
    },
    Service {
        name: "Ultrasound",
        minutes: 30,
        before: 5,
        after: 10,
        price: 16000,
        colour: Colour::Violet,
        preparation: "Drink half a litre of water an hour before and do not use the bathroom.",
        next_steps: "We send the findings to your doctor.",
        again: (60, 180),
    },
];

/// A column of the calendar.
pub struct Doctor {
    /// As patients know them.
    pub name: &'static str,
    /// What they do.
    pub speciality: &'static str,
    /// How often each of [`SERVICES`] is booked with them.
    pub services: [u32; 8],
    /// The weekday they do not work, 1 Monday … 5 Friday.
    pub off: u8,
    /// Whether they work on Saturdays.
    pub saturday: bool,
}

const fn doctor(name: &'static str, speciality: &'static str, services: [u32; 8], off: u8, saturday: bool) -> Doctor {
    Doctor {
        name,
        speciality,
        services,
        off,
        saturday,
    }
}

/// Everybody who can have a column; a small demo has the first four.
pub const DOCTORS: &[Doctor] = &[
    doctor(
        "Dr. Amara Okafor",
        "Family medicine",
        [45, 30, 10, 0, 0, 0, 15, 0],
        0,
        true,
    ),
    doctor(
        "Dr. Elias Brandt",
        "Physiotherapy",
        [10, 15, 0, 75, 0, 0, 0, 0],
        3,
        false,
    ),
    doctor(
        "Priya Nair, coach",
        "Health coaching",
        [0, 10, 25, 0, 65, 0, 0, 0],
        5,
        false,
    ),
    doctor(
        "Dr. Lin Zhao",
        "Internal medicine",
        [40, 25, 0, 0, 0, 15, 0, 20],
        0,
        true,
    ),
    doctor("Dr. Sofía Ibáñez", "Paediatrics", [45, 25, 0, 0, 0, 0, 30, 0], 1, true),
    doctor(
        "Dr. Tomasz Nowak",
        "Family medicine",
        [50, 35, 5, 0, 0, 0, 10, 0],
        4,
        false,
    ),
    doctor("Youssef Haddad", "Physiotherapy", [0, 15, 0, 85, 0, 0, 0, 0], 0, true),
    doctor("Dr. Heike Krüger", "Dermatology", [60, 40, 0, 0, 0, 0, 0, 0], 2, false),
    doctor("Dr. Rohan Mehta", "Cardiology", [45, 25, 0, 0, 0, 0, 0, 30], 5, false),
    doctor(
        "Grace Whitfield, nurse",
        "Nursing",
        [0, 25, 0, 0, 0, 45, 30, 0],
        0,
        true,
    ),
];

/// How many columns a clinic of so many patients has, 4 to 10.
pub fn columns(patients: usize) -> usize {
    match patients {
        0..1_500 => 4,
        1_500..6_000 => 6,
        6_000..20_000 => 8,
        _ => 10,
    }
}

/// The hours of a column on a weekday, as minutes of wall time. Everybody works on the weekday of today, whatever it is:
/// a demo that opens on an empty calendar shows nothing.
pub fn hours(column: usize, weekday: u8, today: u8) -> &'static [(i64, i64)] {
    const FULL: &[(i64, i64)] = &[(8 * 60 + 30, 12 * 60 + 30), (13 * 60 + 15, 17 * 60 + 30)];
    const LATE: &[(i64, i64)] = &[(9 * 60, 12 * 60 + 30), (13 * 60 + 15, 19 * 60)];
    const FRIDAY: &[(i64, i64)] = &[(8 * 60 + 30, 12 * 60 + 30), (13 * 60 + 15, 16 * 60)];
    const WEEKEND: &[(i64, i64)] = &[(9 * 60, 14 * 60)];
    let doctor = &DOCTORS[column % DOCTORS.len()];
    let works = weekday == today || (weekday < 6 && weekday != doctor.off) || (weekday == 6 && doctor.saturday);
    match weekday {
        _ if !works => &[],
        6 | 7 => WEEKEND,
        4 => LATE,
        5 => FRIDAY,
        _ => FULL,
    }
}

/// What the wizard would have been told of this clinic. The hours here are the clinic's; each column gets its own.
pub fn founding(columns: usize) -> FoundClinic {
    let lunch = Some(("12:30".to_owned(), "13:15".to_owned()));
    let day = |weekday, from: &str, until: &str| OpenDay {
        weekday,
        from: from.into(),
        until: until.into(),
        lunch: lunch.clone(),
    };
    FoundClinic {
        week: vec![
            day(1, "08:30", "17:30"),
            day(2, "08:30", "17:30"),
            day(3, "08:30", "17:30"),
            day(4, "09:00", "19:00"),
            day(5, "08:30", "16:00"),
        ],
        providers: DOCTORS[..columns]
            .iter()
            .map(|d| NewProvider {
                name: d.name.into(),
                speciality: d.speciality.into(),
            })
            .collect(),
        services: SERVICES
            .iter()
            .map(|s| NewService {
                name: s.name.into(),
                minutes: u32::try_from(s.minutes).unwrap_or(30),
                price: s.price,
                colour: s.colour,
            })
            .collect(),
    }
}

/// `HH:MM` of a minute of the day.
pub fn clock(minute: i64) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}
