//! Callers that are slow, greedy or gone: what they take from everybody else is bounded.

use super::http::{answer, connect, written};
use super::world::{BITS, TEN, World, browser, slot};
use keepwell_relay::StoreAt;
use std::io::{Read, Write};
use std::thread::sleep;
use std::time::Duration;

#[test]
fn a_large_body_on_a_slow_line_arrives() {
    let mut world = World::sqlite();
    world.config.patience = Duration::from_millis(500);
    let relay = world.start();
    let clinic = world.clinic(&relay);
    let (_, envelope) = clinic.envelope(256 << 10);
    let headers = clinic.headers_of(&envelope, BITS, world.now(), None);
    let request = written("POST", &clinic.inbox(), &headers, &envelope);
    let mut stream = connect(relay.address);
    for part in request.chunks(32 << 10) {
        stream.write_all(part).expect("the relay reads on");
        sleep(Duration::from_millis(150));
    }
    assert_eq!(answer(stream).expect("an answer").status, 202);
}

#[test]
fn large_bodies_share_a_bounded_room_and_small_ones_always_find_some() {
    let mut world = World::sqlite();
    world.config.limits.most_body_bytes = 2 << 20;
    let relay = world.start();
    let clinic = world.clinic(&relay);
    let (_, large) = clinic.envelope(1 << 20);
    let headers = clinic.headers_of(&large, BITS, world.now(), None);
    let request = written("POST", &clinic.inbox(), &headers, &large);
    // Nearly whole, and then nothing more.
    let held: Vec<_> = (0..2)
        .map(|_| {
            let mut stream = connect(relay.address);
            stream.write_all(&request[..request.len() - 10]).unwrap();
            stream
        })
        .collect();
    sleep(Duration::from_millis(500));
    let refused = clinic.submit(relay.address, &large, world.now());
    assert_eq!(refused.told(), (503, "slow_down".into()));
    assert_eq!(refused.header("retry-after"), Some("10"));
    let (_, small) = clinic.envelope(16 << 10);
    assert_eq!(clinic.submit(relay.address, &small, world.now()).status, 202);
    drop(held);
    super::world::until("the room is free again", || {
        matches!(clinic.submit(relay.address, &large, world.now()).status, 200 | 202)
    });
}

#[test]
fn who_asks_and_does_not_read_is_let_go() {
    let mut world = World::sqlite();
    world.config.patience = Duration::from_millis(500);
    let relay = world.start();
    let clinic = world.clinic(&relay);
    let times = (0..5_000).map(|at| slot(1, TEN + 86_400, at * 30, 30)).collect();
    assert_eq!(clinic.offer(relay.address, 1, times, &[], world.now()).status, 200);
    let path = format!("/v1/c/{}/slots", clinic.id);
    let ask = format!("GET {path} HTTP/1.1\r\nhost: relay\r\n\r\n");
    let mut stream = connect(relay.address);
    stream.write_all(ask.repeat(60).as_bytes()).unwrap();
    sleep(Duration::from_secs(4));
    let mut all = Vec::new();
    let _ = stream.read_to_end(&mut all);
    let answers = all.windows(15).filter(|part| part == b"HTTP/1.1 200 OK").count();
    assert!(
        answers < 60,
        "all {answers} answers waited for somebody who did not read"
    );
}

#[test]
fn a_hold_that_another_relay_clears_away_meanwhile_is_not_taken_in_vain() {
    let world = World::postgresql();
    let relay = world.start();
    let clinic = world.clinic(&relay);
    let time = slot(1, TEN + 86_400, 0, 30);
    let (id, token) = (time.id, browser());
    clinic.offer(relay.address, 1, vec![time], &[], world.now());
    assert_eq!(clinic.hold(relay.address, id, &token, world.now()).status, 200);
    let StoreAt::Postgres(url) = &world.config.store else {
        panic!("a database")
    };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let mut other = runtime.block_on(async {
        let (client, connection) = tokio_postgres::connect(url, tokio_postgres::NoTls).await.unwrap();
        tokio::spawn(connection);
        client
    });
    // The sweep of a relay whose clock is a moment ahead.
    let sweep = runtime.block_on(other.transaction()).unwrap();
    assert_eq!(runtime.block_on(sweep.execute("DELETE FROM claim", &[])).unwrap(), 1);
    let (_, envelope) = clinic.envelope(4096);
    let (patient, address, now) = (&clinic, relay.address, world.now());
    let status = std::thread::scope(|scope| {
        let sent = scope.spawn(move || patient.submit_with(address, &envelope, now, id, &token));
        sleep(Duration::from_millis(700));
        runtime.block_on(sweep.commit()).unwrap();
        sent.join().unwrap().expect("an answer").status
    });
    assert_eq!(status, 202);
    assert_eq!(
        clinic.unavailable(relay.address),
        [id.to_string()],
        "it is this patient's, and nobody else's"
    );
}
