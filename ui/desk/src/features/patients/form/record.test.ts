import { describe, expect, test } from 'vitest';
import { emptyRecord, fieldInForm, withoutEmptyLines } from './record';

describe('a patient form', () => {
  const record = emptyRecord();
  record.phones = [{ kind: 'mobile', number: ' ', e164: '', note: '' }, { kind: 'home', number: '12', e164: '', note: '' }];

  test('does not send lines that were left empty', () => {
    expect(withoutEmptyLines(record).phones.map((phone) => phone.number)).toEqual(['12']);
    expect(withoutEmptyLines(record).emails).toEqual([]);
  });
  test('shows a refusal at the line it is about, past the empty ones', () => {
    expect(fieldInForm(record, 'record.phones.0.number')).toBe('phones.1.number');
    expect(fieldInForm(record, 'record.given')).toBe('given');
    expect(fieldInForm(record, 'given')).toBe('given');
  });
});
