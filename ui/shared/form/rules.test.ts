import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Form, Problem } from '../generated/protocol';
import { asked, check, cleaned, isPhone, score, shown, withServices, type NamedFile } from './rules';

interface Case {
  name: string;
  form: Form;
  answers: Record<string, unknown>;
  today: string;
  country: string;
  files: NamedFile[];
  problems: Problem[];
  shown: string[];
  score: { points: number; band: number | null } | null;
}

const path = resolve(__dirname, '../../../src-tauri/crates/protocol/vectors/forms.json');
const cases = (JSON.parse(readFileSync(path, 'utf8')) as { cases: Case[] }).cases;

describe('the rules of a form, as the clinic has them', () => {
  it('has the cases', () => expect(cases.length).toBeGreaterThanOrEqual(60));

  it.each(cases.map((one) => [one.name, one] as const))('%s', (_, one) => {
    expect(check(one.form, one.answers, one)).toEqual(one.problems);
    expect([...shown(one.form, one.answers).questions]).toEqual(one.shown);
    expect(score(one.form, one.answers)).toEqual(one.score);
  });

  it('takes only answers to shown questions', () => {
    const one = cases.find((each) => each.name === 'a hidden answer does not count for what comes after it');
    expect(one && asked(one.form, one.answers)).toEqual({ a: false });
  });

  it('does not let an answer reach the prototype of what is sealed', () => {
    const one = cases.find((each) => each.name.startsWith('__proto__ and constructor'));
    const taken = one && asked(one.form, one.answers);
    expect(Object.keys(taken ?? { x: 1 })).toEqual([]);
    expect(({} as Record<string, unknown>).a).toBeUndefined();
  });

  it('refuses what JSON cannot carry', () => {
    const form = cases.find((each) => each.name === 'a huge number is too large without any bound')?.form;
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(form && check(form, { a: value }, { today: '2026-11-21', country: 'US', files: [] })).toEqual([{ question: 'a', code: 'wrong_kind' }]);
    }
    const text = cases.find((each) => each.name === 'a short text fits')?.form;
    expect(text && check(text, { a: 'half \ud83d' }, { today: '2026-11-21', country: 'US', files: [] })).toEqual([{ question: 'a', code: 'wrong_kind' }]);
  });
});

describe('what is typed', () => {
  it('loses the marks a contact list adds, so that a pasted phone is one', () => {
    const pasted = '\u202d+1 484-555-0100\u202c';
    expect(isPhone(pasted)).toBe(false);
    expect(isPhone(cleaned(pasted))).toBe(true);
  });

  it('keeps line breaks, joiners and every script', () => {
    for (const text of ['first\nsecond\ttab', 'علی\u200cرضا', '👩‍⚕️ ok']) expect(cleaned(text)).toBe(text);
  });
});

describe('a draft shown to its designer', () => {
  const services = [{ id: 'svc_1', label: { en: 'Consultation' }, points: 0 }, { id: 'svc_2', label: { en: 'Physio' }, points: 0 }];
  const form = cases.find((each) => each.name === 'a service of the list')?.form as Form;
  const options = (of: Form) => of.sections[0]?.questions[0]?.kind;

  it('offers every service where none is chosen', () => {
    const open = structuredClone(form);
    const kind = options(open);
    if (kind?.type === 'service') kind.options = [];
    expect(options(withServices(open, services))).toMatchObject({ options: [{ id: 'svc_1' }, { id: 'svc_2' }] });
  });

  it('leaves out a chosen one that is not active any more', () => {
    expect(options(withServices(form, [services[1]!]))).toMatchObject({ options: [] });
  });
});
