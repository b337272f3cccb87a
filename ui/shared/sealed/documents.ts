import { limits, type Bundle, type Form, type FormEntry, type Receipt, type Slot, type SlotBook, type SlotsView } from '../generated/protocol';
import { hashOf, readBase64, writeHex } from './bytes';
import { sameId } from './crockford';
import { SealedError } from './errors';
import { readJson } from './json';
import { expect, isCount, isText, isWhole, listOf, mapOf, shapeOf } from './shape';
import { isSigned, openSigned } from './signed';

const keyOf = (bundle: Bundle) => readBase64(bundle.signing_key, 32);

/** A form the bundle names; its bytes have to be the named ones. */
export function readForm(body: Uint8Array, entry: FormEntry): Form {
  if (body.length > limits.largestForm) throw new SealedError('too_large', 'larger than a form may be');
  if (writeHex(hashOf(body)) !== entry.sha256) throw new SealedError('other_bytes', 'not the form the bundle names');
  const form = readJson(body) as Form;
  // The clinic's designer wrote the rest, and its signature vouches for these very bytes.
  if (form?.v !== 1 || sameId(form.id) !== sameId(entry.id)) throw new SealedError('malformed', 'not a form this page can draw');
  return form;
}

const isSlot = shapeOf<Slot>({
  id: isText,
  lane: isText,
  starts_at: isWhole,
  until: isWhole,
  starts: isText,
  minutes: isCount,
  services: listOf(isText),
  provider: isText,
});
const isBook = shapeOf<SlotBook>({
  v: isCount,
  clinic: isText,
  serial: isCount,
  not_after: isWhole,
  slots: listOf(isSlot),
  caps: mapOf(isCount),
});
const isView = shapeOf<SlotsView>({ book: isSigned, unavailable: listOf(isText) });

/** The clinic's book of times, and those of them that can be had now. */
export function readSlots(body: Uint8Array, bundle: Bundle, now: number, seen = 0): { book: SlotBook; free: Slot[] } {
  const view = expect(isView, readJson(body), 'a view of times');
  const book = expect(isBook, readJson(openSigned(view.book, 'slots', keyOf(bundle))), 'a book of times');
  if (sameId(book.clinic) !== sameId(bundle.clinic)) throw new SealedError('other_clinic', 'times of another clinic');
  if (book.v !== 1) throw new SealedError('malformed', 'not a book this page can read');
  if (book.not_after < now) throw new SealedError('out_of_date', 'the times have run out');
  if (book.serial < seen) throw new SealedError('older', 'an older book than one already seen');
  const gone = new Set(view.unavailable.map(sameId));
  return { book, free: book.slots.filter((slot) => slot.starts_at > now && !gone.has(sameId(slot.id))) };
}

const isReceipt = shapeOf<Receipt>({ sid: isText, sha256: isText, accepted_at: isWhole });

/** The clinic's word that it has these very bytes (`sha256` of the envelope, hex). */
export function readReceipt(body: Uint8Array, bundle: Bundle, sid: string, sha256: string): Receipt {
  const signed = expect(isSigned, readJson(body), 'a signed document');
  const receipt = expect(isReceipt, readJson(openSigned(signed, 'receipt', keyOf(bundle))), 'a receipt');
  if (sameId(receipt.sid) !== sameId(sid) || receipt.sha256 !== sha256) throw new SealedError('other_bytes', 'a receipt for something else');
  return receipt;
}
