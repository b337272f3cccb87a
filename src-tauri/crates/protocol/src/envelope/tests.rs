use super::*;
use crate::keys::IntakeKeys;
use crate::padding::pad;
use proptest::prelude::*;

const SID: SubmissionId = SubmissionId::from_bytes([3; 16]);
const CLINIC: ClinicId = ClinicId::from_bytes([9; 16]);

#[test]
fn what_is_sealed_to_the_clinic_opens_there_and_nowhere_else() {
    let keys = IntakeKeys::generate().unwrap();
    let plain = pad(b"hello").unwrap();
    for suite in [Suite::X25519, Suite::XWing] {
        let envelope = seal(CLINIC, keys.public(), suite, SID, [5; 32], &plain).unwrap();
        assert_eq!(envelope.len(), HEADER + suite.enc_length() + 4096 + TAG);
        let header = Header::read(&envelope).unwrap();
        assert_eq!((header.suite, header.sid, header.form), (suite, SID, [5; 32]));
        assert_eq!(open(&keys, CLINIC, &envelope).unwrap(), plain);
        let elsewhere = ClinicId::from_bytes([8; 16]);
        assert_eq!(open(&keys, elsewhere, &envelope), Err(EnvelopeError::DoesNotOpen));
        let others = IntakeKeys::generate().unwrap();
        assert_eq!(
            open(&others, CLINIC, &envelope),
            Err(EnvelopeError::OtherKeys { kid: keys.kid() })
        );
    }
}

#[test]
fn nothing_unpadded_is_sealed() {
    let keys = IntakeKeys::generate().unwrap();
    let sealed = seal(CLINIC, keys.public(), Suite::XWing, SID, [0; 32], b"short");
    assert_eq!(sealed, Err(SealError::NotPadded));
}

proptest! {
    #[test]
    fn any_bytes_at_all_are_refused_quietly(bytes in proptest::collection::vec(any::<u8>(), 0..6000), suite in 0..4_u8) {
        let keys = IntakeKeys::from_stored_bytes(&[1; 64]).unwrap();
        prop_assert!(open(&keys, CLINIC, &bytes).is_err());
        // The same behind a header that looks right.
        let mut framed = [&MAGIC[..], &[suite], &keys.kid(), &bytes].concat();
        prop_assert!(open(&keys, CLINIC, &framed).is_err());
        framed.resize(HEADER + 32 + 4096 + TAG, 7);
        prop_assert!(open(&keys, CLINIC, &framed).is_err());
    }
}
