//! An envelope whose sender chose a point of low order: everybody knows the shared secret (zeros), so everybody can make and read it.
//! RFC 9180 wants it refused. Made by hand, for no library agrees to.

use crate::envelope::{Header, Suite};
use crate::id::{ClinicId, SubmissionId};
use crate::keys::IntakePublic;
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use ring::hmac::{HMAC_SHA256, Key, sign};

/// `LabeledExtract` of RFC 9180 §4.
fn extract(suite: &[u8], salt: &[u8], label: &str, ikm: &[u8]) -> Vec<u8> {
    let input = [&b"HPKE-v1"[..], suite, label.as_bytes(), ikm].concat();
    sign(&Key::new(HMAC_SHA256, salt), &input).as_ref().to_vec()
}

/// `LabeledExpand`, at most 32 bytes.
fn expand(suite: &[u8], prk: &[u8], label: &str, info: &[u8], length: u16) -> Vec<u8> {
    let input = [
        &length.to_be_bytes()[..],
        b"HPKE-v1",
        suite,
        label.as_bytes(),
        info,
        &[1],
    ]
    .concat();
    let out = sign(&Key::new(HMAC_SHA256, prk), &input).as_ref().to_vec();
    out[..usize::from(length)].to_vec()
}

/// Seals with the shared secret `dh` instead of computing it.
pub fn seal_with_dh(clinic: ClinicId, to: &IntakePublic, enc: [u8; 32], dh: [u8; 32], padded: &[u8]) -> Vec<u8> {
    let kem = [&b"KEM"[..], &[0, 0x20]].concat();
    let suite = [&b"HPKE"[..], &[0, 0x20, 0, 1, 0, 2]].concat();
    let prk = extract(&kem, b"", "eae_prk", &dh);
    let context = [&enc[..], &to.x25519].concat();
    let shared = expand(&kem, &prk, "shared_secret", &context, 32);

    let info = [&b"clinic-intake/1|"[..], clinic.as_bytes(), &to.kid()].concat();
    let schedule = [
        &[0][..],
        &extract(&suite, b"", "psk_id_hash", b""),
        &extract(&suite, b"", "info_hash", &info),
    ]
    .concat();
    let secret = extract(&suite, &shared, "secret", b"");
    let key = expand(&suite, &secret, "key", &schedule, 32);
    let nonce = expand(&suite, &secret, "base_nonce", &schedule, 12);

    let header = Header {
        suite: Suite::X25519,
        kid: to.kid(),
        sid: SubmissionId::from_bytes([6; 16]),
        form: [5; 32],
    }
    .write();
    let mut sealed = padded.to_vec();
    LessSafeKey::new(UnboundKey::new(&AES_256_GCM, &key).unwrap())
        .seal_in_place_append_tag(
            Nonce::try_assume_unique_for_key(&nonce).unwrap(),
            Aad::from(header),
            &mut sealed,
        )
        .unwrap();
    [&header[..], &enc, &sealed].concat()
}

/// What is made by hand here is right: with an honest point and its real secret it opens.
#[test]
fn with_an_honest_point_it_opens() {
    use ring::agreement::{EphemeralPrivateKey, UnparsedPublicKey, X25519, agree_ephemeral};
    let keys = crate::keys::IntakeKeys::from_stored_bytes(&[7; 64]).unwrap();
    let mine = EphemeralPrivateKey::generate(&X25519, &ring::rand::SystemRandom::new()).unwrap();
    let enc = mine.compute_public_key().unwrap().as_ref().try_into().unwrap();
    let theirs = UnparsedPublicKey::new(&X25519, keys.public().x25519);
    let dh = agree_ephemeral(mine, &theirs, |secret| secret.try_into().unwrap()).unwrap();
    let (clinic, padded) = (ClinicId::from_bytes([1; 16]), crate::padding::pad(b"hello").unwrap());
    let envelope = seal_with_dh(clinic, keys.public(), enc, dh, &padded);
    assert_eq!(crate::envelope::open(&keys, clinic, &envelope), Ok(padded));
}
