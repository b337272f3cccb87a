//! How often, how slow, how much: counted in the store, so that processes share it and nobody's address is kept.

use super::http::{answer, ask, connect, written};
use super::on_both_stores;
use super::world::{BITS, Clinic, World, bytes};
use keepwell_relay::Running;
use std::io::Write;
use std::time::{Duration, Instant};

on_both_stores! {
    two_processes_share_every_count
    a_caller_cannot_choose_its_address
    who_does_no_work_does_not_use_up_the_clinics_minute
    holds_are_counted_too
    a_body_that_drips_is_given_up
}

/// Submits from behind a proxy that saw `from`.
fn from(relay: &Running, clinic: &Clinic, said: &str, now: i64) -> (u16, String) {
    let (_, envelope) = clinic.envelope(4096);
    let mut headers = clinic.headers_of(&envelope, BITS, now, None);
    headers.push(("x-forwarded-for", said.to_owned()));
    ask(relay.address, "POST", &clinic.inbox(), &headers, &envelope).told()
}

fn slow_down() -> (u16, String) {
    (429, "slow_down".into())
}

fn two_processes_share_every_count(world: World) {
    let mut world = world;
    (
        world.config.limits.per_address_minute,
        world.config.limits.per_address_day,
    ) = (4, 6);
    let (one, other) = (world.start(), world.start());
    let clinic = world.clinic(&one);
    let send = |relay: &Running| clinic.submit(relay.address, &clinic.envelope(4096).1, world.now());
    let statuses: Vec<u16> = [&one, &other, &one, &other, &one, &other]
        .map(|relay| send(relay).status)
        .to_vec();
    assert_eq!(statuses, [202, 202, 202, 202, 429, 429]);
    let refused = send(&one);
    assert_eq!(refused.told(), slow_down());
    assert_eq!(refused.header("retry-after"), Some("60"));
    world.pass(60);
    assert_eq!(
        [&one, &other, &one].map(|relay| send(relay).status),
        [202, 202, 429],
        "the day's six are used up"
    );
    world.pass(86_400);
    assert_eq!(send(&other).status, 202);
    // Only HMACs under a key that is gone with its day.
    if let keepwell_relay::StoreAt::Sqlite(path) = &world.config.store {
        let on = rusqlite::Connection::open(path).unwrap();
        let keys: i64 = on
            .query_row("SELECT COUNT(*) FROM address_key", [], |row| row.get(0))
            .unwrap();
        assert_eq!(keys, 1);
        for file in [path.clone(), path.with_extension("db-wal")] {
            let bytes = std::fs::read(file).unwrap();
            assert!(
                !bytes.windows(9).any(|nine| nine == b"127.0.0.1"),
                "no address in the file"
            );
        }
    }
}

fn a_caller_cannot_choose_its_address(world: World) {
    let mut world = world;
    world.config.limits.per_address_minute = 2;
    let bare = world.start();
    let clinic = world.clinic(&bare);
    // No proxy: whatever is said, it is the same caller.
    let told = ["198.51.100.1", "198.51.100.2", "198.51.100.3"].map(|said| from(&bare, &clinic, said, world.now()).0);
    assert_eq!(told, [202, 202, 429]);
    world.config.trusted_proxies = 1;
    let behind = world.start();
    // One proxy: what it wrote is the last; what stands before it is the caller's own invention.
    let told = [
        "10.0.0.1, 203.0.113.9",
        "10.0.0.2, 203.0.113.9",
        "10.0.0.3, 203.0.113.9",
        "10.0.0.3, 203.0.113.10",
    ]
    .map(|said| from(&behind, &clinic, said, world.now()).0);
    assert_eq!(told, [202, 202, 429, 202]);
    // One household of IPv6 is one caller, whichever of its addresses it takes.
    let told = [
        "2001:db8:0:aa01::1",
        "2001:db8:0:aa02::2",
        "2001:db8:0:aaff::3",
        "2001:db8:0:bb00::4",
    ]
    .map(|said| from(&behind, &clinic, said, world.now()).0);
    assert_eq!(told, [202, 202, 429, 202]);
}

