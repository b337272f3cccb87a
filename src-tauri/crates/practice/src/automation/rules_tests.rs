//! The rules for any visit, any zone and any quiet hours; then the edges by name.

use super::*;
use crate::ids::{PatientId, ProviderId, ServiceId, VisitId};
use proptest::prelude::*;

fn visit(zone: &str, starts: &str, minutes: i64) -> VisitFacts {
    let tz = TimeZone::get(zone).unwrap();
    let starts_at = instant(&tz, starts.parse().unwrap()).unwrap().as_second();
    VisitFacts {
        id: VisitId::make(),
        patient: PatientId::make(),
        provider: ProviderId::make(),
        provider_name: "Dr. Amara Okafor".into(),
        service: ServiceId::make(),
        service_name: "Consultation".into(),
        price: 0,
        preparation: String::new(),
        next_steps: String::new(),
        starts: starts.into(),
        zone: zone.into(),
        starts_at,
        ends_at: starts_at + minutes * 60,
        minutes,
        status: "scheduled".into(),
        status_at: starts_at - 30 * 86_400,
        revision: 1,
        booked_at: starts_at - 30 * 86_400,
    }
}

fn rule(anchor: Anchor, offset: Offset, useful_minutes: i64) -> Rule {
    Rule {
        id: RuleId::make(),
        name: "Reminder".into(),
        anchor,
        offset,
        template: "reminder".into(),
        channel: "email".into(),
        asks_to_confirm: false,
        skip_if_confirmed: false,
        useful_minutes,
        active: true,
        version: 1,
    }
}

fn day_before() -> Rule {
    rule(Anchor::BeforeStart, Offset::Days { days: 1, at: None }, 180)
}

fn two_hours() -> Rule {
    rule(Anchor::BeforeStart, Offset::Minutes { minutes: 120 }, 45)
}

fn quiet(zone: &str) -> Quiet {
    Quiet::new("21:00", "08:00", TimeZone::get(zone).unwrap()).unwrap()
}

fn wall(zone: &str, second: i64) -> String {
    TimeZone::get(zone)
        .unwrap()
        .to_datetime(Timestamp::from_second(second).unwrap())
        .strftime("%Y-%m-%dT%H:%M")
        .to_string()
}

#[test]
fn the_day_before_is_the_same_wall_time_across_both_changes_of_clocks() {
    for (zone, starts, the_day_before) in [
        ("America/New_York", "2026-03-08T10:00", "2026-03-07T10:00"),
        ("America/New_York", "2026-11-01T10:00", "2026-10-31T10:00"),
        ("Europe/London", "2026-03-29T10:00", "2026-03-28T10:00"),
        ("Australia/Lord_Howe", "2026-04-05T10:00", "2026-04-04T10:00"),
        ("Asia/Kathmandu", "2026-04-05T10:00", "2026-04-04T10:00"),
    ] {
        let visit = visit(zone, starts, 30);
        let planned = plan(&day_before(), &visit, &quiet(zone), visit.booked_at)
            .unwrap()
            .unwrap();
        assert_eq!(
            (planned.goes, wall(zone, planned.due_at).as_str()),
            (true, the_day_before),
            "{zone} {starts}"
        );
    }
}

#[test]
fn two_hours_are_two_real_hours_across_the_change_of_clocks() {
    let visit = visit("America/New_York", "2026-03-08T10:00", 30);
    let planned = plan(&two_hours(), &visit, &quiet("America/New_York"), visit.booked_at)
        .unwrap()
        .unwrap();
    assert_eq!(visit.starts_at - planned.due_at, 7200);
}

#[test]
fn what_was_due_before_the_booking_is_skipped_and_says_so() {
    let visit = visit("America/New_York", "2026-06-10T15:00", 30);
    let booked = visit.starts_at - 20 * 3600;
    let planned = plan(&day_before(), &visit, &quiet("America/New_York"), booked)
        .unwrap()
        .unwrap();
    assert_eq!((planned.goes, planned.why), (false, WhyCode::BookedLate));
    assert!(
        plan(&two_hours(), &visit, &quiet("America/New_York"), booked)
            .unwrap()
            .unwrap()
            .goes,
        "the other one still goes"
    );
}

#[test]
fn a_reminder_far_ahead_moves_earlier_out_of_the_night_and_a_near_one_later_or_not_at_all() {
    let zone = "America/New_York";
    let early = visit(zone, "2026-06-10T07:30", 30);
    let planned = plan(&day_before(), &early, &quiet(zone), early.booked_at)
        .unwrap()
        .unwrap();
    assert_eq!(
        (planned.why, wall(zone, planned.due_at).as_str()),
        (WhyCode::EarlierForQuietHours, "2026-06-08T20:50"),
        "the evening before that morning"
    );
    let nine = visit(zone, "2026-06-10T09:30", 30);
    let planned = plan(&two_hours(), &nine, &quiet(zone), nine.booked_at)
        .unwrap()
        .unwrap();
    assert_eq!(
        (planned.why, wall(zone, planned.due_at).as_str()),
        (WhyCode::LaterForQuietHours, "2026-06-10T08:00")
    );
    let half_past_eight = visit(zone, "2026-06-10T08:30", 30);
    let planned = plan(&two_hours(), &half_past_eight, &quiet(zone), half_past_eight.booked_at)
        .unwrap()
        .unwrap();
    assert_eq!(
        (planned.goes, planned.why),
        (false, WhyCode::QuietHours),
        "at 8:00 it would be of no use for 8:30"
    );
}

