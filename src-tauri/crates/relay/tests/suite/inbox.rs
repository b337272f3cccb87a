//! Submissions: taken once, kept until fetched, forgotten when acknowledged.

use super::http::ask;
use super::on_both_stores;
use super::world::{BITS, World, until};
use keepwell_protocol::envelope::HEADER;
use keepwell_protocol::keys::IntakeKeys;
use keepwell_protocol::text::read_base64;

on_both_stores! {
    a_submission_is_taken_once_numbered_and_fetched_whole
    acknowledging_forgets_the_bytes_and_keeps_the_receipt
    what_nobody_fetches_expires_and_leaves_no_unexplained_gap
    what_is_no_envelope_is_refused
    a_full_inbox_refuses_and_opens_again
    more_work_is_asked_while_many_wait
    a_pull_gives_no_more_than_its_bytes_and_never_nothing
    a_submission_to_keys_not_published_is_sealed_again
    the_largest_submission_passes_whole
}

fn a_submission_is_taken_once_numbered_and_fetched_whole(world: World) {
    let relay = world.start();
    let clinic = world.clinic(&relay);
    let (one, first) = clinic.envelope(4096);
    let (two, second) = clinic.envelope(16 << 10);
    assert_eq!(clinic.submit(relay.address, &first, world.now()).status, 202);
    assert_eq!(clinic.submit(relay.address, &first, world.now()).status, 200);
    assert_eq!(clinic.submit(relay.address, &second, world.now()).status, 202);
    let mut other = first.clone();
    *other.last_mut().unwrap() ^= 1;
    assert_eq!(
        clinic.submit(relay.address, &other, world.now()).told(),
        (409, "other_bytes".into())
    );

    let page = clinic.pull(relay.address, 0, world.now());
    assert_eq!((page.head, page.pending, page.now), (2, 2, world.now()));
    let seen: Vec<_> = page
        .items
        .iter()
        .map(|item| (item.seq, item.sid, read_base64(&item.envelope).unwrap()))
        .collect();
    assert_eq!(seen, [(1, one, first), (2, two, second)]);
    assert_eq!(clinic.pull(relay.address, 1, world.now()).items.len(), 1);
    // Another clinic has an inbox of its own.
    let other = world.clinic(&relay);
    assert_eq!(other.pull(relay.address, 0, world.now()).head, 0);
}

fn acknowledging_forgets_the_bytes_and_keeps_the_receipt(world: World) {
    let relay = world.start();
    let clinic = world.clinic(&relay);
    let (sid, envelope) = clinic.envelope(4096);
    let (odd, unreadable) = clinic.envelope(4096);
    let receipts = |sid| {
        ask(
            relay.address,
            "GET",
            &format!("/v1/c/{}/receipts/{sid}", clinic.id),
            &[],
            b"",
        )
    };
    assert_eq!(receipts(sid).status, 404);
    clinic.submit(relay.address, &envelope, world.now());
    clinic.submit(relay.address, &unreadable, world.now());
    assert_eq!(receipts(sid).status, 204);
    let receipt = clinic.receipt(sid, &envelope, world.now());
    // A receipt for another submission, or by another hand, is not shown to a patient.
    let swapped = clinic.acknowledge(relay.address, vec![(odd, Some(receipt.clone()))], world.now());
    assert_eq!(swapped.told(), (400, "malformed".into()));
    let forged = super::world::Clinic::new().receipt(sid, &envelope, world.now());
    let forged = clinic.acknowledge(relay.address, vec![(sid, Some(forged))], world.now());
    assert_eq!(forged.told(), (401, "not_signed".into()));
    for _ in 0..2 {
        let items = vec![(sid, Some(receipt.clone())), (odd, None)];
        assert_eq!(clinic.acknowledge(relay.address, items, world.now()).status, 204);
        let page = clinic.pull(relay.address, 0, world.now());
        assert_eq!((page.items.len(), page.pending, page.head), (0, 0, 2));
        assert_eq!(
            page.gone.iter().map(|gone| (gone.seq, &*gone.why)).collect::<Vec<_>>(),
            [(1, "acked"), (2, "acked")]
        );
    }
    assert_eq!(receipts(sid).json(), serde_json::to_value(&receipt).unwrap());
    assert_eq!(receipts(odd).status, 204);
    // A browser that did not hear the 202 asks again: nothing comes twice.
    assert_eq!(clinic.submit(relay.address, &envelope, world.now()).status, 200);
    assert_eq!(clinic.pull(relay.address, 2, world.now()).head, 2);
    world.pass(31 * 86_400);
    until("the receipt is forgotten", || receipts(sid).status == 404);
}

