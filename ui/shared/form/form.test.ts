import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { Form, Question, QuestionKind } from '../generated/protocol';
import { dayOrder, joinDay, splitDay } from './days';
import FormView from './FormView.svelte';
import { readNumber } from './numbers';
import { fileName, fitted } from './pictures';
import { extend, path, place } from './signature';
import { nearest, tell } from './text';

const asked = (id: string, kind: QuestionKind, more: Partial<Question> = {}): Question => ({ id, kind, label: { en: `Question ${id}` }, hint: {}, required: true, when: null, fills: null, ...more });
const formOf = (...questions: Question[]): Form => ({
  v: 1, id: 'F', version: 1, purpose: 'request', languages: ['en', 'ar'], title: { en: 'A form', ar: 'نموذج' }, intro: {}, thanks: {}, score: null, slots: false,
  sections: [{ id: 's', title: { en: 'A step' }, text: {}, when: null, questions }],
});
const show = (form: Form, language = 'en') => render(FormView, { form, language, country: 'DE', mode: 'fill', today: '2026-11-21' });

describe('a form', () => {
  it('asks one thing by a label and several by a legend', () => {
    show(formOf(asked('a', { type: 'short_text', most: 20 }), asked('b', { type: 'yes_no', points: 0 })));
    expect(screen.getByLabelText('Question a')).toBeInstanceOf(HTMLInputElement);
    expect(screen.getByRole('group', { name: 'Question b' })).toBeTruthy();
  });

  it('complains when an answer is left, not while it is typed, and stops when it is right', async () => {
    const user = userEvent.setup();
    show(formOf(asked('mail', { type: 'email' }), asked('b', { type: 'short_text', most: 20 })));
    await user.type(screen.getByLabelText('Question mail'), 'grace@');
    expect(screen.queryByText(/not an e-mail address/)).toBeNull();
    await user.tab();
    expect(screen.getByText(/not an e-mail address/)).toBeTruthy();
    expect(screen.getByLabelText('Question mail').getAttribute('aria-describedby')).toBe('q-mail-problem');
    await user.type(screen.getByLabelText('Question mail'), 'example.com');
    expect(screen.queryByText(/not an e-mail address/)).toBeNull();
  });

  it('moves nothing under a finger: the complaint waits until the press is over', async () => {
    const user = userEvent.setup();
    show(formOf(asked('mail', { type: 'email' }), asked('b', { type: 'short_text', most: 20 })));
    await user.type(screen.getByLabelText('Question mail'), 'grace@');
    await user.pointer({ keys: '[MouseLeft>]', target: screen.getByLabelText('Question b') });
    expect(document.activeElement).toBe(screen.getByLabelText('Question b'));
    expect(screen.queryByText(/not an e-mail address/)).toBeNull();
    await user.pointer({ keys: '[/MouseLeft]', target: screen.getByLabelText('Question b') });
    expect(await screen.findByText(/not an e-mail address/)).toBeTruthy();
  });

  it('shows a day in the order of its boxes when it asks for a better one', async () => {
    const user = userEvent.setup();
    render(FormView, { form: formOf(asked('born', { type: 'date', lies: 'past' })), language: 'en', country: 'US', mode: 'fill', today: '2026-11-21' });
    await user.type(screen.getByLabelText('Month'), '13');
    await user.tab();
    await user.tab();
    await user.tab();
    expect(screen.getByText(/Write it like 3 27 1985/)).toBeTruthy();
  });

  it('lets nobody be scolded for a field they only passed through', async () => {
    const user = userEvent.setup();
    show(formOf(asked('a', { type: 'short_text', most: 20 }), asked('b', { type: 'short_text', most: 20 })));
    await user.click(screen.getByLabelText('Question a'));
    await user.tab();
    expect(screen.queryByText('Please answer this.')).toBeNull();
  });

  it('shows a question only when its condition holds', async () => {
    const user = userEvent.setup();
    show(formOf(asked('smoke', { type: 'yes_no', points: 0 }), asked('many', { type: 'short_text', most: 9 }, { when: { all: true, tests: [{ question: 'smoke', is: { op: 'yes' } }] } })));
    expect(screen.queryByLabelText('Question many')).toBeNull();
    await user.click(screen.getByLabelText('Yes'));
    expect(screen.getByLabelText('Question many')).toBeTruthy();
  });

  it('marks a text that is not in the page’s language, and runs from the right in Arabic', async () => {
    const { container } = show(formOf(asked('a', { type: 'short_text', most: 20 })), 'ar');
    expect(container.querySelector('.kf-form')?.getAttribute('dir')).toBe('rtl');
    expect(container.querySelector('h1 span')).toBeNull();
    expect(container.querySelector('label span')?.getAttribute('lang')).toBe('en');
    expect(container.querySelector('label span')?.getAttribute('dir')).toBe('ltr');
  });

  it('shows markup in a clinic’s text as text', () => {
    const { container } = show(formOf(asked('a', { type: 'short_text', most: 20 }, { label: { en: '<img src=x onerror=alert(1)>' } })));
    expect(container.querySelector('img')).toBeNull();
    expect(container.textContent).toContain('<img src=x onerror=alert(1)>');
  });

  it('lets the browser fill in what is the patient’s own, and nothing else', () => {
    const { container } = show(formOf(asked('own', { type: 'name' }, { fills: 'name' }), asked('other', { type: 'name' }), asked('call', { type: 'phone' }, { fills: 'emergency_phone' })));
    expect([...container.querySelectorAll('input')].map((input) => input.autocomplete)).toEqual(['given-name', 'family-name', 'off', 'off', 'off']);
  });
});

