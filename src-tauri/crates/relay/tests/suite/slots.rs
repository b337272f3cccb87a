//! Times: one patient each.

use super::http::ask;
use super::on_both_stores;
use super::world::{TEN, World, browser, slot};
use keepwell_protocol::id::SlotId;

on_both_stores! {
    a_held_time_is_one_patients_for_ten_minutes
    overlapping_times_of_one_lane_and_full_days_cannot_be_had
    a_slot_and_its_submission_are_taken_together_or_not_at_all
    a_new_book_keeps_what_is_held_or_taken
}

const TOMORROW: i64 = TEN + 86_400;

fn taken() -> (u16, String) {
    (409, "taken".into())
}

fn a_held_time_is_one_patients_for_ten_minutes(world: World) {
    let relay = world.start();
    let clinic = world.clinic(&relay);
    let time = slot(1, TOMORROW, 0, 30);
    let (id, mine, theirs) = (time.id, browser(), browser());
    assert_eq!(
        clinic.hold(relay.address, id, &mine, world.now()).told(),
        (404, "no_such_slot".into())
    );
    clinic.offer(relay.address, 1, vec![time], &[], world.now());
    let held = clinic.hold(relay.address, id, &mine, world.now()).json();
    assert_eq!(
        (held["until"].as_i64(), held["now"].as_i64()),
        (Some(world.now() + 600), Some(world.now()))
    );
    assert_eq!(clinic.unavailable(relay.address), [id.to_string()]);
    world.pass(100);
    // Again with the same token: the same answer, not a longer hold.
    assert_eq!(
        clinic.hold(relay.address, id, &mine, world.now()).json()["until"],
        held["until"]
    );
    assert_eq!(clinic.hold(relay.address, id, &theirs, world.now()).told(), taken());
    assert_eq!(
        clinic
            .about_slot(relay.address, id, &theirs, "release", world.now())
            .status,
        204
    );
    assert_eq!(
        clinic.hold(relay.address, id, &theirs, world.now()).told(),
        taken(),
        "a stranger released nothing"
    );
    assert_eq!(
        clinic
            .about_slot(relay.address, id, &mine, "release", world.now())
            .status,
        204
    );
    assert_eq!(clinic.hold(relay.address, id, &theirs, world.now()).status, 200);
    world.pass(600);
    assert!(clinic.unavailable(relay.address).is_empty());
    assert_eq!(
        clinic.hold(relay.address, id, &mine, world.now()).status,
        200,
        "theirs ran out"
    );
    let path = format!("/v1/c/{}/slots/{id}/hold", clinic.id);
    let lazy = format!("{{\"token\":\"{}\",\"work\":\"2026-03-02.0\"}}", browser());
    let lazy = (0..9)
        .map(|_| ask(relay.address, "POST", &path, &[], lazy.as_bytes()).told().1)
        .find(|code| code != "work");
    assert!(lazy.is_none_or(|code| code == "taken"));
    world.pass(86_400);
    assert_eq!(
        clinic.hold(relay.address, id, &mine, world.now()).told(),
        (404, "no_such_slot".into()),
        "its time has passed"
    );
}

fn overlapping_times_of_one_lane_and_full_days_cannot_be_had(world: World) {
    let relay = world.start();
    let clinic = world.clinic(&relay);
    let times = vec![
        slot(1, TOMORROW, 0, 30),
        slot(1, TOMORROW, 15, 30), // in the way of the first and the third
        slot(1, TOMORROW, 30, 30),
        slot(2, TOMORROW, 0, 30),
        slot(2, TOMORROW, 60, 30),
        slot(2, TOMORROW + 86_400, 0, 30),
    ];
    let ids: Vec<SlotId> = times.iter().map(|slot| slot.id).collect();
    clinic.offer(relay.address, 1, times, &[("2026-03-03", 3)], world.now());
    let hold = |at: usize| clinic.hold(relay.address, ids[at], &browser(), world.now()).told();
    let well = (200, String::new());
    assert_eq!(hold(0), well);
    assert_eq!(hold(1), taken());
    assert_eq!(clinic.unavailable(relay.address), sorted(&[ids[0], ids[1]]));
    assert_eq!(hold(2), well, "one ends when the other begins");
    assert_eq!(hold(3), well, "another lane");
    assert_eq!(hold(4), taken(), "three are the day's cap");
    assert_eq!(clinic.unavailable(relay.address), sorted(&ids[..5]));
    assert_eq!(hold(5), well, "another day");
}

