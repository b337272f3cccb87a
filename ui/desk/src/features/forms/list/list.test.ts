import { describe, expect, it } from 'vitest';
import { onPaper } from '../share/address';
import { about, slugProblem, stateOf, titleOf } from '../words';
import { reordered } from './order';

describe('the list of forms', () => {
  it('moves a form by one place and stops at the ends', () => {
    expect(reordered(['a', 'b', 'c'], 'b', -1)).toEqual(['b', 'a', 'c']);
    expect(reordered(['a', 'b', 'c'], 'b', 1)).toEqual(['a', 'c', 'b']);
    expect(reordered(['a', 'b', 'c'], 'a', -1)).toBeUndefined();
    expect(reordered(['a', 'b', 'c'], 'c', 1)).toBeUndefined();
    expect(reordered(['a'], 'x', 1)).toBeUndefined();
  });

  it('says what a form asks, and in which languages', () => {
    expect(about({ questions: 1, languages: ['en'] })).toBe('1 question · English');
    expect(about({ questions: 7, languages: ['es', 'en'] })).toBe('7 questions · Spanish, English');
    expect(titleOf({ title: '  ' })).toBe('Form without a title');
  });

  it('calls nothing open on the web that nobody can open', () => {
    expect(stateOf({ state: 'open' }, true).label).toBe('Open on the web');
    expect(stateOf({ state: 'open' }, false).label).toBe('Published');
    expect(stateOf({ state: 'closed' }, false).label).toBe('Closed');
  });

  it('takes for the word of a link what the practice takes', () => {
    for (const slug of ['consultation', 'new-patients', 'a1']) expect(slugProblem(slug), slug).toBeUndefined();
    for (const slug of ['', 'a', 'New', 'ä-b', 'a b', '-ab', 'ab-', 'a'.repeat(61)]) expect(slugProblem(slug), slug).toBeTruthy();
  });
});

it('writes an address on paper as one types it, in pieces that no line tears apart', () => {
  expect(onPaper('https://relay.example/c/ABC/new-patients')).toEqual(['relay.example/', 'c/', 'ABC/', 'new-patients']);
  expect(onPaper('http://127.0.0.1:7000/c/ABC/x/').join('')).toBe('http://127.0.0.1:7000/c/ABC/x');
  expect(onPaper('http://127.0.0.1:7000/c/A')[0]).toBe('http://127.0.0.1:7000/');
});