fn what_nobody_fetches_expires_and_leaves_no_unexplained_gap(world: World) {
    let relay = world.start();
    let clinic = world.clinic(&relay);
    let (old, envelope) = clinic.envelope(4096);
    clinic.submit(relay.address, &envelope, world.now());
    world.pass(29 * 86_400);
    let (new, later) = clinic.envelope(4096);
    clinic.submit(relay.address, &later, world.now());
    assert_eq!(clinic.pull(relay.address, 0, world.now()).pending, 2);
    world.pass(2 * 86_400);
    until("the old one expires", || {
        clinic.pull(relay.address, 0, world.now()).pending == 1
    });
    let page = clinic.pull(relay.address, 0, world.now());
    assert_eq!((page.items[0].seq, page.items[0].sid), (2, new));
    assert_eq!(
        (page.gone[0].seq, page.gone[0].sid, &*page.gone[0].why),
        (1, old, "expired")
    );
    let told = ask(
        relay.address,
        "GET",
        &format!("/v1/c/{}/receipts/{old}", clinic.id),
        &[],
        b"",
    );
    assert_eq!(told.told(), (410, "gone".into()));
    let metrics = ask(relay.address, "GET", "/metrics", &[], b"");
    assert!(
        String::from_utf8(metrics.body)
            .unwrap()
            .contains("keepwell_relay_expired_total 1")
    );
}

fn what_is_no_envelope_is_refused(world: World) {
    let mut world = world;
    world.config.limits.largest_envelope = 64 << 10;
    let relay = world.start();
    let clinic = world.clinic(&relay);
    let (_, envelope) = clinic.envelope(4096);
    let malformed = (400, "malformed".to_owned());
    for length in [0, 3, HEADER, HEADER + 32, envelope.len() - 1] {
        let cut = &envelope[..length];
        assert_eq!(
            clinic.submit(relay.address, cut, world.now()).told(),
            malformed,
            "{length} bytes"
        );
    }
    let mut long = envelope.clone();
    long.push(0);
    assert_eq!(clinic.submit(relay.address, &long, world.now()).told(), malformed);
    for (at, value) in [(0, b'X'), (4, 0), (4, 3), (4, 255)] {
        let mut wrong = envelope.clone();
        wrong[at] = value;
        assert_eq!(
            clinic.submit(relay.address, &wrong, world.now()).told(),
            malformed,
            "byte {at}"
        );
    }
    let (_, large) = clinic.envelope(256 << 10);
    assert_eq!(
        clinic.submit(relay.address, &large, world.now()).told(),
        (413, "too_large".into())
    );
    let inbox = clinic.inbox();
    let without_work = ask(relay.address, "POST", &inbox, &[], &envelope);
    assert_eq!(
        (without_work.told(), without_work.json()["bits"].as_u64()),
        ((403, "work".into()), Some(BITS.into()))
    );
    for work in ["", "2026-03-02", "2026-03-02.-1", "2026-02-20.1", "x"] {
        let told = ask(
            relay.address,
            "POST",
            &inbox,
            &[("x-keepwell-work", work.into())],
            &envelope,
        )
        .told();
        assert_eq!(told, malformed, "work {work}");
    }
    for path in [
        "/v1/c/x/inbox",
        "/v1/c/0000000000000000000000000U/inbox",
        "/v1/c/..%2f..%2fetc/inbox",
    ] {
        assert_eq!(
            ask(relay.address, "POST", path, &[], &envelope).told(),
            malformed,
            "{path}"
        );
    }
    let stranger = super::world::Clinic::new();
    assert_eq!(
        stranger
            .submit(relay.address, &stranger.envelope(4096).1, world.now())
            .told(),
        (404, "no_such_clinic".into())
    );
    assert_eq!(clinic.pull(relay.address, 0, world.now()).head, 0);
}

fn a_full_inbox_refuses_and_opens_again(world: World) {
    let mut world = world;
    (world.config.limits.most_pending, world.config.limits.most_pending_bytes) = (3, 30_000);
    let relay = world.start();
    let clinic = world.clinic(&relay);
    let sids: Vec<_> = (0..3)
        .map(|_| {
            let (sid, envelope) = clinic.envelope(4096);
            assert_eq!(clinic.submit(relay.address, &envelope, world.now()).status, 202);
            sid
        })
        .collect();
    let (_, one_more) = clinic.envelope(4096);
    let full = clinic.submit(relay.address, &one_more, world.now());
    assert_eq!(full.told(), (429, "full".into()));
    assert!(full.header("retry-after").is_some());
    assert_eq!(
        clinic
            .acknowledge(relay.address, vec![(sids[0], None), (sids[1], None)], world.now())
            .status,
        204
    );
    assert_eq!(
        clinic
            .submit(relay.address, &clinic.envelope(64 << 10).1, world.now())
            .told(),
        (429, "full".into())
    );
    assert_eq!(clinic.submit(relay.address, &one_more, world.now()).status, 202);
    // Numbers have no gap, whatever was refused between them.
    let page = clinic.pull(relay.address, 2, world.now());
    assert_eq!(page.items.iter().map(|item| item.seq).collect::<Vec<_>>(), [3, 4]);
}

