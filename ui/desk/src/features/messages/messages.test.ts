import { cleanup, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MessageView, PracticeState, Rendered } from '@shared/generated/door';
import { practice } from '../signin/practice.svelte';
import MessageDialog from './MessageDialog.svelte';
import VisitMessages from './VisitMessages.svelte';

type Answer = (input: Record<string, unknown>) => unknown;
let answers: Record<string, Answer>;
let asked: [string, Record<string, unknown>][];

const NAUGHTY = '<img src=x onerror="window.owned=1"> ﷽ 👩‍⚕️';
const letter: Rendered = { subject: 'Please confirm', text: `Hi ${NAUGHTY}`, html: null, language: 'en', to: 'grace@example.com', notes: [] };

function message(more: Partial<MessageView> = {}): MessageView {
  return {
    id: 'msg_1', about: { kind: 'visit', visit: 'vis_1', rule: 'rul_1', starts_at: 1_795_500_000 }, patient: 'pat_1', patient_name: NAUGHTY, rule_name: 'Reminder, the day before', template: null, channel: 'email', asks_to_confirm: true,
    state: 'scheduled', why: { code: 'by_rule', words: 'Goes by itself at its time.', next: '' }, due_at: 1_795_400_000, latest_at: 1_795_490_000, sent_at: null, to: 'grace@example.com', attempts: 0, needs_person: false,
    can: { hold: true, release: false, stop: true, send_now: true, resolve: false }, ...more,
  };
}

beforeEach(() => {
  asked = [];
  answers = { 'messages.preview': () => letter, 'messages.get': () => ({ message: message(), attempts: [] }) };
  vi.stubGlobal('EventSource', class { addEventListener() {} close() {} });
  vi.stubGlobal('fetch', async (address: string, { body }: { body: string }) => {
    const name = decodeURIComponent(address.replace('/call/', ''));
    const input = JSON.parse(body) as Record<string, unknown>;
    asked.push([name, input]);
    const answer = answers[name];
    if (!answer) return new Response(JSON.stringify({ code: 'fault', message: `no answer for ${name}` }), { status: 500 });
    try {
      return new Response(JSON.stringify(answer(input)));
    } catch (refusal) {
      return new Response(JSON.stringify(refusal), { status: 422 });
    }
  });
  practice.state = { stage: 'open', zone: 'UTC', now: 1_795_300_000, signed_in: { may: ['see_messages', 'send_messages'] } } as unknown as PracticeState;
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  practice.state = undefined;
});

describe('what a patient hears about a visit', () => {
  it('says for each message whether it goes and why not, and folds away what an earlier time left', async () => {
    answers['visits.messages'] = () => ({
      obstacle: null,
      messages: [
        message({ id: 'msg_0', rule_name: 'Moved long ago', state: 'suppressed', why: { code: 'moved', words: 'Not sent: the visit was moved.', next: '' } }),
        message(),
        message({ id: 'msg_2', rule_name: 'Two hours before', state: 'suppressed', why: { code: 'confirmed', words: 'Not sent: the patient has already confirmed.', next: '' } }),
      ],
    });
    render(VisitMessages, { visit: 'vis_1' });
    const line = await screen.findByRole('button', { name: /Waiting: ?Reminder, the day before/ });
    expect(line.textContent).toContain('Goes by e-mail, asks to confirm');
    expect(screen.getByRole('button', { name: /Two hours before/ }).textContent).toContain('Not sent: the patient has already confirmed.');
    expect(screen.getByText(/from before the visit was moved \(1\)/).closest('details')?.open).toBe(false);
  });

  it('says once what stands in the way of all of them and leads to it', async () => {
    const words = 'Not sent: no mail server is set up.';
    answers['visits.messages'] = () => ({ obstacle: { code: 'mail_not_set_up', words, next: '' }, messages: [message({ state: 'suppressed', why: { code: 'mail_not_set_up', words, next: '' } })] });
    render(VisitMessages, { visit: 'vis_1' });
    expect((await screen.findByRole('link', { name: 'Set up e-mail' })).getAttribute('href')).toBe('#/settings/mail');
    expect(screen.getAllByText(words)).toHaveLength(1);
  });

  it('shows nothing to somebody who may not see messages', async () => {
    practice.state = { ...practice.state, signed_in: { may: [] } } as unknown as PracticeState;
    const { container } = render(VisitMessages, { visit: 'vis_1' });
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(container.textContent?.trim()).toBe('');
    expect(asked).toEqual([]);
  });
});

describe('one message', () => {
  const show = () => render(MessageDialog, { open: true, message: message() });

  it('shows names and text from outside as text, never as HTML', async () => {
    show();
    await screen.findByText(/Hi <img/);
    expect(document.querySelector('img')).toBeNull();
    expect((window as { owned?: number }).owned).toBeUndefined();
  });

  it('names a letter about a request, reads it by its own number and leads to the request', async () => {
    const letterOf = message({ about: { kind: 'request', request: 'req_1', letter: 'request_suggested' }, patient: null, rule_name: 'Suggested times' });
    answers['messages.get'] = () => ({ message: letterOf, attempts: [] });
    const onabout = vi.fn();
    render(MessageDialog, { open: true, message: letterOf, onabout });
    expect((await screen.findByText(/about their request from the web/)).textContent).toContain(NAUGHTY);
    await screen.findByText(/Hi <img/);
    expect(asked).toContainEqual(['messages.preview', { message: 'msg_1' }]);
    await userEvent.click(screen.getByRole('button', { name: 'Open the request' }));
    expect(onabout).toHaveBeenCalledOnce();
  });

  it('asks back before it sends into the quiet hours and then says so to the practice', async () => {
    answers['messages.send_now'] = ({ anyway }) => {
      if (!anyway) throw { code: 'invalid', field: 'anyway', message: 'It is within the patient\'s quiet hours now.', next: 'Send it anyway, or let it go by itself at its time.' };
      return message({ state: 'sent' });
    };
    show();
    await userEvent.click(await screen.findByRole('button', { name: 'Send now' }));
    await userEvent.click(await screen.findByRole('button', { name: /Send it anyway, to grace@example.com/ }));
    await vi.waitFor(() => expect(asked.filter(([name]) => name === 'messages.send_now').map(([, input]) => input['anyway'])).toEqual([false, true]));
  });

  it('says plainly what sending an uncertain one again means', async () => {
    const unsure = message({ state: 'uncertain', needs_person: true, can: { hold: false, release: false, stop: false, send_now: false, resolve: true }, why: { code: 'probably_delivered', words: 'Probably delivered: the connection broke.', next: '' } });
    answers['messages.get'] = () => ({ message: unsure, attempts: [] });
    answers['outbox.resolve'] = () => unsure;
    render(MessageDialog, { open: true, message: unsure });
    expect((await screen.findByText(/may read it twice/)).textContent).toContain('It probably arrived.');
    await userEvent.click(screen.getByRole('button', { name: 'It arrived' }));
    await vi.waitFor(() => expect(asked).toContainEqual(['outbox.resolve', { message: 'msg_1', resolution: 'arrived' }]));
  });

  it('stays open and says why when it is too late', async () => {
    answers['messages.hold'] = () => { throw { code: 'changed', message: 'It is too late to hold this message.', next: 'Look at the message again.' }; };
    show();
    await userEvent.click(await screen.findByRole('button', { name: 'Hold' }));
    expect(await screen.findByText('It is too late to hold this message.')).toBeTruthy();
    expect(screen.getByRole('dialog')).toBeTruthy();
  });
});
