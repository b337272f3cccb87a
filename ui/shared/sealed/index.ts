/**
 * What the patient's browser reads of a clinic and seals for it; `docs/relay-protocol.md` is the specification, the crate
 * `protocol` the same in Rust. Bytes in, bytes out: nothing here asks the network or keeps anything.
 */
export { readBundle } from './bundle';
export { randomId, readId, sameId, writeId } from './crockford';
export { readForm, readReceipt, readSlots } from './documents';
export { SealedError, type SealedCode } from './errors';
export { openPage } from './page';
export { seal, type Sealed } from './seal';
export { dayOf, findWork, holdBytes, isEnoughWork } from './work';
