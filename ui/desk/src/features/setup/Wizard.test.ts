import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SetUp } from '@shared/generated/door';
import { kit } from './kit.svelte';
import Wizard from './Wizard.svelte';

let asked: { name: string; input: unknown }[] = [];
let answer: (name: string) => { status: number; body: unknown };

beforeEach(() => {
  asked = [];
  sessionStorage.clear();
  window.location.hash = '#/';
  answer = (name) => ({ status: 200, body: name === 'practice.set_up' ? { recovery: ['2AHJ'], opens_by_itself: true } : name === 'staff.password_strength' ? { score: 4, enough: true, advice: '' } : { stage: 'none' } });
  vi.stubGlobal('fetch', async (url: string, init: { body: string }) => {
    const name = decodeURIComponent(url.replace('/call/', ''));
    asked.push({ name, input: JSON.parse(init.body) as unknown });
    const { status, body } = answer(name);
    return new Response(JSON.stringify(body), { status });
  });
});
afterEach(() => vi.unstubAllGlobals());

const heading = (text: RegExp) => screen.findByRole('heading', { level: 1, name: text });
const sent = () => asked.find((one) => one.name === 'practice.set_up')?.input as SetUp | undefined;

async function toTheEnd(user: ReturnType<typeof userEvent.setup>) {
  for (const next of [/What is your clinic/, /When are you open/, /Who sees/, /What do patients/, /How should/]) {
    await heading(next);
    // The keyboard is where a person would expect it: Enter alone goes on.
    await waitFor(() => expect(document.activeElement?.tagName).toBe('INPUT'));
    await user.keyboard('{Enter}');
  }
  await heading(/And who are you/);
}

describe('the first run', () => {
  it('is five Enters, a name and a password', async () => {
    render(Wizard);
    const user = userEvent.setup();
    await toTheEnd(user);
    await user.type(screen.getByLabelText('Your name'), 'Amara Okafor');
    await user.type(screen.getByLabelText('Password'), 'quartz lantern willow 42{Enter}');
    await waitFor(() => expect(sent()).toBeDefined());
    expect(sent()?.owner).toEqual({ name: 'Amara Okafor', sign_in: 'amara', role: 'owner', password: 'quartz lantern willow 42' });
    expect(sent()?.day.services.length).toBeGreaterThan(2);
    await waitFor(() => expect(kit.groups, 'the code is there to be printed').toEqual(['2AHJ']));
    expect(sessionStorage.length, 'nothing of it stays behind').toBe(0);
  });

  it('goes back without loss, and a reload keeps what was typed', async () => {
    const first = render(Wizard);
    const user = userEvent.setup();
    const name = await screen.findByLabelText('Name of the clinic');
    await user.clear(name);
    await user.type(name, 'Linden Street{Enter}');
    await heading(/When are you open/);
    await user.click(screen.getByRole('button', { name: 'Back' }));
    expect((await screen.findByLabelText<HTMLInputElement>('Name of the clinic')).value).toBe('Linden Street');
    first.unmount();
    render(Wizard);
    expect((await screen.findByLabelText<HTMLInputElement>('Name of the clinic')).value).toBe('Linden Street');
  });

  it('leads back to the question the practice refuses, and says why at the field', async () => {
    answer = (name) => (name === 'practice.set_up'
      ? { status: 422, body: { code: 'invalid', message: 'This is not an e-mail address.', field: 'clinic.email' } }
      : { status: 200, body: { stage: 'none', score: 4, enough: true, advice: '' } });
    render(Wizard);
    const user = userEvent.setup();
    await toTheEnd(user);
    await user.type(screen.getByLabelText('Your name'), 'Amara Okafor');
    await user.type(screen.getByLabelText('Password'), 'quartz lantern willow 42{Enter}');
    await heading(/What is your clinic/);
    expect(screen.getByText('This is not an e-mail address.')).toBeTruthy();
    await user.keyboard('{Enter}');
    await heading(/When are you open/);
  });

  it('does not go on with an answer that cannot stand', async () => {
    render(Wizard);
    const user = userEvent.setup();
    await user.clear(await screen.findByLabelText('Name of the clinic'));
    await user.keyboard('{Enter}');
    expect(await screen.findByText(/what patients call the clinic/)).toBeTruthy();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toMatch(/What is your clinic/);
  });
});
