//! Wall times held against Python's zoneinfo (`tests/fixtures/wall_times`), and visits over both changes of the clocks.

use super::desk::{Desk, with};
use crate::Code;
use crate::schedule::axis::Frame;
use crate::schedule::wall;
use jiff::tz::TimeZone;
use serde_json::json;

const TABLE: &str = include_str!("../../../../../../tests/fixtures/wall_times/wall_times.txt");

#[test]
fn every_wall_time_of_the_table_is_read_as_the_second_implementation_reads_it() {
    let mut zone = TimeZone::UTC;
    let (mut once, mut twice, mut never, mut days) = (0, 0, 0, 0);
    for line in TABLE.lines() {
        let words: Vec<&str> = line.split(' ').collect();
        match words.as_slice() {
            ["zone", name] => zone = TimeZone::get(name).unwrap(),
            [at, "one", instant] => {
                let moment = wall::resolve("starts", &zone, wall::parse("starts", at).unwrap(), Some(1)).unwrap();
                assert_eq!(
                    (moment.at.to_string().as_str(), moment.fold, moment.comes_twice),
                    (*instant, 0, false),
                    "{line}"
                );
                once += 1;
            }
            [at, "twice", first, second] => {
                let asked = wall::parse("starts", at).unwrap();
                for (fold, expected) in [(None, first), (Some(0), first), (Some(1), second)] {
                    let moment = wall::resolve("starts", &zone, asked, fold).unwrap();
                    assert_eq!(
                        (&moment.at.to_string().as_str(), moment.comes_twice),
                        (expected, true),
                        "{line} {fold:?}"
                    );
                }
                twice += 1;
            }
            [at, "never", next] => {
                let refusal = wall::resolve("starts", &zone, wall::parse("starts", at).unwrap(), None).unwrap_err();
                assert_eq!(
                    (refusal.code, refusal.details.unwrap()["next"].as_str()),
                    (Code::Invalid, Some(*next)),
                    "{line}"
                );
                never += 1;
            }
            [day, "day", from, until] => {
                let frame = Frame::of(&zone, wall::parse_day("date", day).unwrap()).unwrap();
                assert_eq!(
                    (frame.from.to_string().as_str(), frame.until.to_string().as_str()),
                    (*from, *until),
                    "{line}"
                );
                days += 1;
            }
            _ => panic!("not a line of the table: {line}"),
        }
    }
    assert!(
        once > 4000 && twice > 300 && never > 300 && days > 900,
        "the table holds all kinds: {once} {twice} {never} {days}"
    );
}

#[test]
fn the_axis_tells_the_wall_time_of_every_minute_of_every_day_of_the_table() {
    let mut zone = TimeZone::UTC;
    for line in TABLE.lines() {
        let words: Vec<&str> = line.split(' ').collect();
        match words.as_slice() {
            ["zone", name] => zone = TimeZone::get(name).unwrap(),
            [day, "day", ..] => {
                let frame = Frame::of(&zone, wall::parse_day("date", day).unwrap()).unwrap();
                let axis = frame.axis(&zone).unwrap();
                assert_eq!(i64::from(axis.minutes) * 60, frame.until - frame.from, "{line}");
                for minute in (0..axis.minutes).step_by(5) {
                    let tick = axis.ticks.iter().rfind(|tick| tick.at <= minute).unwrap();
                    let (hour, past) = tick.clock.split_once(':').unwrap();
                    let told = hour.parse::<i32>().unwrap() * 60 + past.parse::<i32>().unwrap() + minute - tick.at;
                    let wall = wall::at(&zone, frame.from + i64::from(minute) * 60).unwrap();
                    assert_eq!(
                        told,
                        i32::from(wall.hour()) * 60 + i32::from(wall.minute()),
                        "{line} minute {minute}"
                    );
                    let moment = wall::resolve("starts", &zone, wall, Some(u8::from(tick.second))).unwrap();
                    assert_eq!(
                        moment.at,
                        frame.from + i64::from(minute) * 60,
                        "{line} minute {minute}: what is clicked is what is booked"
                    );
                }
            }
            _ => {}
        }
    }
}

#[test]
fn a_visit_cannot_be_at_a_time_the_clocks_skip() {
    let desk = Desk::in_zone("Europe/London", "2026-03-20T09:00:00Z");
    let grace = desk.patient("Grace", "Kim");
    let refusal = desk.refused("visits.book", desk.wish(&grace, 0, "2026-03-29T01:30"));
    assert_eq!(
        (refusal.code, refusal.field.as_deref()),
        (Code::Invalid, Some("starts"))
    );
    assert_eq!(
        refusal.message,
        "The clocks go forward on 29 March 2026 from 01:00 to 02:00: there is no 01:30 that day."
    );
    assert_eq!(refusal.details.unwrap()["next"], "2026-03-29T02:00");
}