#[test]
fn quiet_hours_are_those_of_the_recipient() {
    let visit = visit("America/New_York", "2026-06-10T10:00", 30);
    // 10:00 in New York the day before is 23:00 in Tokyo.
    let planned = plan(&day_before(), &visit, &quiet("Asia/Tokyo"), visit.booked_at)
        .unwrap()
        .unwrap();
    assert_eq!(planned.why, WhyCode::EarlierForQuietHours);
    assert_eq!(wall("Asia/Tokyo", planned.due_at), "2026-06-09T20:50");
}

#[test]
fn a_thank_you_keeps_two_hours_from_the_visit_and_follows_a_late_completion() {
    let zone = "America/New_York";
    let thanks = rule(
        Anchor::AfterCompleted,
        Offset::Days {
            days: 0,
            at: Some("18:00".into()),
        },
        24 * 60,
    );
    let completed = |starts: &str, after_end: i64| {
        let mut visit = visit(zone, starts, 30);
        visit.status = "completed".into();
        visit.status_at = visit.ends_at + after_end;
        plan(&thanks, &visit, &quiet(zone), visit.status_at).unwrap().unwrap()
    };
    assert_eq!(wall(zone, completed("2026-06-10T10:00", 0).due_at), "2026-06-10T18:00");
    assert_eq!(
        wall(zone, completed("2026-06-10T17:00", 0).due_at),
        "2026-06-10T19:30",
        "two hours after the end"
    );
    let next_morning = completed("2026-06-10T10:00", 22 * 3600 + 1800);
    assert_eq!(
        (next_morning.why, wall(zone, next_morning.due_at).as_str()),
        (WhyCode::CompletedLate, "2026-06-11T09:00")
    );
    let days_later = completed("2026-06-10T10:00", 3 * 86_400);
    assert_eq!(
        (days_later.goes, days_later.why),
        (false, WhyCode::CompletedLate),
        "a thank-you after days is odd"
    );
    assert_eq!(
        plan(&thanks, &visit(zone, "2026-06-10T10:00", 30), &quiet(zone), 0).unwrap(),
        None,
        "nothing before the visit is completed"
    );
}

#[test]
fn each_state_of_the_visit_has_its_own_reason() {
    let asks = Rule {
        skip_if_confirmed: true,
        ..day_before()
    };
    for (status, why) in [
        ("cancelled", WhyCode::Cancelled),
        ("no_show", WhyCode::NoShow),
        ("arrived", WhyCode::Arrived),
        ("confirmed", WhyCode::Confirmed),
    ] {
        let mut visit = visit("America/New_York", "2026-06-10T10:00", 30);
        visit.status = status.into();
        let planned = plan(&asks, &visit, &quiet("America/New_York"), visit.booked_at)
            .unwrap()
            .unwrap();
        assert_eq!((planned.goes, planned.why), (false, why), "{status}");
    }
}

const ZONES: [&str; 6] = [
    "America/New_York",
    "Europe/London",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "Asia/Kathmandu",
    "UTC",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn whatever_goes_is_in_time_awake_and_after_it_was_agreed(
        clinic in 0..ZONES.len(), patient in 0..ZONES.len(),
        day in 0..730i64, quarter in 0..96i64, minutes in 5..240i64,
        from in 0..24u8, until in 0..24u8,
        ahead in 0..60 * 86_400i64,
        which in 0..6usize, late in 0..10 * 86_400i64,
    ) {
        let starts = jiff::civil::date(2026, 1, 1).checked_add(day.days()).unwrap().at(0, 0, 0, 0).checked_add((quarter * 15).minutes()).unwrap();
        let mut visit = visit(ZONES[clinic], &starts.strftime("%Y-%m-%dT%H:%M").to_string(), minutes);
        let quiet = Quiet::new(&format!("{from:02}:00"), &format!("{until:02}:00"), TimeZone::get(ZONES[patient]).unwrap()).unwrap();
        let (rule, planned_at) = match which {
            0 => (day_before(), visit.starts_at - ahead),
            1 => (rule(Anchor::BeforeStart, Offset::Days { days: 2, at: None }, 26 * 60), visit.starts_at - ahead),
            2 => (two_hours(), visit.starts_at - ahead),
            3 => (rule(Anchor::Booked, Offset::Minutes { minutes: 3 }, 30), visit.starts_at - ahead),
            4 => (rule(Anchor::AfterCompleted, Offset::Days { days: 0, at: Some("18:00".into()) }, 24 * 60), 0),
            _ => (rule(Anchor::AfterCompleted, Offset::Days { days: 30, at: Some("10:00".into()) }, 14 * 24 * 60), 0),
        };
        if rule.anchor == Anchor::AfterCompleted {
            visit.status = "completed".into();
            visit.status_at = visit.ends_at + late;
        }
        let planned = plan(&rule, &visit, &quiet, planned_at).unwrap().unwrap();
        if planned.goes {
            prop_assert!(quiet.span(Timestamp::from_second(planned.due_at).unwrap()).unwrap().is_none(), "in quiet hours: {planned:?}");
            prop_assert!(planned.due_at <= planned.latest_at, "useless when it goes: {planned:?}");
            if rule.anchor == Anchor::AfterCompleted {
                prop_assert!(planned.due_at >= visit.ends_at && planned.due_at >= visit.status_at, "before it is over: {planned:?}");
            } else {
                prop_assert!(planned.latest_at <= visit.starts_at, "after the visit began: {planned:?}");
                prop_assert!(planned.due_at >= planned_at, "before it was agreed: {planned:?}");
            }
        }
        prop_assert_eq!(plan(&rule, &visit, &quiet, planned_at).unwrap().unwrap(), planned, "the same question has the same answer");
    }
}
