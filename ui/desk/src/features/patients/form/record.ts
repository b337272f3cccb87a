import type { PatientRecord } from '@shared/generated/door';

/** An empty record, ready for a first phone number and a first e-mail address. */
export function emptyRecord(): PatientRecord {
  return {
    given: '', family: '', middle: '', preferred: '', own_script: '', born: null, sex: 'unknown', gender: '', pronouns: '',
    phones: [{ kind: 'mobile', number: '', e164: '', note: '' }],
    emails: [{ address: '', note: '' }],
    addresses: [], language: '', contact_method: 'email', insurance: [], emergency: [], source: '', status: 'active', tags: [], fields: [], schemes: [], note: '',
  };
}

/** Lines left empty are not sent: an empty second phone is not a phone. Returns where each sent line stood, for errors. */
export function withoutEmptyLines(record: PatientRecord): PatientRecord {
  return {
    ...record,
    phones: record.phones.filter((one) => one.number.trim()),
    emails: record.emails.filter((one) => one.address.trim()),
    addresses: record.addresses.filter((one) => one.lines.some((line) => line.trim()) || one.city.trim() || one.postcode.trim()),
    insurance: record.insurance.filter((one) => one.payer.trim() || one.member_no.trim() || one.plan.trim()),
    emergency: record.emergency.filter((one) => one.name.trim() || one.phone.trim()),
    schemes: record.schemes.filter((one) => one.scheme.trim() || one.number.trim()),
    fields: record.fields.filter((one) => one.value.trim()),
    tags: record.tags.map((tag) => tag.trim()).filter(Boolean),
  };
}

const filled: Record<string, (record: PatientRecord) => boolean[]> = {
  phones: (record) => record.phones.map((one) => !!one.number.trim()),
  emails: (record) => record.emails.map((one) => !!one.address.trim()),
  addresses: (record) => record.addresses.map((one) => one.lines.some((line) => line.trim()) || !!one.city.trim() || !!one.postcode.trim()),
  insurance: (record) => record.insurance.map((one) => !!(one.payer.trim() || one.member_no.trim() || one.plan.trim())),
  emergency: (record) => record.emergency.map((one) => !!(one.name.trim() || one.phone.trim())),
  schemes: (record) => record.schemes.map((one) => !!(one.scheme.trim() || one.number.trim())),
};

/** The form's field for a field of the refusal: the door counts the lines it was sent, the form the lines it shows. */
export function fieldInForm(record: PatientRecord, field: string): string {
  const found = /^(?:record\.)?([a-z_]+)\.(\d+)(\..*)?$/.exec(field);
  if (!found) return field.replace(/^record\./, '');
  const [, list = '', index = '0', rest = ''] = found;
  const kept = filled[list]?.(record);
  if (!kept) return `${list}.${index}${rest}`;
  let left = Number(index);
  const shown = kept.findIndex((is) => is && left-- === 0);
  return `${list}.${shown < 0 ? index : shown}${rest}`;
}
