import { expect, it } from 'vitest';
import { concerns, whereOf } from './problems';
import { sample } from './sample';

it('finds the place a problem lies at', () => {
  const at = (path: string) => whereOf(sample(), path);
  expect(at('sections.0.questions.2.label.es')).toEqual({ selected: { at: 'question', id: 'q3' }, field: 'label.es', language: 'es' });
  expect(at('sections.0.questions.2.kind.options.1.label.en')).toEqual({ selected: { at: 'question', id: 'q3' }, field: 'options.1.label.en', language: undefined });
  expect(at('sections.1.title.en')).toEqual({ selected: { at: 'step', id: 's2' }, field: 'title.en', language: undefined });
  expect(at('sections.1')).toEqual({ selected: { at: 'step', id: 's2' }, field: '', language: undefined });
  expect(at('score.bands.1.from')).toEqual({ selected: { at: 'form' }, field: 'score.bands.1.from', language: undefined });
  for (const path of ['', 'sections.9.title', 'sections', 'nothing.of.this']) expect(at(path).selected, path).toEqual({ at: 'form' });
});

it('tells a problem at the field it is about, and at no other', () => {
  expect(concerns('options.1', 'options.1.label.en')).toBe(true);
  expect(concerns('label', 'label')).toBe(true);
  expect(concerns('options.1', 'options.10.label.en')).toBe(false);
});
