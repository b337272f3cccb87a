//! What a keychain can do to us, and the real one.

use std::time::{Duration, Instant};

use keepwell_keys::{DataKey, KeySlots, Keychain, KeychainStatus, SLOT_FILE};

use crate::memory::{Memory, Mood};
use crate::slots::{PRACTICE, assert_code, assert_same, clinic, load, new_slots, secret};

#[test]
fn lost_entry_is_an_error_and_never_a_fresh_key() {
    let c = clinic();
    let file = std::fs::read(c.dir.path().join(SLOT_FILE)).unwrap();
    c.memory.clear();
    let slots = load(c.dir.path());
    assert_code(slots.unlock_device(&c.keychain), "keychain_entry_gone");
    assert!(c.memory.entries().is_empty(), "opening must not write to the keychain");
    assert_eq!(
        std::fs::read(c.dir.path().join(SLOT_FILE)).unwrap(),
        file,
        "nor to the file"
    );
    assert_eq!(
        c.keychain.status(),
        KeychainStatus::Ready,
        "the keychain itself is fine"
    );

    // The way back: open with a password, then turn the device slot on again.
    let mut slots = load(c.dir.path());
    let key = slots.unlock_password("ana", &secret("correct horse")).unwrap();
    slots.add_device(&c.keychain, &key).unwrap();
    slots.save().unwrap();
    assert_same(
        load(c.dir.path()).unlock_device(&c.keychain),
        &c.key,
        "the same key as before",
    );
}

