//! A browser in the clinic: the same door over HTTP, closed to foreign pages and foreign names.

use keepwell_practice::door::Door;
use keepwell_testkit::clinic::{PASSWORD, TestClinic, answers, person};
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::Duration;

/// A practice served on a port of its own until the test ends.
struct Served {
    address: SocketAddr,
    _runtime: tokio::runtime::Runtime,
    _home: tempfile::TempDir,
}

fn served() -> Served {
    let clinic = TestClinic::bare(keepwell_keys::Keychain::off);
    let home = tempfile::TempDir::new().unwrap();
    let door = Arc::new(Door::at(&home.path().join("practice"), clinic.ports()));
    let done = door.call(&clinic.desk, "practice.set_up", answers()).unwrap();
    let code: String = done["recovery"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(Value::as_str)
        .collect();
    door.call(&clinic.desk, "practice.prove_recovery", json!({ "code": code }))
        .unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let listening = runtime
        .block_on(keepwell_seats::listen("127.0.0.1:0".parse().unwrap()))
        .unwrap();
    let address = listening.address;
    runtime.spawn(listening.serve(door, std::future::pending()));
    Served {
        address,
        _runtime: runtime,
        _home: home,
    }
}

struct Answer {
    status: u16,
    head: String,
    body: Value,
}

impl Answer {
    fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            line.split_once(": ")
                .filter(|(n, _)| n.eq_ignore_ascii_case(name))
                .map(|(_, v)| v)
        })
    }
}

/// One request, spelled out: what is sent here is exactly what a hostile page could send.
fn request(address: SocketAddr, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let mut text = format!(
        "{method} {path} HTTP/1.1\r\nConnection: close\r\nContent-Length: {}\r\n",
        body.len()
    );
    if !headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("host")) {
        text.push_str(&format!("Host: {address}\r\n"));
    }
    for (name, value) in headers {
        text.push_str(&format!("{name}: {value}\r\n"));
    }
    stream.write_all(format!("{text}\r\n{body}").as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Answer {
        status,
        head: head.to_owned(),
        body: serde_json::from_str(body).unwrap_or(Value::Null),
    }
}

const OURS: (&str, &str) = ("x-keepwell", "1");
const JSON: (&str, &str) = ("content-type", "application/json");

fn call(served: &Served, name: &str, cookie: &str, input: &Value) -> Answer {
    request(
        served.address,
        "POST",
        &format!("/call/{name}"),
        &[OURS, JSON, ("cookie", cookie)],
        &input.to_string(),
    )
}

fn signed_in(served: &Served) -> String {
    let answer = call(
        served,
        "staff.sign_in",
        "",
        &json!({ "sign_in": "amara", "password": PASSWORD }),
    );
    assert_eq!(answer.status, 200, "{}", answer.body);
    let cookie = answer
        .header("set-cookie")
        .expect("a first answer brings the seat's cookie");
    assert!(
        cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"),
        "{cookie}"
    );
    cookie.split(';').next().unwrap().to_owned()
}

#[test]
fn a_browser_signs_in_and_works_through_the_same_door() {
    let served = served();
    let cookie = signed_in(&served);
    assert_eq!(
        call(&served, "staff.me", &cookie, &Value::Null).body["name"],
        "Amara Okafor"
    );
    let refused = call(&served, "staff.me", "", &Value::Null);
    assert_eq!(
        (refused.status, refused.body["code"].as_str()),
        (401, Some("sign_in_needed")),
        "another browser is another seat"
    );
}

#[test]
fn a_foreign_page_and_a_foreign_name_get_nothing() {
    let served = served();
    let cookie = signed_in(&served);
    let own = format!("http://{}", served.address);
    for (why, headers) in [
        (
            "no header of ours: a form on a foreign page",
            vec![JSON, ("cookie", cookie.as_str())],
        ),
        (
            "a foreign origin",
            vec![OURS, JSON, ("cookie", &cookie), ("origin", "https://evil.example")],
        ),
        (
            "a null origin",
            vec![OURS, JSON, ("cookie", &cookie), ("origin", "null")],
        ),
        (
            "a foreign name that resolves here",
            vec![OURS, JSON, ("cookie", &cookie), ("host", "evil.example")],
        ),
        (
            "our name at another port",
            vec![OURS, JSON, ("cookie", &cookie), ("host", "127.0.0.1:1")],
        ),
    ] {
        let answer = request(served.address, "POST", "/call/staff.me", &headers, "null");
        assert_eq!(answer.status, 403, "{why}");
    }
    let fine = request(
        served.address,
        "POST",
        "/call/staff.me",
        &[OURS, JSON, ("cookie", &cookie), ("origin", &own)],
        "null",
    );
    assert_eq!(fine.status, 200, "our own page");
}

