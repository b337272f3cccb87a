import { expect, it } from 'vitest';
import { rankActions } from './rank';
import { visibleRows } from './visible';

const action = (label: string, words = '', hidden = false) => ({ label, words, hidden, run: () => undefined });
const all = [action('Go to Patients'), action('Register a patient'), action('Print the day sheet', 'paper'), action('Close the panel', '', true), action('Búsqueda')];
const find = (text: string) => rankActions(all, text).map((one) => one.label);

it('the palette finds actions by the start of any word, accents or not, and by other words for them', () => {
  expect(find('pat')).toEqual(['Go to Patients', 'Register a patient']);
  expect(find('print day')).toEqual(['Print the day sheet']);
  expect(find('day print')).toEqual(['Print the day sheet']);
  expect(find('PAPER')).toEqual(['Print the day sheet']);
  expect(find('busq')).toEqual(['Búsqueda']);
  expect(find('zzz')).toEqual([]);
  expect(find(''), 'nothing that only moves a cursor').toHaveLength(4);
});

it('a list draws the rows in sight and a few around them, however long it is', () => {
  expect(visibleRows(0, 360, 36, 100_000)).toEqual({ from: 0, to: 16 });
  expect(visibleRows(36 * 50_000, 360, 36, 100_000)).toEqual({ from: 49_994, to: 50_016 });
  expect(visibleRows(36 * 100_000, 360, 36, 100_000)).toEqual({ from: 99_994, to: 100_000 });
  expect(visibleRows(99_999, 360, 36, 3), 'the list became shorter while scrolled down').toEqual({ from: 3, to: 3 });
  expect(visibleRows(0, 360, 36, 0)).toEqual({ from: 0, to: 0 });
});
