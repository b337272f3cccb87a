import { describe, expect, it } from 'vitest';
import type { Form } from '@shared/generated/protocol';
import { Fleeting } from './db';
import { findDraft, fitting, keepDraft, KEPT, sweepDrafts, type Draft } from './drafts';
import { GIVEN_UP, isOver, keepOutgoing, outgoingOf, REMEMBERED, type Outgoing } from '../send/outgoing';

const AT = 1_800_000_000;
const draft: Draft = { clinic: 'C', form: 'F', sha256: 'aa', language: 'en', answers: { name: 'Grace', gone: 1, pain: 'much' }, files: [], step: 1, holding: null, at: AT };
const question = (id: string) => ({ id, kind: { type: 'short_text', most: 60 }, label: { en: id }, hint: {}, required: false, when: null, fills: null });
const form = { v: 1, id: 'F', version: 2, purpose: 'request', languages: ['en'], title: {}, intro: {}, thanks: {}, score: null, slots: false,
  sections: [{ id: 's', title: {}, text: {}, when: null, questions: [question('name'), question('pain')] }] } as unknown as Form;

describe('a half-filled form on the device', () => {
  it('is found again within a day and not after', async () => {
    const store = new Fleeting();
    await keepDraft(store, draft);
    expect(await findDraft(store, 'C', 'F', AT + KEPT - 1)).toEqual(draft);
    expect(await findDraft(store, 'C', 'F', AT + KEPT + 1)).toBeUndefined();
    expect(await findDraft(store, 'C', 'other', AT)).toBeUndefined();
  });

  it('is thrown away after a day, whether its form is opened or not', async () => {
    const store = new Fleeting();
    await keepDraft(store, draft);
    await keepDraft(store, { ...draft, form: 'G', at: AT + KEPT });
    await sweepDrafts(store, AT + KEPT + 1);
    expect((await store.all<Draft>('drafts')).map((one) => one.form)).toEqual(['G']);
  });

  it('is not kept for ever by a clock that was set wrong', async () => {
    const store = new Fleeting();
    await keepDraft(store, { ...draft, at: AT + 365 * KEPT });
    await sweepDrafts(store, AT);
    expect(await store.all('drafts')).toEqual([]);
  });

  it('keeps what still answers a form that was published anew', () => {
    const kept = fitting(draft, form, () => [{ question: 'pain', code: 'wrong_kind' }]);
    expect(kept.answers).toEqual({ name: 'Grace' });
  });
});

describe('what is on its way', () => {
  const entry = { sid: 'S', clinic: 'C', madeAt: AT, receivedAt: null } as Outgoing;

  it('is remembered for a day after the receipt and given up after thirty', () => {
    expect(isOver({ ...entry, receivedAt: AT }, AT + REMEMBERED)).toBe(false);
    expect(isOver({ ...entry, receivedAt: AT }, AT + REMEMBERED + 1)).toBe(true);
    expect(isOver(entry, AT + GIVEN_UP)).toBe(false);
    expect(isOver(entry, AT + GIVEN_UP + 1)).toBe(true);
  });

  it('is found by its clinic, newest first', async () => {
    const store = new Fleeting();
    for (const one of [entry, { ...entry, sid: 'T', madeAt: AT + 5 }, { ...entry, sid: 'U', clinic: 'D' }, { ...entry, sid: 'V', madeAt: AT - 2 * GIVEN_UP }]) await keepOutgoing(store, one);
    expect((await outgoingOf(store, 'C', AT + 10)).map((one) => one.sid)).toEqual(['T', 'S']);
    expect((await store.all<Outgoing>('outgoing')).some((one) => one.sid === 'V')).toBe(false);
  });
});
