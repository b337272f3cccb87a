import { describe, expect, it } from 'vitest';
import { cleanPath, readAddress, readCode } from './address';

const CLINIC = '7ZZZZZZZZZZZZZZZZZZZZZZZZW';
const PAGE = '0123456789ABCDEFGHJKMNPQRS';

describe('the address of the patient page', () => {
  it('names a clinic, a form, or suggested times with their secret', () => {
    expect(readAddress(`/c/${CLINIC}`, '')).toEqual({ view: 'list', clinic: CLINIC });
    expect(readAddress(`/c/${CLINIC.toLowerCase()}/new-patient`, '')).toEqual({ view: 'form', clinic: CLINIC, slug: 'new-patient' });
    expect(readAddress(`/c/${CLINIC}/s/${PAGE}`, `#${PAGE}`)).toEqual({ view: 'times', clinic: CLINIC, page: PAGE, secret: PAGE });
    expect(readAddress('/somewhere/else', '')).toEqual({ view: 'nothing' });
  });

  it('does not repair a secret that a mail program put into the path, and takes it out of the address', () => {
    const spoiled = readAddress(`/c/${CLINIC}/s/${PAGE}%23${PAGE}`, '');
    expect(spoiled).toEqual({ view: 'times', clinic: CLINIC, page: PAGE, secret: null });
    expect(cleanPath(spoiled)).toBe(`/c/${CLINIC}/s/${PAGE}`);
  });

  it('reads a code as people type it', () => {
    expect(readCode(' 0123-4567 89ab-cdef ghjk-mnpq rs ')).toBe(PAGE);
    expect(readCode('oi23456789ABCDEFGHJKMNPQRS')).toBe(PAGE);
    expect(readCode('ABC')).toBeNull();
    expect(readCode(`${PAGE}U`)).toBeNull();
  });
});
