import { describe, expect, it } from 'vitest';
import type { MessageView } from '@shared/generated/door';
import { aboutWords, lookOf, ofEarlierTime, panelOf, reasonLine, shortMoment, stateLine } from './words';

const at = (iso: string) => Date.parse(iso) / 1000;
const NOW = Date.parse('2026-03-18T12:12:00Z');

function message(more: Partial<MessageView>): MessageView {
  return {
    id: 'msg_1', about: { kind: 'visit', visit: 'vis_1', rule: 'rul_1', starts_at: 0 }, patient: 'pat_1', patient_name: 'Grace Kim', rule_name: 'Reminder', template: null, channel: 'email', asks_to_confirm: false,
    state: 'scheduled', why: { code: 'by_rule', words: 'Goes by itself at its time.', next: '' }, due_at: 0, latest_at: 0, sent_at: null, to: null, attempts: 0, needs_person: false,
    can: { hold: false, release: false, stop: false, send_now: false, resolve: false }, ...more,
  };
}

describe('a moment said shortly', () => {
  it('is a time today, a weekday near today and a date further away', () => {
    expect(shortMoment(at('2026-03-18T11:30:00Z'), 'UTC', NOW, 'en-GB')).toBe('11:30');
    expect(shortMoment(at('2026-03-16T13:30:00Z'), 'UTC', NOW, 'en-GB')).toBe('Mon 13:30');
    expect(shortMoment(at('2026-03-20T09:00:00Z'), 'UTC', NOW, 'en-GB')).toBe('Fri 09:00');
    expect(shortMoment(at('2026-03-09T10:02:00Z'), 'UTC', NOW, 'en-GB')).toBe('9 Mar 10:02');
    expect(shortMoment(at('2026-03-25T10:00:00Z'), 'UTC', NOW, 'en-GB')).toBe('25 Mar 10:00');
  });

  it('never names a weekday that could mean two days', () => {
    const said = Array.from({ length: 21 }, (_, step) => shortMoment(NOW / 1000 + (step - 10) * 86_400, 'UTC', NOW, 'en-GB'));
    expect(new Set(said).size, said.join(', ')).toBe(21);
  });

  it('is told by the clinic’s wall clock', () => {
    expect(shortMoment(at('2026-03-19T02:30:00Z'), 'America/New_York', NOW, 'en-GB'), 'still the clinic’s Wednesday').toBe('22:30');
  });
});

describe('where a message stands', () => {
  it('says how it goes in few words and gives the practice’s reason for everything else', () => {
    expect(stateLine(message({}))).toBe('Goes by e-mail');
    expect(stateLine(message({ state: 'sent', why: { code: 'pretended', words: '…', next: '' } }))).toBe('Pretended by e-mail: this is a demo');
    expect(stateLine(message({ state: 'suppressed', why: { code: 'confirmed', words: 'Not sent: the patient has already confirmed.', next: '' } }))).toBe('Not sent: the patient has already confirmed.');
    expect(stateLine(message({ why: { code: 'later_for_quiet_hours', words: 'Goes later.', next: '' } })), 'a time other than the rule’s is explained').toBe('Goes later.');
  });

  it('does not say twice in a table what the state beside it says', () => {
    expect(reasonLine(message({ state: 'suppressed', why: { code: 'cancelled', words: 'Not sent: the visit was cancelled.', next: '' } }))).toBe('The visit was cancelled');
    expect(reasonLine(message({ state: 'sent', why: { code: 'accepted', words: '…', next: '' } }))).toBe('Sent by e-mail');
  });

  it('marks what a person has to look at', () => {
    expect(lookOf({ state: 'expired', needs_person: true })).toBe('late');
    expect(lookOf({ state: 'expired', needs_person: false }), 'seen already').toBe('not');
    expect(lookOf({ state: 'uncertain', needs_person: true })).toBe('unsure');
  });

  it('folds away only what an earlier time of the visit left behind', () => {
    const why = (code: MessageView['why']['code']) => ({ code, words: '', next: '' });
    expect(ofEarlierTime(message({ state: 'suppressed', why: why('moved') }))).toBe(true);
    expect(ofEarlierTime(message({ state: 'sent', why: why('accepted') })), 'what was sent stays in sight').toBe(false);
    expect(ofEarlierTime(message({ state: 'suppressed', why: why('cancelled') }))).toBe(false);
  });
});

describe('what a message is about', () => {
  it('is a visit by its time, or a request, and each opens its own panel', () => {
    const visit = message({ about: { kind: 'visit', visit: 'vis_1', rule: 'rul_1', starts_at: at('2026-03-25T13:30:00Z') } });
    const request = message({ about: { kind: 'request', request: 'req_1', letter: 'request_received' }, patient: null, rule_name: 'Receipt for a request' });
    expect(aboutWords(visit, 'UTC', 'en-GB')).toBe('Wed 25 Mar, 13:30');
    expect(aboutWords(request, 'UTC', 'en-GB')).toBe('Request from the web');
    expect(panelOf(visit)).toMatchObject({ panel: 'visit', id: 'vis_1' });
    expect(panelOf(request)).toMatchObject({ panel: 'request', id: 'req_1' });
  });
});
