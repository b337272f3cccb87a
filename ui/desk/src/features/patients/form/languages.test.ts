import { describe, expect, test } from 'vitest';
import { languageName, languages } from './languages';

describe('the language a patient is written to in', () => {
  test('is chosen by its name, not by a code', () => {
    const offered = languages('', 'en');
    expect(offered[0], 'nothing chosen is the clinic’s').toEqual({ value: '', label: 'The clinic’s' });
    expect(offered.find((one) => one.value === 'ro')?.label).toBe('Romanian');
    const names = offered.slice(1).map((one) => one.label);
    expect(names, 'found where the alphabet has it').toEqual([...names].sort((a, b) => a.localeCompare(b, 'en')));
  });
  test('keeps what a record already holds', () => {
    expect(languages('pt-BR', 'en').find((one) => one.value === 'pt-BR')?.label).toBe('Brazilian Portuguese');
    expect(languages('klingon!', 'en').find((one) => one.value === 'klingon!')?.label, 'even what is no language').toBe('klingon!');
    expect(languageName('', 'en'), 'no language is no name').toBe('');
  });
});
