import { cleanup, render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FormView } from '@shared/generated/door';
import { keys } from '@shared/state/keys.svelte';
import { route } from '@shared/state/route.svelte';
import { Designer } from './designer.svelte';
import { sample } from './edit/sample';
import Workbench from './Workbench.svelte';

const view = (): FormView => ({
  line: { id: 'frm', title: 'Health check', purpose: 'questionnaire', state: 'draft', changed: false, problems: 1, questions: 5, languages: ['en', 'es'], slug: 'health', saved_at: 0 },
  draft: sample(), revision: 1, problems: [{ path: 'sections.1.questions.0.label.en', text: 'Write the question.' }], versions: [], services: [],
});
/** The practice stays silent. */
class SilentLine extends EventTarget { close() {} }
let off: () => void;
let designer: Designer;

beforeEach(() => {
  vi.stubGlobal('EventSource', SilentLine);
  // Nobody answers a save here: what the screen does to the form is looked at.
  vi.stubGlobal('fetch', vi.fn(async (address: string) => (address.endsWith('drafts.get') ? new Response('{"body":null}') : new Promise<Response>(() => undefined))));
  off = keys.listen();
  route.go('/forms/frm');
  designer = new Designer(view());
});
afterEach(() => {
  cleanup();
  designer.abandon();
  off();
  vi.unstubAllGlobals();
});

const draw = (may = true) => render(Workbench, { designer, linked: true, country: 'US', may });
const order = () => designer.form.sections.map((step) => [step.id, ...step.questions.map((one) => one.id)].join(' '));
const line = (at: string) => document.querySelector(`nav [data-at="${at}"]`) as HTMLElement;

// A whole screen with its preview, drawn in a computer that may be busy.
vi.setConfig({ testTimeout: 30_000 });

describe('the designer’s table', () => {
  it('moves, copies and removes by keyboard, and takes each back', async () => {
    draw();
    line('question.q2').click();
    await waitFor(() => expect(line('question.q2').getAttribute('aria-current')).toBe('true'));
    line('question.q2').focus();
    await userEvent.keyboard('{Alt>}{ArrowUp}{/Alt}');
    expect(order()[0]).toBe('s1 q2 q1 q3');
    await userEvent.keyboard('{Control>}d{/Control}');
    expect(order()[0]).toBe('s1 q2 q6 q1 q3');
    line('question.q6').focus();
    await userEvent.keyboard('{Delete}');
    expect(order()[0]).toBe('s1 q2 q1 q3');
    await userEvent.keyboard('{Control>}zz{/Control}');
    expect(order()[0]).toBe('s1 q2 q1 q3');
    await userEvent.keyboard('{Control>}z{/Control}');
    expect(order()[0]).toBe('s1 q1 q2 q3');
    await userEvent.keyboard('{Control>}{Shift>}Z{/Shift}{/Control}');
    expect(order()[0]).toBe('s1 q2 q1 q3');
  });

  it('adds a question by its name and goes on to its words', async () => {
    draw();
    await userEvent.keyboard('q');
    await userEvent.type(await screen.findByRole('searchbox', { name: 'Find a kind of question' }), 'e-mail{Enter}');
    await waitFor(() => expect(document.activeElement?.tagName).toBe('TEXTAREA'));
    await userEvent.keyboard('Your e-mail');
    expect(designer.form.sections[1]?.questions.at(-1)).toMatchObject({ id: 'q6', kind: { type: 'email' }, fills: 'email', label: { en: 'Your e-mail' } });
  });

  it('leads from a problem to its field, and tells it there', async () => {
    draw();
    await userEvent.click(screen.getByRole('button', { name: /Write the question/ }));
    await waitFor(() => expect((document.activeElement as HTMLTextAreaElement).value).toBe('Pain'));
    expect(document.activeElement?.getAttribute('aria-invalid')).toBe('true');
  });

  it('undoes what was typed, in the field as well', async () => {
    draw();
    const title = screen.getByRole('textbox', { name: 'Title' });
    await userEvent.type(title, ' for all');
    expect(designer.form.title.en).toBe('Health check for all');
    await userEvent.keyboard('{Control>}z{/Control}');
    expect([designer.form.title.en, (title as HTMLInputElement).value]).toEqual(['Health check', 'Health check']);
  });

  it('shows its words to translate beside those of the first language', async () => {
    draw();
    await userEvent.click(screen.getByRole('radio', { name: /Spanish · 9 missing/ }));
    await userEvent.type(await screen.findByRole('textbox', { name: 'Question in Spanish: How much?' }), '¿Cuánto?');
    expect(screen.getByRole('radio', { name: /Spanish · 8 missing/ })).toBeTruthy();
    expect(designer.form.sections[0]?.questions[2]?.label).toEqual({ en: 'How much?', es: '¿Cuánto?' });
  });

  it('offers no change to who may only look', async () => {
    draw(false);
    expect(screen.queryByRole('navigation', { name: 'Steps and questions' })).toBeNull();
    expect(screen.queryByRole('button', { name: /Publish/ })).toBeNull();
    await userEvent.keyboard('{Alt>}{ArrowDown}{/Alt}q');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(designer.dirty).toBe(false);
  });
});
