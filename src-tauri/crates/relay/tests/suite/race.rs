//! Two hundred patients want twenty times, through two processes on one PostgreSQL, or one on SQLite.

use super::crashes::{Process, note};
use super::http::ask;
use super::world::{BITS, World, browser, slot};
use std::collections::HashSet;
use std::sync::atomic::{AtomicUsize, Ordering};

const RACERS: usize = 200;
const SLOTS: usize = 20;

#[test]
fn of_two_hundred_patients_twenty_get_the_twenty_times_on_sqlite() {
    race(&World::sqlite(), 1, "sqlite");
}

#[test]
fn torture_of_two_hundred_patients_on_two_processes_twenty_get_the_twenty_times() {
    race(&World::postgresql(), 2, "postgresql");
}

fn race(world: &World, processes: usize, store: &str) {
    let rounds = if std::env::var_os("TORTURE").is_some() { 10 } else { 1 };
    let relays: Vec<Process> = (0..processes).map(|_| Process::start(&world.config.store)).collect();
    for round in 0..rounds {
        let clinic = relays[0].clinic();
        let now = super::crashes::real_now();
        let day = now - now.rem_euclid(86_400) + 2 * 86_400;
        let times: Vec<_> = (0..SLOTS)
            .map(|at| slot(u8::try_from(at % 3).unwrap(), day, at as i64 * 30, 30))
            .collect();
        assert_eq!(clinic.offer(relays[0].address, 1, times.clone(), &[], now).status, 200);
        let (winners, double) = (AtomicUsize::new(0), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for racer in 0..RACERS {
                let (relay, clinic, times) = (&relays[racer % processes], &clinic, &times);
                let (winners, double) = (&winners, &double);
                scope.spawn(move || {
                    let (_, envelope) = clinic.envelope(4096);
                    let mut won = 0;
                    // Everybody begins elsewhere, and half of them take without holding first.
                    for turn in 0..SLOTS {
                        let time = &times[(racer * 7 + turn) % SLOTS];
                        let token = browser();
                        if racer % 2 == 0 && clinic.hold(relay.address, time.id, &token, now).status != 200 {
                            continue;
                        }
                        let headers = clinic.headers_of(&envelope, BITS, now, Some(format!("{}.{token}", time.id)));
                        match ask(relay.address, "POST", &clinic.inbox(), &headers, &envelope).status {
                            202 => won += 1,
                            409 => continue,
                            other => panic!("status {other}"),
                        }
                        break;
                    }
                    winners.fetch_add(won, Ordering::SeqCst);
                    double.fetch_add(won.saturating_sub(1), Ordering::SeqCst);
                });
            }
        });
        let page = clinic.pull(relays[processes - 1].address, 0, now);
        let slots: HashSet<_> = page.items.iter().filter_map(|item| item.slot).collect();
        let double = double.into_inner() + page.items.len() - slots.len();
        let winners = winners.into_inner();
        note(&serde_json::json!({
            "name": "slot_race", "racers": RACERS, "slots": SLOTS, "winners": winners, "double": double,
            "processes": processes, "store": store, "round": round,
        }));
        assert_eq!((winners, double, slots.len()), (SLOTS, 0, SLOTS));
        let seqs: Vec<u64> = page.items.iter().map(|item| item.seq).collect();
        assert_eq!(seqs, (1..=SLOTS as u64).collect::<Vec<_>>(), "numbers without a gap");
    }
}