fn more_work_is_asked_while_many_wait(world: World) {
    let mut world = world;
    world.config.limits.busy_pending = 2;
    let relay = world.start();
    let clinic = world.clinic(&relay);
    let bits = || {
        let bundle = ask(relay.address, "GET", &format!("/v1/c/{}/bundle", clinic.id), &[], b"");
        bundle.header("x-keepwell-work-bits").unwrap().parse::<u8>().unwrap()
    };
    for _ in 0..3 {
        assert_eq!(bits(), BITS);
        assert_eq!(
            clinic
                .submit(relay.address, &clinic.envelope(4096).1, world.now())
                .status,
            202
        );
    }
    assert_eq!(bits(), BITS + 4);
    // An envelope whose least work happens not to be enough work for a busy relay.
    let (envelope, headers) = (0..)
        .map(|_| {
            let (_, envelope) = clinic.envelope(4096);
            let headers = clinic.headers_of(&envelope, BITS, world.now(), None);
            (envelope, headers)
        })
        .find(|(envelope, headers)| {
            let work: keepwell_protocol::work::Work = headers[0].1.parse().unwrap();
            !work.is_enough(BITS + 4, clinic.id, envelope)
        })
        .unwrap();
    let told = ask(relay.address, "POST", &clinic.inbox(), &headers, &envelope);
    assert_eq!(
        (told.told(), told.json()["bits"].as_u64()),
        ((403, "work".into()), Some(u64::from(BITS) + 4))
    );
    let headers = clinic.headers_of(&envelope, BITS + 4, world.now(), None);
    assert_eq!(
        ask(relay.address, "POST", &clinic.inbox(), &headers, &envelope).status,
        202
    );
}

fn a_pull_gives_no_more_than_its_bytes_and_never_nothing(world: World) {
    let mut world = world;
    world.config.limits.pull_bytes = 10_000;
    let relay = world.start();
    let clinic = world.clinic(&relay);
    for size in [4096, 4096, 64 << 10, 4096] {
        assert_eq!(
            clinic
                .submit(relay.address, &clinic.envelope(size).1, world.now())
                .status,
            202
        );
    }
    let (mut after, mut pages) = (0, Vec::new());
    loop {
        let page = clinic.pull(relay.address, after, world.now());
        let Some(last) = page.items.last() else { break };
        after = last.seq;
        pages.push(page.items.len());
    }
    assert_eq!(pages, [2, 1, 1]);
}

fn a_submission_to_keys_not_published_is_sealed_again(world: World) {
    let relay = world.start();
    let mut clinic = world.clinic(&relay);
    let old: Vec<_> = (0..3).map(|_| clinic.envelope(4096).1).collect();
    let mut told = Vec::new();
    for (serial, envelope) in (2..).zip(&old) {
        told.push(clinic.submit(relay.address, envelope, world.now()).told());
        clinic.intake = IntakeKeys::generate().unwrap();
        assert_eq!(clinic.publish(relay.address, serial, &[], world.now()).status, 200);
    }
    // To the present keys, to those before (a page that was open during the change), to older ones.
    assert_eq!(
        told,
        [(202, String::new()), (202, String::new()), (409, "stale".into())]
    );
    assert_eq!(
        clinic
            .submit(relay.address, &clinic.envelope(4096).1, world.now())
            .status,
        202
    );
}

fn the_largest_submission_passes_whole(world: World) {
    let relay = world.start();
    let clinic = world.clinic(&relay);
    let (_, large) = clinic.envelope(8 << 20);
    for expected in [202, 200] {
        assert_eq!(clinic.submit(relay.address, &large, world.now()).status, expected);
    }
    assert_eq!(
        clinic
            .submit(relay.address, &clinic.envelope(8 << 20).1, world.now())
            .status,
        202
    );
    // Two of them do not fit into one answer.
    let page = clinic.pull(relay.address, 0, world.now());
    assert_eq!((page.items.len(), page.pending), (1, 2));
    assert!(read_base64(&page.items[0].envelope).unwrap() == large);
}