#[test]
fn a_get_never_acts() {
    let served = served();
    let cookie = signed_in(&served);
    let answer = request(
        served.address,
        "GET",
        "/call/staff.sign_out",
        &[OURS, ("cookie", &cookie)],
        "",
    );
    assert_eq!(answer.status, 405);
    assert_eq!(
        call(&served, "staff.me", &cookie, &Value::Null).status,
        200,
        "still signed in"
    );
}

#[test]
fn every_answer_forbids_foreign_script_frames_and_caches() {
    let served = served();
    for (method, path) in [("GET", "/"), ("GET", "/nothing/here"), ("POST", "/call/practice.state")] {
        let answer = request(served.address, method, path, &[OURS, JSON], "null");
        let policy = answer.header("content-security-policy").unwrap_or_default();
        assert!(
            policy.contains("script-src 'self'") && policy.contains("frame-ancestors 'none'"),
            "{method} {path}: {policy}"
        );
        assert_eq!(
            answer.header("x-content-type-options"),
            Some("nosniff"),
            "{method} {path}"
        );
    }
}

#[test]
fn broken_and_huge_requests_are_refused_with_words() {
    let served = served();
    let broken = request(
        served.address,
        "POST",
        "/call/practice.state",
        &[OURS, JSON],
        "{\"half\":",
    );
    assert_eq!((broken.status, broken.body["code"].as_str()), (422, Some("invalid")));
    let huge = format!("\"{}\"", "x".repeat(3 * 1024 * 1024));
    assert_eq!(
        request(served.address, "POST", "/call/practice.state", &[OURS, JSON], &huge).status,
        413
    );
    let made_up = call(&served, "patients.teleport", "", &Value::Null);
    assert_eq!(
        (made_up.status, made_up.body["code"].as_str()),
        (404, Some("no_such_command"))
    );
}

#[test]
fn a_path_cannot_leave_the_screens_folder() {
    let served = served();
    for path in [
        "/../Cargo.toml",
        "/..%2f..%2fCargo.toml",
        "/assets/../../../../../etc/passwd",
        "//etc/passwd",
    ] {
        assert_eq!(request(served.address, "GET", path, &[], "").status, 404, "{path}");
    }
}

#[test]
fn a_change_at_one_seat_is_told_to_another_with_ids_only_to_who_is_signed_in() {
    let served = served();
    let cookie = signed_in(&served);
    let listen = |cookie: &str| {
        let mut stream = TcpStream::connect(served.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        write!(
            stream,
            "GET /live HTTP/1.1\r\nHost: {}\r\nCookie: {cookie}\r\n\r\n",
            served.address
        )
        .unwrap();
        stream
    };
    let (mut mine, mut strangers) = (listen(&cookie), listen(""));
    let head = |stream: &mut TcpStream| {
        let mut seen = Vec::new();
        let mut byte = [0];
        while !seen.ends_with(b"\r\n\r\n") {
            stream.read_exact(&mut byte).unwrap();
            seen.push(byte[0]);
        }
    };
    head(&mut mine);
    head(&mut strangers);
    let registered = call(
        &served,
        "patients.register",
        &cookie,
        &json!({ "record": person("Grace", "Kim") }),
    );
    assert_eq!(registered.status, 200, "{}", registered.body);
    for (stream, knows) in [(&mut mine, true), (&mut strangers, false)] {
        let mut seen = String::new();
        let mut part = [0; 512];
        while !seen.contains("patient.registered") || !seen.ends_with("\n\n") && !seen.ends_with("\r\n") {
            let read = stream.read(&mut part).unwrap();
            assert!(read > 0, "the stream ended: {seen}");
            seen.push_str(&String::from_utf8_lossy(&part[..read]));
        }
        assert_eq!(seen.contains("pat_"), knows, "{seen}");
        assert!(!seen.contains("Grace"), "never a name");
    }
}