#[test]
fn entry_of_an_older_profile_is_told_from_a_lost_one() {
    let c = clinic();
    c.memory.put(PRACTICE, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
    assert_code(load(c.dir.path()).unlock_device(&c.keychain), "keychain_entry_wrong");
    c.memory.put(PRACTICE, "not even base64");
    assert_code(load(c.dir.path()).unlock_device(&c.keychain), "keychain_entry_wrong");
}

#[test]
fn locked_and_missing_keychains_have_their_own_states() {
    let c = clinic();
    c.memory.set(Mood::Locked);
    assert_eq!(c.keychain.status(), KeychainStatus::Locked { why: "closed".into() });
    assert_code(load(c.dir.path()).unlock_device(&c.keychain), "keychain_locked");
    c.memory.set(Mood::Missing);
    assert_eq!(
        c.keychain.status(),
        KeychainStatus::Missing {
            why: "no service".into()
        }
    );
    assert_code(load(c.dir.path()).unlock_device(&c.keychain), "keychain_missing");
    c.memory.set(Mood::Willing);
    assert_same(
        load(c.dir.path()).unlock_device(&c.keychain),
        &c.key,
        "once it is back, so are we",
    );
}

#[test]
fn device_slot_is_refused_without_a_keychain() {
    let dir = tempfile::tempdir().unwrap();
    let key = DataKey::make().unwrap();
    let mut slots = new_slots(dir.path());
    assert_code(slots.add_device(&Keychain::off(PRACTICE), &key), "keychain_missing");
    let memory = Memory::new();
    memory.set(Mood::Locked);
    assert_code(slots.add_device(&memory.keychain(PRACTICE), &key), "keychain_locked");
    memory.set(Mood::Forgetful);
    assert_code(
        slots.add_device(&memory.keychain(PRACTICE), &key),
        "keychain_entry_gone",
    );
    assert!(!slots.has_device(), "a slot that did not open is not kept");
}

#[test]
fn hanging_keychain_does_not_hang_us_and_recovers() {
    let c = clinic();
    c.memory.set(Mood::Hanging(Duration::from_millis(1200)));
    let begun = Instant::now();
    assert_code(load(c.dir.path()).unlock_device(&c.keychain), "keychain_timed_out");
    assert!(
        begun.elapsed() < Duration::from_millis(1100),
        "gave up after {:?}",
        begun.elapsed()
    );
    assert!(
        matches!(c.keychain.status(), KeychainStatus::Locked { .. }),
        "a silent keychain counts as locked"
    );
    c.memory.set(Mood::Willing);
    while c.keychain.status() != KeychainStatus::Ready {
        assert!(begun.elapsed() < Duration::from_secs(20), "it must come back");
    }
    assert_same(
        load(c.dir.path()).unlock_device(&c.keychain),
        &c.key,
        "its user answered the prompt",
    );
}

#[test]
fn locked_keychain_keeps_the_device_slot() {
    let c = clinic();
    let mut slots = load(c.dir.path());
    c.memory.set(Mood::Locked);
    assert_code(slots.remove_device(&c.keychain), "keychain_locked");
    assert!(slots.has_device(), "nothing was half removed");
}

#[test]
fn device_slot_can_be_removed_when_the_keychain_is_gone_for_good() {
    let c = clinic();
    let mut slots = load(c.dir.path());
    slots.remove_device(&Keychain::off(PRACTICE)).unwrap();
    assert!(!slots.has_device());
}

#[test]
fn renewed_device_slot_leaves_the_saved_one_working_until_it_is_saved() {
    let c = clinic();
    let mut slots = load(c.dir.path());
    slots.add_device(&c.keychain, &c.key).unwrap();
    // Power cut here: the file on disk still holds the older slot.
    assert_same(
        load(c.dir.path()).unlock_device(&c.keychain),
        &c.key,
        "the older slot still opens",
    );
    slots.save().unwrap();
    assert_same(
        load(c.dir.path()).unlock_device(&c.keychain),
        &c.key,
        "and so does the new one",
    );
}

#[test]
fn environment_switches_the_keychain_off() {
    const NAME: &str = "keychain::environment_switches_the_keychain_off";
    if std::env::var("KEEPWELL_KEYCHAIN").as_deref() == Ok("none") {
        let status = Keychain::system(PRACTICE).status();
        assert!(matches!(status, KeychainStatus::Missing { .. }), "{status:?}");
        return;
    }
    // The environment of a running program cannot be changed safely, so this starts itself again.
    let mut inner = std::process::Command::new(std::env::current_exe().unwrap());
    inner.args(["--exact", NAME]).env("KEEPWELL_KEYCHAIN", "none");
    assert_passes(&mut inner);
}

/// Runs only under `scripts/with-keychain`, in a desktop session of its own.
#[test]
#[ignore = "needs a real, unlocked keychain: scripts/with-keychain"]
fn real_keychain_opens_the_practice_until_its_entry_is_deleted() {
    let practice = format!("test-{}", std::process::id());
    let dir = tempfile::tempdir().unwrap();
    let keychain = Keychain::system(&practice);
    assert_eq!(
        keychain.status(),
        KeychainStatus::Ready,
        "run this through scripts/with-keychain"
    );
    let key = DataKey::make().unwrap();
    let mut slots = KeySlots::create(dir.path(), &practice);
    assert_code(slots.unlock_device(&keychain), "no_such_slot");
    slots.add_device(&keychain, &key).unwrap();
    slots.add_password("ana", &secret("correct horse"), &key).unwrap();
    slots.save().unwrap();

    let again = KeySlots::load(dir.path()).unwrap().unwrap();
    assert_same(
        again.unlock_device(&Keychain::system(&practice)),
        &key,
        "the keychain opens",
    );

    let stored = secret_tool(&["lookup", "service", "Keepwell", "username", &practice]);
    assert_eq!(stored.len(), 44, "32 bytes in base64, nothing else");
    assert!(
        !stored.contains(key.dangerously_expose_hex().as_str()),
        "the data key itself is never stored"
    );

    secret_tool(&["clear", "service", "Keepwell", "username", &practice]);
    assert_code(again.unlock_device(&keychain), "keychain_entry_gone");
    assert_eq!(keychain.status(), KeychainStatus::Ready);
    assert_same(
        again.unlock_password("ana", &secret("correct horse")),
        &key,
        "the password still opens",
    );

    let mut slots = again;
    slots.add_device(&keychain, &key).unwrap();
    slots.save().unwrap();
    slots.remove_device(&keychain).unwrap();
    slots.save().unwrap();
    assert_eq!(
        secret_tool(&["lookup", "service", "Keepwell", "username", &practice]),
        "",
        "the entry is cleared"
    );
}

/// Starts a session of its own, since locking would disturb every other test in this one. Nobody
/// answers the prompt there.
#[test]
#[ignore = "needs a real, unlocked keychain: scripts/with-keychain"]
fn real_keychain_that_is_locked_says_so_in_time() {
    const NAME: &str = "keychain::real_keychain_that_is_locked_says_so_in_time";
    if std::env::var_os("KEEPWELL_TEST_LOCKS").is_none() {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../scripts/with-keychain");
        let mut inner = std::process::Command::new(script);
        inner
            .arg(std::env::current_exe().unwrap())
            .args(["--exact", NAME, "--include-ignored"]);
        inner.env("KEEPWELL_TEST_LOCKS", "yes");
        assert_passes(&mut inner);
        return;
    }
    let keychain = Keychain::system("locked");
    let dir = tempfile::tempdir().unwrap();
    let key = DataKey::make().unwrap();
    let mut slots = KeySlots::create(dir.path(), "locked");
    slots.add_device(&keychain, &key).unwrap();
    let locked = std::process::Command::new("dbus-send")
        .args([
            "--session",
            "--print-reply",
            "--dest=org.freedesktop.secrets",
            "/org/freedesktop/secrets",
        ])
        .args(["org.freedesktop.Secret.Service.Lock"])
        .arg("array:objpath:/org/freedesktop/secrets/collection/login,/org/freedesktop/secrets/aliases/default")
        .output()
        .unwrap();
    assert!(locked.status.success(), "{}", String::from_utf8_lossy(&locked.stderr));
    let begun = Instant::now();
    let error = slots
        .unlock_device(&keychain)
        .expect_err("a locked keychain opens nothing");
    assert!(begun.elapsed() < Duration::from_secs(12), "took {:?}", begun.elapsed());
    assert!(
        ["keychain_locked", "keychain_timed_out"].contains(&error.code()),
        "must not look like a lost entry: {error}"
    );
    assert!(
        matches!(keychain.status(), KeychainStatus::Locked { .. }),
        "{:?}",
        keychain.status()
    );
}

/// At log-in the program may start before the keychain does.
#[cfg(target_os = "linux")]
#[test]
#[ignore = "needs a real, unlocked keychain: scripts/with-keychain"]
fn real_keychain_that_starts_after_us_is_found() {
    const NAME: &str = "keychain::real_keychain_that_starts_after_us_is_found";
    if let Ok(real) = std::env::var("KEEPWELL_TEST_REAL_BUS") {
        let keychain = Keychain::system(PRACTICE);
        assert!(
            matches!(keychain.status(), KeychainStatus::Missing { .. }),
            "{:?}",
            keychain.status()
        );
        std::os::unix::fs::symlink(real, std::env::var("KEEPWELL_TEST_BUS").unwrap()).unwrap();
        assert_eq!(
            keychain.status(),
            KeychainStatus::Ready,
            "the first failure must not be remembered"
        );
        return;
    }
    let address = std::env::var("DBUS_SESSION_BUS_ADDRESS").expect("run this through scripts/with-keychain");
    let real = address.strip_prefix("unix:path=").unwrap().split(',').next().unwrap();
    let dir = tempfile::tempdir().unwrap();
    let later = dir.path().join("bus");
    let mut inner = std::process::Command::new(std::env::current_exe().unwrap());
    inner
        .args(["--exact", NAME, "--include-ignored"])
        .env("KEEPWELL_TEST_REAL_BUS", real)
        .env("KEEPWELL_TEST_BUS", &later);
    inner.env("DBUS_SESSION_BUS_ADDRESS", format!("unix:path={}", later.display()));
    assert_passes(&mut inner);
}

/// A machine without a desktop, or a service that died: no bus answers at this address.
#[cfg(target_os = "linux")]
#[test]
fn computer_without_a_session_bus_has_no_keychain() {
    const NAME: &str = "keychain::computer_without_a_session_bus_has_no_keychain";
    if std::env::var_os("KEEPWELL_TEST_NO_BUS").is_some() {
        let keychain = Keychain::system(PRACTICE);
        assert!(
            matches!(keychain.status(), KeychainStatus::Missing { .. }),
            "{:?}",
            keychain.status()
        );
        let c = clinic();
        assert_code(load(c.dir.path()).unlock_device(&keychain), "keychain_missing");
        return;
    }
    let mut inner = std::process::Command::new(std::env::current_exe().unwrap());
    inner
        .args(["--exact", NAME])
        .env("KEEPWELL_TEST_NO_BUS", "yes")
        .env_remove("KEEPWELL_KEYCHAIN");
    inner.env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/at/all");
    assert_passes(&mut inner);
}

fn assert_passes(inner: &mut std::process::Command) {
    let output = inner.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let complained = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success() && said.contains("1 passed"),
        "{said}\n{complained}"
    );
}

fn secret_tool(args: &[&str]) -> String {
    let output = std::process::Command::new("secret-tool").args(args).output().unwrap();
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}
