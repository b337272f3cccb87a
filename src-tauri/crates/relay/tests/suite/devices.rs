//! The clinic's PC: registered by an invitation, believed by its signature.

use super::http::ask;
use super::on_both_stores;
use super::world::{Clinic, World, token};
use keepwell_protocol::pairing::{Register, header};
use keepwell_protocol::signed::SigningKey;
use keepwell_protocol::text::{sha256, write_hex};

on_both_stores! {
    an_invitation_registers_one_clinic_once
    a_new_pc_retires_the_last
    only_a_signed_request_in_time_counts_and_counts_once
    a_document_with_a_serial_that_is_not_higher_is_refused
    forms_and_pages_are_kept_as_long_as_they_should
    json_that_nobody_honest_writes_is_refused
    a_forgotten_clinic_leaves_nothing
}

fn an_invitation_registers_one_clinic_once(world: World) {
    let relay = world.start();
    let (one, other) = (Clinic::new(), Clinic::new());
    let invitation = token(&relay);
    let not_signed = (401, "not_signed".to_owned());
    assert_eq!(
        one.register(relay.address, &super::world::browser(), world.now())
            .told(),
        not_signed
    );
    assert_eq!(
        one.register(relay.address, "short", world.now()).told(),
        (400, "malformed".into())
    );
    // A device signed by one clinic for the id of another.
    let mut device = one.device_document(world.now());
    device.signature = other.device_document(world.now()).signature;
    let forged = Register {
        invitation: invitation.clone(),
        device,
    };
    let forged = ask(
        relay.address,
        "POST",
        "/v1/clinics",
        &[],
        &serde_json::to_vec(&forged).unwrap(),
    );
    assert_eq!(forged.told(), not_signed);
    assert_eq!(
        one.register(relay.address, &invitation, world.now() + 4000).told(),
        (401, "stale".into())
    );

    assert_eq!(one.register(relay.address, &invitation, world.now()).status, 201);
    assert_eq!(one.register(relay.address, &invitation, world.now()).status, 200);
    assert_eq!(
        other.register(relay.address, &invitation, world.now()).told(),
        not_signed
    );
    let late = token(&relay);
    world.pass(7 * 86_400);
    assert_eq!(
        other.register(relay.address, &late, world.now()).told(),
        (410, "gone".into())
    );
}

fn a_new_pc_retires_the_last(world: World) {
    let relay = world.start();
    let mut clinic = world.clinic(&relay);
    let last = std::mem::replace(&mut clinic.device, SigningKey::generate().unwrap());
    let older = clinic.register(relay.address, &token(&relay), world.now());
    assert_eq!(older.told(), (409, "stale".into()));
    world.pass(1);
    assert_eq!(clinic.register(relay.address, &token(&relay), world.now()).status, 201);
    assert_eq!(clinic.pull(relay.address, 0, world.now()).head, 0);
    clinic.device = last;
    let told = clinic
        .ask(relay.address, "GET", "/v1/inbox?after=0", b"", world.now())
        .told();
    assert_eq!(told, (401, "not_signed".into()));
}

