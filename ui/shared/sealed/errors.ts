/** Why something from or for the relay is not taken. The page words it in the patient's language. */
export type SealedCode =
  /** Not the document, envelope or page it should be. */
  | 'malformed'
  /** JSON nested deeper than anybody reads. */
  | 'too_deep'
  /** JSON that says a thing twice. */
  | 'key_twice'
  /** Signed by another clinic than the address names. */
  | 'other_clinic'
  /** The signature is not the clinic's, or is for something else. */
  | 'does_not_hold'
  /** The clinic's document has run out: its PC has been away for long. */
  | 'out_of_date'
  /** An older document than one already seen. */
  | 'older'
  /** Other bytes than those that were named: a form of another hash, a receipt for something else. */
  | 'other_bytes'
  /** More than fits into a submission. */
  | 'too_large'
  /** More files than a submission may have. */
  | 'too_many_files'
  /** Lengths that do not add up. */
  | 'lengths'
  /** Not padded as it should be. */
  | 'padding'
  /** Another secret, another page, or changed on its way. */
  | 'does_not_open'
  /** Sealed in a way this page does not know. */
  | 'unknown_suite'
  /** Sealed to other keys. */
  | 'other_keys'
  /** This browser cannot seal to this clinic: too old, or not reached over https. */
  | 'unsupported';

/** The one error of this folder. Its message is for developers and says nothing a patient typed. */
export class SealedError extends Error {
  override readonly name = 'SealedError';

  constructor(
    readonly code: SealedCode,
    message: string,
  ) {
    super(message);
  }
}
