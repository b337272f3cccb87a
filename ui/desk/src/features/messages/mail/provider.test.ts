import { describe, expect, it } from 'vitest';
import type { KnownServer } from '@shared/generated/door';
import { domainOf, mayFill, portFor, portNumber, serverAt, serverWords, withServer, type MailForm } from './provider';

const gmail: KnownServer = { name: 'Gmail', host: 'smtp.gmail.com', port: 465, security: 'tls', password: 'app_password', advice: 'App password.' };
const empty: MailForm = { address: 'desk@gmail.com', name: '', host: '', port: '465', security: 'tls', user: '', replyTo: '', roots: '' };

describe('the mail form', () => {
  it('asks about a provider only once the domain is whole', () => {
    expect([domainOf('desk'), domainOf('desk@'), domainOf('desk@gmail'), domainOf('desk@gmail.')]).toEqual([null, null, null, null]);
    expect(domainOf(' Desk@GMail.com ')).toBe('gmail.com');
  });

  it('fills in what is known and never overwrites what was typed', () => {
    const filled = withServer(empty, gmail);
    expect(filled).toMatchObject({ host: 'smtp.gmail.com', port: '465', security: 'tls', user: 'desk@gmail.com' });
    expect(mayFill(empty, null)).toBe(true);
    expect(mayFill(filled, 'smtp.gmail.com'), 'filled in by us, so another address may replace it').toBe(true);
    expect(mayFill({ ...filled, host: 'mail.clinic.example' }, 'smtp.gmail.com')).toBe(false);
  });

  it('moves the port with the protection unless it is one of the clinic’s own', () => {
    expect(portFor('start_tls', '465')).toBe('587');
    expect(portFor('tls', '')).toBe('465');
    expect(portFor('tls', '2525')).toBe('2525');
  });

  it('takes only ports there are', () => {
    expect(['465', ' 587 ', '0', '65536', '4 65', '', 'ssl'].map(portNumber)).toEqual([465, 587, null, null, null, null, null]);
  });

  it('finds the advice for the server that stands in the form', () => {
    const suggestion = { known: null, hosting: [gmail] };
    expect(serverAt('SMTP.gmail.com ', suggestion)?.advice).toBe('App password.');
    expect(serverAt('', suggestion)).toBeUndefined();
    expect(serverWords(withServer(empty, gmail))).toBe('smtp.gmail.com, port 465, encrypted (TLS)');
  });
});
