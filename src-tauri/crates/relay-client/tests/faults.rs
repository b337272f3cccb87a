#![allow(clippy::unwrap_used, reason = "helpers of a test stop loudly")]
//! Whatever answers in the relay's place is told apart, in words that say what to do, and never waited for longer than the deadline.

use keepwell_protocol::id::ClinicId;
use keepwell_protocol::signed::SigningKey;
use keepwell_relay_client::{Address, Clinic, Failure, FailureKind, Http, explain};
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread::spawn;
use std::time::{Duration, Instant};

fn listening(answer: impl Fn(TcpStream) + Send + 'static) -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    spawn(move || listener.incoming().flatten().for_each(answer));
    port
}

/// A server that says `answer` to whatever it is asked.
fn saying(answer: &'static str) -> u16 {
    listening(move |mut stream| {
        let mut buffer = [0; 8192];
        if stream.read(&mut buffer).is_ok() {
            drop(stream.write_all(answer.as_bytes()));
        }
    })
}

fn ask(url: &str) -> Failure {
    let device = SigningKey::generate().unwrap();
    let clinic = Clinic {
        relay: &Http::default(),
        address: &Address::read(url).unwrap(),
        clinic: ClinicId::of_key(&device.public()),
        device: &device,
        now: 1_800_000_000,
    };
    let failure = clinic.inbox(0).unwrap_err();
    let words = explain(&failure);
    assert!(
        !words.title.is_empty() && !words.meaning.is_empty() && !words.next.is_empty(),
        "{failure:?}"
    );
    failure
}

#[test]
fn what_answers_in_the_relays_place_is_told_apart() {
    let http = |port| format!("http://127.0.0.1:{port}");
    let cases: [(&str, FailureKind); 7] = [
        (
            "HTTP/1.1 200 OK\r\ncontent-length: 15\r\n\r\n<h1>Wi-Fi</h1>\n",
            FailureKind::NotARelay,
        ),
        (
            "HTTP/1.1 302 Found\r\nlocation: http://hotel.example/\r\ncontent-length: 0\r\n\r\n",
            FailureKind::NotARelay,
        ),
        (
            "HTTP/1.1 502 Bad Gateway\r\ncontent-length: 3\r\n\r\noh!",
            FailureKind::Faulty { status: 502 },
        ),
        (
            "HTTP/1.1 200 OK\r\ncontent-length: 99999999\r\n\r\n{}",
            FailureKind::Unreachable,
        ),
        (
            "HTTP/1.1 401 Unauthorized\r\ndate: Wed, 18 Mar 2026 12:00:00 GMT\r\ncontent-length: 32\r\n\r\n{\"code\":\"stale\",\"message\":\"off\"}",
            FailureKind::WrongClock {
                relay: Some(1_773_835_200),
            },
        ),
        (
            "HTTP/1.1 401 Unauthorized\r\ncontent-length: 37\r\n\r\n{\"code\":\"not_signed\",\"message\":\"who\"}",
            FailureKind::Refused {
                status: 401,
                code: "not_signed".into(),
            },
        ),
        ("SSH-2.0-OpenSSH_9.2\r\n", FailureKind::NotARelay),
    ];
    for (answer, kind) in cases {
        let failure = ask(&http(saying(answer)));
        assert_eq!(failure.kind, kind, "{answer:?}: {failure:?}");
    }
    let nobody = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    assert_eq!(ask(&http(nobody)).kind, FailureKind::Unreachable);
    assert_eq!(ask("https://relay.invalid").kind, FailureKind::NoSuchHost);
}

#[test]
fn deep_json_is_not_read() {
    let deep: &'static str = Box::leak(
        {
            let body = ["[".repeat(10_000), "]".repeat(10_000)].concat();
            format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{body}", body.len())
        }
        .into_boxed_str(),
    );
    assert_eq!(
        ask(&format!("http://127.0.0.1:{}", saying(deep))).kind,
        FailureKind::NotARelay
    );
}

#[test]
fn a_relay_that_cannot_prove_who_it_is_gets_nothing() {
    let own = rcgen::generate_simple_self_signed(vec!["localhost".into()]).unwrap();
    let key = rustls::pki_types::PrivateKeyDer::try_from(own.signing_key.serialize_der()).unwrap();
    let config = rustls::ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![own.cert.der().clone()], key)
        .unwrap();
    let config = Arc::new(config);
    let port = listening(move |mut stream| {
        let mut tls = rustls::ServerConnection::new(Arc::clone(&config)).unwrap();
        let mut read = Vec::new();
        drop(rustls::Stream::new(&mut tls, &mut stream).read_to_end(&mut read));
        assert!(read.is_empty(), "not a byte was said to it");
    });
    assert_eq!(ask(&format!("https://localhost:{port}")).kind, FailureKind::Tls);
    let plain = saying("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}");
    assert_eq!(
        ask(&format!("https://localhost:{plain}")).kind,
        FailureKind::Tls,
        "no encryption there"
    );
}

#[test]
fn a_relay_that_drips_is_not_waited_for() {
    let port = listening(|mut stream| {
        drop(stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n"));
        while stream.write_all(b" ").is_ok() {
            std::thread::sleep(Duration::from_millis(100));
        }
    });
    let from = Instant::now();
    let address = Address::read(&format!("http://127.0.0.1:{port}")).unwrap();
    let ask = keepwell_relay_client::Ask {
        method: keepwell_relay_client::Method::Get,
        path: "/",
        headers: Vec::new(),
        body: b"",
        most: 1 << 20,
        deadline: Duration::from_secs(1),
    };
    let failure = keepwell_relay_client::Relay::ask(&Http::default(), &address, &ask).unwrap_err();
    assert_eq!(failure.kind, FailureKind::TimedOut);
    assert!(from.elapsed() < Duration::from_secs(3), "{:?}", from.elapsed());
}
