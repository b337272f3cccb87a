import { describe, expect, it } from 'vitest';
import { keyFor, offsetAt, placeAt, problemsIn, stretches } from './marks';

const names = new Set(['patient_first_name', 'practice_phone']);
const kinds = (source: string) => stretches(source, names).map(({ text, kind }) => [text, kind]);

describe('the marks behind a text', () => {
  it('tell words, variables, conditions and mistakes apart', () => {
    expect(kinds('Hi {{patient_first_name}}, {{#if practice_phone}}call{{else}}write{{/if}} {{ nmae }}')).toEqual([
      ['Hi ', 'plain'], ['{{patient_first_name}}', 'variable'], [', ', 'plain'], ['{{#if practice_phone}}', 'condition'], ['call', 'plain'], ['{{else}}', 'condition'], ['write', 'plain'],
      ['{{/if}}', 'condition'], [' ', 'plain'], ['{{ nmae }}', 'unknown'],
    ]);
    expect(kinds('{{#if xyz}}{{#each this}}{{> other}}').map(([, kind]) => kind)).toEqual(['unknown', 'unknown', 'unknown']);
  });

  it('lose no letter of what was typed', () => {
    for (const source of ['', 'a', '{{', '}} {{a', '{{{patient_first_name}}}', 'x\n\n{{practice_phone}}\n', '{{{{raw}}}}', '👋 {{patient_first_name}} مرحبا']) {
      expect(stretches(source, names).map((one) => one.text).join(''), source).toBe(source);
    }
  });

  it('lead from line and column to the place itself', () => {
    const source = 'Dear {{patient_first_name}},\n  on {{apointment}} ok';
    expect(offsetAt(source, 2, 6)).toBe(source.indexOf('{{apointment'));
    const { from, to } = placeAt(source, 2, 6);
    expect(source.slice(from, to)).toBe('{{apointment}}');
    expect(offsetAt(source, 99, 99), 'never beyond the end').toBe(source.length);
  });

  it('take only what is a list of places', () => {
    const problem = { field: 'text', line: 3, column: 1, message: 'There is nothing called "x".' };
    expect(problemsIn({ code: 'invalid', message: 'Line 3', field: 'text', details: [problem, 7, null] })).toEqual([problem]);
    expect(problemsIn({ code: 'changed', message: 'Somebody else', details: { version: 3 } })).toEqual([]);
  });
});

it('gives a new text a key that is plain and free', () => {
  expect(keyFor('Reminder, a week before!', new Set())).toBe('reminder_a_week_before');
  expect(keyFor('Grüße', new Set(['grusse', 'gru_e']))).toBe('gru_e_2');
  expect(keyFor('提醒', new Set(['text']))).toBe('text_2');
});