fn sorted(ids: &[SlotId]) -> Vec<String> {
    let mut ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
    ids.sort();
    ids
}

fn a_slot_and_its_submission_are_taken_together_or_not_at_all(world: World) {
    let relay = world.start();
    let clinic = world.clinic(&relay);
    let (time, free) = (slot(1, TOMORROW, 0, 30), slot(1, TOMORROW, 60, 30));
    let (id, free_id, mine, theirs) = (time.id, free.id, browser(), browser());
    clinic.offer(relay.address, 1, vec![time, free], &[], world.now());
    clinic.hold(relay.address, id, &mine, world.now());
    let (_, late) = clinic.envelope(4096);
    let told = |reply: Option<super::http::Reply>| reply.unwrap().told();
    assert_eq!(
        told(clinic.submit_with(relay.address, &late, world.now(), id, &theirs)),
        taken()
    );
    assert_eq!(clinic.pull(relay.address, 0, world.now()).head, 0, "refused as a whole");
    let (sid, envelope) = clinic.envelope(4096);
    assert_eq!(
        told(clinic.submit_with(relay.address, &envelope, world.now(), id, &mine)).0,
        202
    );
    assert_eq!(
        told(clinic.submit_with(relay.address, &envelope, world.now(), id, &mine)).0,
        200
    );
    let page = clinic.pull(relay.address, 0, world.now());
    assert_eq!(
        (page.items.len(), page.items[0].sid, page.items[0].slot),
        (1, sid, Some(id))
    );
    // Taken is for good: no hold runs out, and not even its own token takes it twice.
    world.pass(3600);
    assert_eq!(clinic.hold(relay.address, id, &mine, world.now()).told(), taken());
    assert_eq!(
        told(clinic.submit_with(relay.address, &late, world.now(), id, &mine)),
        taken()
    );
    // The one that lost takes another, without having held it: the same submission, a new choice.
    assert_eq!(
        told(clinic.submit_with(relay.address, &late, world.now(), free_id, &theirs)).0,
        202
    );
    // A patient who fills in the form keeps the hold when the clinic frees what was taken.
    assert_eq!(clinic.free(relay.address, id, world.now()).status, 204);
    assert_eq!(clinic.hold(relay.address, id, &theirs, world.now()).status, 200);
    assert_eq!(clinic.free(relay.address, id, world.now()).status, 204);
    assert_eq!(clinic.hold(relay.address, id, &mine, world.now()).told(), taken());
    for wrong in ["", "x", "x.y", &id.to_string()] {
        let (_, envelope) = clinic.envelope(4096);
        let headers = clinic.headers_of(&envelope, super::world::BITS, world.now(), Some(wrong.to_owned()));
        assert_eq!(
            ask(relay.address, "POST", &clinic.inbox(), &headers, &envelope).told(),
            (400, "malformed".into())
        );
    }
}

fn a_new_book_keeps_what_is_held_or_taken(world: World) {
    let relay = world.start();
    let clinic = world.clinic(&relay);
    let times: Vec<_> = (0..100).map(|at| slot(1, TOMORROW, at * 30, 30)).collect();
    let (held, gone) = (times[0].id, times[99].id);
    let (mine, theirs) = (browser(), browser());
    clinic.offer(relay.address, 1, times.clone(), &[], world.now());
    assert_eq!(clinic.hold(relay.address, held, &mine, world.now()).status, 200);
    assert_eq!(
        clinic
            .offer(relay.address, 2, times[..99].to_vec(), &[], world.now())
            .status,
        200
    );
    assert_eq!(
        clinic.hold(relay.address, gone, &mine, world.now()).told(),
        (404, "no_such_slot".into())
    );
    assert_eq!(clinic.hold(relay.address, held, &theirs, world.now()).told(), taken());
    // Even a time that the clinic does not offer any more belongs to whoever holds it; the desk has the last word.
    assert_eq!(clinic.offer(relay.address, 3, vec![], &[], world.now()).status, 200);
    let (_, envelope) = clinic.envelope(4096);
    assert_eq!(
        clinic
            .submit_with(relay.address, &envelope, world.now(), held, &mine)
            .unwrap()
            .status,
        202
    );
    let twice = vec![times[0].clone(), times[0].clone()];
    assert_eq!(
        clinic.offer(relay.address, 4, twice, &[], world.now()).told(),
        (400, "malformed".into())
    );
}