#[test]
fn of_an_hour_that_comes_twice_both_can_be_booked_and_the_day_draws_them_apart() {
    let desk = Desk::in_zone("America/New_York", "2026-10-30T14:00:00Z");
    let (grace, peter) = (desk.patient("Grace", "Kim"), desk.patient("Peter", "Hale"));
    let night = json!({ "override": { "reason": "night duty" } });
    let first = desk.ask(
        "visits.book",
        with(desk.wish(&grace, 0, "2026-11-01T01:30"), night.clone()),
    )["value"]
        .clone();
    let second = desk.ask(
        "visits.book",
        with(
            desk.wish(&peter, 0, "2026-11-01T01:30"),
            with(night, json!({ "fold": 1 })),
        ),
    )["value"]
        .clone();
    assert_eq!(
        (
            first["comes_twice"].as_bool(),
            first["second"].as_bool(),
            second["second"].as_bool()
        ),
        (Some(true), Some(false), Some(true))
    );
    assert_eq!(
        second["starts_at"].as_i64().unwrap() - first["starts_at"].as_i64().unwrap(),
        3600
    );
    let day = desk.ask("schedule.day", json!({ "date": "2026-11-01", "by": "provider" }));
    assert_eq!(day["axis"]["minutes"], 25 * 60, "a day of 25 hours");
    let drawn: Vec<(i64, bool)> = day["visits"]
        .as_array()
        .unwrap()
        .iter()
        .map(|v| (v["at"].as_i64().unwrap(), v["second"].as_bool().unwrap()))
        .collect();
    assert_eq!(drawn, [(90, false), (150, true)], "an hour apart on the axis");
}

#[test]
fn a_visit_over_the_change_keeps_its_real_length() {
    let desk = Desk::in_zone("America/New_York", "2026-03-01T14:00:00Z");
    let grace = desk.patient("Grace", "Kim");
    let visit = desk.ask(
        "visits.book",
        with(
            desk.wish(&grace, 0, "2026-03-08T01:30"),
            json!({ "minutes": 60, "override": { "reason": "night duty" } }),
        ),
    )["value"]
        .clone();
    assert_eq!(
        visit["ends"], "2026-03-08T03:30",
        "an hour later by the clock on the wall, which skipped one"
    );
}

#[test]
fn another_zone_keeps_every_coming_wall_time_and_computes_its_instant_again() {
    let desk = Desk::open();
    let grace = desk.patient("Grace", "Kim");
    let visit = desk.book(&grace, 0, "2026-11-23T10:00");
    let past = desk.book(&grace, 0, "2026-11-19T10:00");
    let clinic = json!({ "name": "Linden", "phone": "", "email": "", "address": "", "country": "US", "zone": "America/Chicago", "currency": "USD", "paper": "a4" });
    assert_eq!(desk.ask("clinic.edit", clinic)["visits_recomputed"], 1);
    let now = desk.ask("visits.get", json!({ "visit": visit["id"] }));
    assert_eq!(
        (now["starts"].as_str(), now["zone"].as_str()),
        (Some("2026-11-23T10:00"), Some("America/Chicago")),
        "what was agreed"
    );
    assert_eq!(
        now["starts_at"].as_i64().unwrap() - visit["starts_at"].as_i64().unwrap(),
        3600,
        "an hour later for the world"
    );
    assert_eq!(
        desk.number("SELECT count(*) FROM visit WHERE zone = 'America/New_York'"),
        1,
        "what is past stays when it was"
    );
    assert_eq!(past["zone"], "America/New_York");
    let day = desk.ask("schedule.day", json!({ "date": "2026-11-23", "by": "provider" }));
    assert_eq!(
        (day["zone"].as_str(), day["visits"][0]["at"].as_i64()),
        (Some("America/Chicago"), Some(600))
    );
}

#[test]
fn when_the_rules_of_the_zone_changed_coming_visits_keep_their_wall_time() {
    let desk = Desk::open();
    let grace = desk.patient("Grace", "Kim");
    let visit = desk.book(&grace, 0, "2026-11-23T10:00");
    desk.book(&grace, 0, "2026-11-19T10:00");
    assert_eq!(
        crate::schedule::follow_the_zone(&desk.practice()).unwrap(),
        0,
        "the rules are those it was booked with"
    );
    // As if it had been booked by older rules, an hour off.
    desk.sql("UPDATE visit SET starts_at = starts_at + 3600, ends_at = ends_at + 3600, busy_from = busy_from + 3600, busy_until = busy_until + 3600");
    assert_eq!(
        crate::schedule::follow_the_zone(&desk.practice()).unwrap(),
        1,
        "the coming one, not the past one"
    );
    let kept = |column: &str| desk.number(&format!("SELECT {column} FROM visit ORDER BY day DESC LIMIT 1"));
    assert_eq!(
        (Some(kept("starts_at")), Some(kept("busy_until"))),
        (visit["starts_at"].as_i64(), visit["ends_at"].as_i64()),
        "the instant of ten o'clock by the new rules"
    );
}
