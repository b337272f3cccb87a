//! What everybody may see, and with which headers.

use super::http::ask;
use super::on_both_stores;
use super::world::World;
use keepwell_protocol::text::{sha256, write_hex};

on_both_stores! {
    every_answer_carries_the_protective_headers
    metrics_count_and_name_nobody
    two_relays_may_start_at_once_on_an_empty_store
}

fn every_answer_carries_the_protective_headers(world: World) {
    let relay = world.start();
    let clinic = world.clinic(&relay);
    let patient = format!("/v1/c/{}/bundle", clinic.id);
    for path in [
        patient.as_str(),
        "/v1/inbox",
        "/healthz",
        "/metrics",
        "/pages.json",
        "/nowhere",
        "/c/x",
        "/assets/../Cargo.toml",
    ] {
        let reply = ask(relay.address, "GET", path, &[], b"");
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("cache-control", "no-store"),
        ] {
            assert_eq!(reply.header(name), Some(value), "{path}");
        }
        let policy = reply.header("content-security-policy").unwrap();
        assert!(
            policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"),
            "{path}: {policy}"
        );
        assert!(!policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(reply.header("set-cookie"), None);
        let any = path == patient;
        assert_eq!(
            reply.header("access-control-allow-origin"),
            any.then_some("*"),
            "{path}"
        );
    }
    let asked = ask(
        relay.address,
        "OPTIONS",
        &clinic.inbox(),
        &[("origin", "https://clinic.example".into())],
        b"",
    );
    assert_eq!(
        (asked.status, asked.header("access-control-allow-origin")),
        (204, Some("*"))
    );
    assert!(
        asked
            .header("access-control-allow-headers")
            .unwrap()
            .contains("x-keepwell-work")
    );
    assert_eq!(
        ask(relay.address, "OPTIONS", "/v1/inbox", &[], b"").header("access-control-allow-origin"),
        None
    );
    assert_eq!(
        ask(relay.address, "DELETE", &patient, &[], b"").told(),
        (404, "gone".into())
    );

    // What is listed is what is served, byte for byte.
    let listed = ask(relay.address, "GET", "/pages.json", &[], b"").json();
    for file in listed.as_array().unwrap() {
        let path = file["path"].as_str().unwrap();
        let address = if path == "index.html" {
            format!("/c/{}/new", clinic.id)
        } else {
            format!("/{path}")
        };
        if !path.starts_with("assets/") && path != "index.html" && path != "embed.js" {
            continue;
        }
        let served = ask(relay.address, "GET", &address, &[], b"");
        assert_eq!(
            (served.status, file["sha256"].as_str().unwrap()),
            (200, &*write_hex(&sha256(&served.body))),
            "{path}"
        );
        if path == "index.html" {
            assert!(
                served
                    .header("content-security-policy")
                    .unwrap()
                    .contains("require-trusted-types-for 'script'")
            );
        }
        if path == "embed.js" {
            assert_eq!(served.header("access-control-allow-origin"), Some("*"));
        }
    }
}

fn metrics_count_and_name_nobody(world: World) {
    let relay = world.start();
    let clinic = world.clinic(&relay);
    let (sid, envelope) = clinic.envelope(4096);
    clinic.submit(relay.address, &envelope, world.now());
    ask(
        relay.address,
        "GET",
        &format!("/v1/c/{}/receipts/{sid}?name=Grace", clinic.id),
        &[],
        b"",
    );
    world.pass(90);
    let text = String::from_utf8(ask(relay.address, "GET", "/metrics", &[], b"").body).unwrap();
    let size = envelope.len();
    for line in [
        "keepwell_relay_clinics 1".to_owned(),
        "keepwell_relay_pending 1".into(),
        format!("keepwell_relay_pending_bytes {size}"),
        "keepwell_relay_oldest_pending_seconds 90".into(),
        "keepwell_relay_accepted_total 1".into(),
        "keepwell_relay_answers_total{route=\"/v1/c/{clinic}/inbox\",status=\"202\"} 1".into(),
    ] {
        assert!(text.lines().any(|known| known == line), "{line} in {text}");
    }
    for secret in [
        clinic.id.to_string(),
        sid.to_string(),
        "127.0.0.1".into(),
        "Grace".into(),
    ] {
        assert!(!text.contains(&secret), "{secret}");
    }
}

fn two_relays_may_start_at_once_on_an_empty_store(world: World) {
    let relays: Vec<_> = std::thread::scope(|scope| {
        let starting: Vec<_> = (0..4).map(|_| scope.spawn(|| world.start())).collect();
        starting
            .into_iter()
            .map(|relay| relay.join().expect("it starts"))
            .collect()
    });
    for relay in &relays {
        assert_eq!(ask(relay.address, "GET", "/healthz", &[], b"").status, 200);
    }
    let clinic = world.clinic(&relays[0]);
    assert_eq!(
        clinic
            .submit(relays[3].address, &clinic.envelope(4096).1, world.now())
            .status,
        202
    );
    assert_eq!(clinic.pull(relays[1].address, 0, world.now()).head, 1);
}