describe('answers as people write them', () => {
  it('are numbers with a comma or in other digits', () => {
    expect(['1,5', ' 12 ', '٣٫٥', '१२', '1.2.3', 'many'].map(readNumber)).toEqual([1.5, 12, 3.5, 12, undefined, undefined]);
  });

  it('are days in the country’s order', () => {
    expect(dayOrder('en', 'US')).toEqual(['month', 'day', 'year']);
    expect(dayOrder('en', 'DE')).toEqual(['day', 'month', 'year']);
    expect(joinDay({ year: '1985', month: '3', day: '7' })).toBe('1985-03-07');
    expect(joinDay({ year: '', month: '', day: '' })).toBeUndefined();
    expect(splitDay(joinDay({ year: '85', month: '', day: '7' }))).toEqual({ year: '85', month: '', day: '07' });
  });

  it('are lines of a finger in the box’s own units', () => {
    const rect = { left: 100, top: 50, width: 640, height: 240 };
    expect(place(rect, 420, 170)).toEqual([160, 60]);
    expect(place(rect, 0, 9999)).toEqual([0, 120]);
    expect(extend(extend([], [10, 10]), [10, 11])).toEqual([10, 10]);
    expect(path([1, 2, 3, 4])).toBe('M1 2L3 4');
  });

  it('are pictures of a size the clinic can read, under a name that is none of a folder', () => {
    expect(fitted(4800, 3600)).toEqual({ width: 2400, height: 1800 });
    expect(fitted(800, 600)).toEqual({ width: 800, height: 600 });
    expect(fileName('C:\\Users\\Grace\\IMG_1.HEIC', 'jpg')).toBe('IMG_1.jpg');
    expect(fileName('../../etc/passwd\u0000', 'pdf')).toBe('passwd.pdf');
  });
});

describe('texts by language', () => {
  it('fall back to the form’s first language and say so', () => {
    expect(tell({ en: 'Hello', de: 'Hallo' }, 'de-AT', 'en')).toEqual({ text: 'Hallo', lang: undefined, dir: undefined });
    expect(tell({ en: 'Hello', de: ' ' }, 'de', 'en')).toEqual({ text: 'Hello', lang: 'en', dir: 'ltr' });
    expect(tell({}, 'de', 'en').text).toBe('');
    expect(nearest('pt-BR', ['en', 'pt'])).toBe('pt');
  });
});