fn only_a_signed_request_in_time_counts_and_counts_once(world: World) {
    let relay = world.start();
    let clinic = world.clinic(&relay);
    let (path, now) = ("/v1/inbox?after=0", world.now());
    let not_signed = (401, "not_signed".to_owned());
    let pull = |headers: &[(&'static str, String)]| ask(relay.address, "GET", path, headers, b"");
    let headers = clinic.headers("GET", path, b"", now);
    assert_eq!(pull(&headers).status, 200);
    assert_eq!(pull(&headers).told(), not_signed, "a replayed nonce");
    for missing in 0..4 {
        let mut headers = clinic.headers("GET", path, b"", now);
        headers.remove(missing);
        assert_eq!(pull(&headers).told(), not_signed, "without header {missing}");
    }
    for (name, value) in [
        (header::CLINIC, Clinic::new().id.to_string()),
        (header::TIME, "soon".into()),
        (header::TIME, (now + 1).to_string()),
        (header::NONCE, "!".into()),
        (header::SIGNATURE, "AA".into()),
    ] {
        let mut headers = clinic.headers("GET", path, b"", now);
        headers.retain(|(known, _)| *known != name);
        headers.push((name, value.clone()));
        assert_eq!(pull(&headers).told(), not_signed, "{name}: {value}");
    }
    let foreign = Clinic {
        id: clinic.id,
        ..Clinic::new()
    };
    assert_eq!(
        foreign.ask(relay.address, "GET", path, b"", now).told(),
        not_signed,
        "a foreign device"
    );
    let elsewhere = clinic.headers("GET", "/v1/inbox?after=1", b"", now);
    assert_eq!(pull(&elsewhere).told(), not_signed, "signed for another address");
    let other_body = clinic.headers("POST", "/v1/inbox/ack", b"{}", now);
    assert_eq!(
        ask(relay.address, "POST", "/v1/inbox/ack", &other_body, b"{\"items\":[]}").told(),
        not_signed
    );
    for off in [-301, 301, i64::MIN / 2] {
        let wrong = clinic.ask(relay.address, "GET", path, b"", now + off);
        assert_eq!(wrong.told(), (401, "stale".into()), "{off} s");
        assert_eq!(wrong.header("date"), Some("Mon, 02 Mar 2026 10:00:00 GMT"));
    }
    for off in [-300, 300] {
        assert_eq!(
            clinic.ask(relay.address, "GET", path, b"", now + off).status,
            200,
            "{off} s"
        );
    }
    for query in ["", "?after=", "?after=-1", "?after=x", "?before=1"] {
        let told = clinic
            .ask(relay.address, "GET", &format!("/v1/inbox{query}"), b"", now)
            .told();
        assert_eq!(told, (400, "malformed".into()), "{query}");
    }
}

fn a_document_with_a_serial_that_is_not_higher_is_refused(world: World) {
    let relay = world.start();
    let clinic = world.clinic(&relay);
    let (now, stale) = (world.now(), (409, "stale".to_owned()));
    assert_eq!(clinic.publish(relay.address, 5, &[], now).status, 200);
    assert_eq!(
        clinic.publish(relay.address, 5, &[], now).status,
        200,
        "the same bytes again"
    );
    assert_eq!(clinic.publish(relay.address, 5, &[], now - 1).told(), stale);
    assert_eq!(clinic.publish(relay.address, 4, &[], now).told(), stale);
    assert_eq!(clinic.offer(relay.address, 2, vec![], &[], now).status, 200);
    assert_eq!(clinic.offer(relay.address, 2, vec![], &[], now).status, 200);
    assert_eq!(clinic.offer(relay.address, 1, vec![], &[], now).told(), stale);
    // A bundle that another clinic signed, and one in the name of another.
    let other = Clinic::new();
    let foreign = serde_json::to_vec(&other.bundle(6, &[], now)).unwrap();
    assert_eq!(
        clinic.ask(relay.address, "PUT", "/v1/bundle", &foreign, now).told(),
        (401, "not_signed".into())
    );
    let shown = ask(relay.address, "GET", &format!("/v1/c/{}/bundle", clinic.id), &[], b"");
    assert_eq!(shown.json(), serde_json::to_value(clinic.bundle(5, &[], now)).unwrap());
    assert_eq!(shown.header("access-control-allow-origin"), Some("*"));
}

fn forms_and_pages_are_kept_as_long_as_they_should(world: World) {
    let relay = world.start();
    let clinic = world.clinic(&relay);
    let form = br#"{"v":1}"#;
    let hash = sha256(form);
    let address = format!("/v1/forms/{}", write_hex(&hash));
    assert_eq!(
        clinic.ask(relay.address, "PUT", &address, form, world.now()).status,
        200
    );
    assert_eq!(
        clinic.ask(relay.address, "PUT", &address, form, world.now()).status,
        200
    );
    assert_eq!(
        clinic.ask(relay.address, "PUT", &address, b"{}", world.now()).told(),
        (400, "malformed".into())
    );
    let large = vec![b' '; keepwell_protocol::limits::LARGEST_FORM + 1];
    assert_eq!(
        clinic.ask(relay.address, "PUT", &address, &large, world.now()).told(),
        (413, "too_large".into())
    );
    let get = || {
        ask(
            relay.address,
            "GET",
            &format!("/v1/c/{}/forms/{}", clinic.id, write_hex(&hash)),
            &[],
            b"",
        )
    };
    assert_eq!(get().body, form);
    assert_eq!(clinic.publish(relay.address, 2, &[hash], world.now()).status, 200);
    world.pass(90 * 86_400);
    std::thread::sleep(std::time::Duration::from_millis(200));
    assert_eq!(get().status, 200, "a bundle names it");
    assert_eq!(clinic.publish(relay.address, 3, &[], world.now()).status, 200);
    world.pass(29 * 86_400);
    std::thread::sleep(std::time::Duration::from_millis(200));
    assert_eq!(get().status, 200, "a page may still be open");
    world.pass(2 * 86_400);
    super::world::until("the form is gone", || get().told() == (404, "no_such_form".into()));

    let page = super::world::browser();
    let address = |until: i64| format!("/v1/pages/{page}?until={until}");
    let shown = || {
        ask(
            relay.address,
            "GET",
            &format!("/v1/c/{}/pages/{page}", clinic.id),
            &[],
            b"",
        )
    };
    let put = |until: i64| clinic.ask(relay.address, "PUT", &address(until), b"sealed", world.now());
    for wrong in [world.now(), world.now() + 400 * 86_400] {
        assert_eq!(put(wrong).told(), (400, "malformed".into()));
    }
    assert_eq!(put(world.now() + 60).status, 200);
    assert_eq!(shown().body, b"sealed");
    world.pass(60);
    assert_eq!(shown().status, 404, "it ran out");
    assert_eq!(put(world.now() + 60).status, 200);
    let away = || {
        clinic
            .ask(relay.address, "DELETE", &format!("/v1/pages/{page}"), b"", world.now())
            .status
    };
    assert_eq!((away(), away(), shown().status), (204, 204, 404));
}

fn json_that_nobody_honest_writes_is_refused(world: World) {
    let relay = world.start();
    let clinic = world.clinic(&relay);
    let deep = "[".repeat(10_000) + &"]".repeat(10_000);
    let malformed = (400, "malformed".to_owned());
    let bodies = [
        deep.as_str(),
        "",
        "{",
        "[]",
        "{\"items\":[],\"more\":1}",
        "{\"items\":[],\"items\":[]}",
        "\u{0}",
    ];
    for body in bodies {
        let told = clinic
            .ask(relay.address, "POST", "/v1/inbox/ack", body.as_bytes(), world.now())
            .told();
        assert_eq!(told, malformed, "{}", &body[..body.len().min(30)]);
        assert_eq!(
            ask(relay.address, "POST", "/v1/clinics", &[], body.as_bytes()).told(),
            malformed
        );
        let slot = super::world::browser();
        let path = format!("/v1/c/{}/slots/{slot}/hold", clinic.id);
        let told = ask(relay.address, "POST", &path, &[], body.as_bytes()).told();
        assert!(told == malformed || told == (413, "too_large".into()), "{told:?}");
    }
}

fn a_forgotten_clinic_leaves_nothing(world: World) {
    let relay = world.start();
    let clinic = world.clinic(&relay);
    clinic.submit(relay.address, &clinic.envelope(4096).1, world.now());
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let store = keepwell_relay::store::Store::open(&world.config.store).await.unwrap();
        use keepwell_relay::store::acts::{clinics, figures};
        let listed = store.act(clinics::List).await.unwrap();
        assert_eq!((listed.len(), listed[0].id, listed[0].pending), (1, clinic.id, 1));
        assert!(store.act(clinics::Forget(clinic.id)).await.unwrap());
        assert!(!store.act(clinics::Forget(clinic.id)).await.unwrap());
        let totals = store.act(figures::Count).await.unwrap();
        assert_eq!((totals.clinics, totals.pending, totals.oldest), (0, 0, None));
    });
    let told = clinic
        .ask(relay.address, "GET", "/v1/inbox?after=0", b"", world.now())
        .told();
    assert_eq!(told, (401, "not_signed".into()));
}
