import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import PasswordForm from './PasswordForm.svelte';
import { practice } from './practice.svelte';

let refusal: unknown;
let sent: unknown[] = [];

beforeEach(() => {
  localStorage.clear();
  sent = [];
  vi.stubGlobal('fetch', async (url: string, init: { body: string }) => {
    if (!url.includes('staff.sign_in')) return new Response(JSON.stringify({ stage: 'open', now: 1_000, signed_in: null }), { status: 200 });
    sent.push(JSON.parse(init.body));
    return refusal ? new Response(JSON.stringify(refusal), { status: 401 }) : new Response(JSON.stringify({ id: 'stf_1', may: [], must_change_password: false }), { status: 200 });
  });
});
afterEach(() => vi.unstubAllGlobals());

describe('signing in', () => {
  it('says at the password what is wrong, and asks for it again', async () => {
    refusal = { code: 'wrong_password', message: 'Name and password do not fit together.', next: 'Check Caps Lock.' };
    render(PasswordForm);
    const user = userEvent.setup();
    await user.type(screen.getByLabelText('Sign-in name'), 'amara');
    await user.type(screen.getByLabelText('Password'), 'wrong{Enter}');
    await screen.findByText(/do not fit together/);
    const box = screen.getByLabelText<HTMLInputElement>('Password');
    expect(box.getAttribute('aria-invalid')).toBe('true');
    expect(box.value, 'a wrong password is not kept').toBe('');
    expect(screen.getByLabelText<HTMLInputElement>('Sign-in name').value, 'the name is').toBe('amara');
    await waitFor(() => expect(document.activeElement).toBe(box));
  });

  it('counts down after too many wrong tries, by the clock of the practice', async () => {
    refusal = { code: 'locked_out', message: 'Too many wrong tries.', details: { until: 1_065 } };
    render(PasswordForm);
    const user = userEvent.setup();
    await user.type(screen.getByLabelText('Sign-in name'), 'amara');
    await user.type(screen.getByLabelText('Password'), 'wrong{Enter}');
    await screen.findByText('1:05');
    const before = sent.length;
    await user.keyboard('{Enter}');
    expect(sent.length, 'no further try while waiting').toBe(before);
  });

  it('remembers who signed in last on this computer, never the password', async () => {
    refusal = undefined;
    render(PasswordForm);
    const user = userEvent.setup();
    await user.type(screen.getByLabelText('Sign-in name'), 'amara');
    await user.type(screen.getByLabelText('Password'), 'quartz lantern{Enter}');
    await waitFor(() => expect(practice.remembered).toBe('amara'));
    expect(JSON.stringify({ ...localStorage })).not.toContain('quartz');
  });

  it('asks only for the password of a person chosen on the lock screen', async () => {
    refusal = undefined;
    render(PasswordForm, { signIn: 'dana', submit: 'Unlock' });
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Password')));
    await userEvent.setup().keyboard('secret{Enter}');
    await waitFor(() => expect(sent).toEqual([{ sign_in: 'dana', password: 'secret' }]));
  });
});