fn who_does_no_work_does_not_use_up_the_clinics_minute(world: World) {
    let mut world = world;
    world.config.limits.per_clinic_minute = 2;
    world.config.limits.least_work = 60;
    let flooded = world.start();
    let clinic = world.clinic(&flooded);
    for _ in 0..5 {
        let told = clinic.submit(flooded.address, &clinic.envelope(4096).1, world.now());
        assert_eq!(
            (told.told(), told.json()["bits"].as_u64()),
            ((403, "work".into()), Some(60))
        );
    }
    world.config.limits.least_work = BITS;
    let relay = world.start();
    let told = [0; 3].map(|_| {
        clinic
            .submit(relay.address, &clinic.envelope(4096).1, world.now())
            .told()
    });
    assert_eq!(told, [(202, String::new()), (202, String::new()), slow_down()]);
}

fn holds_are_counted_too(world: World) {
    let mut world = world;
    (
        world.config.limits.holds_per_address_minute,
        world.config.limits.holds_at_once,
    ) = (5, 2);
    let relay = world.start();
    let clinic = world.clinic(&relay);
    let times: Vec<_> = (0..4)
        .map(|at| super::world::slot(1, world.now() + 86_400, at * 30, 30))
        .collect();
    clinic.offer(relay.address, 1, times.clone(), &[], world.now());
    let hold = |at: usize| {
        clinic
            .hold(relay.address, times[at].id, &super::world::browser(), world.now())
            .status
    };
    assert_eq!([hold(0), hold(1), hold(2)], [200, 200, 429], "two at once");
    world.pass(601);
    assert_eq!([0, 1, 2, 3, 0].map(hold), [200, 200, 429, 429, 409]);
    assert_eq!(hold(3), 429, "five in a minute");
}

fn a_body_that_drips_is_given_up(world: World) {
    let mut world = world;
    world.config.patience = Duration::from_millis(600);
    let relay = world.start();
    let clinic = world.clinic(&relay);
    let (_, envelope) = clinic.envelope(4096);
    let headers = clinic.headers_of(&envelope, BITS, world.now(), None);
    let request = written("POST", &clinic.inbox(), &headers, &envelope);
    let drip = |until: usize| {
        let from = Instant::now();
        let mut stream = connect(relay.address);
        stream.write_all(&request[..until]).unwrap();
        let mut rest = request[until..].iter();
        while from.elapsed() < Duration::from_secs(3) {
            let Some(byte) = rest.next() else { break };
            if stream.write_all(&[*byte]).is_err() {
                break;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        assert!(from.elapsed() < Duration::from_secs(3), "given up in time");
        answer(stream)
    };
    let body = request.len() - 1000;
    assert!(drip(body).is_none_or(|reply| reply.status == 408));
    assert!(drip(20).is_none_or(|reply| reply.status == 408), "headers that drip");
    // A body that is announced larger is refused before it comes.
    let mut stream = connect(relay.address);
    let announced = format!(
        "POST {} HTTP/1.1\r\nhost: relay\r\ncontent-length: 99999999999\r\n\r\n",
        clinic.inbox()
    );
    stream.write_all(announced.as_bytes()).unwrap();
    let mut first = [0; 12];
    std::io::Read::read_exact(&mut stream, &mut first).unwrap();
    assert_eq!(&first, b"HTTP/1.1 413");
    let mut stream = connect(relay.address);
    let flood = format!("GET /healthz HTTP/1.1\r\nhost: relay\r\n{}\r\n", "a: b\r\n".repeat(500));
    stream.write_all(flood.as_bytes()).unwrap();
    assert!(answer(stream).is_none_or(|reply| reply.status == 431));
    assert_eq!(clinic.pull(relay.address, 0, world.now()).head, 0);
    assert_eq!(ask(relay.address, "GET", "/healthz", &[], &bytes::<0>()).status, 200);
}
