import { cleanup, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keys } from '@shared/state/keys.svelte';
import { route } from '@shared/state/route.svelte';
import CalendarDays from '@lucide/svelte/icons/calendar-days';
import DayStage from '@shared/testing/DayStage.svelte';
import PanelStage from '@shared/testing/PanelStage.svelte';
import { health } from './health.svelte';
import { panels, screens } from './screens';
import { session } from './session.svelte';
import Shell from './Shell.svelte';

const realScreens = [...screens];
const realPanels = [...panels];
let off: () => void;

/** The practice stays silent: no line to it is needed to draw the shell. */
class SilentLine extends EventTarget { close() {} }

beforeEach(() => {
  vi.stubGlobal('EventSource', SilentLine);
  screens.splice(0, screens.length,
    { path: '/day/:date?', title: 'Today', load: async () => ({ default: DayStage }), nav: { label: 'Today', icon: CalendarDays, key: 't' } },
    { path: '/broken', title: 'Broken', load: async () => { throw new TypeError('chunk is missing'); } },
    { path: '/paper', title: 'Paper', bare: true, load: async () => ({ default: DayStage }) },
  );
  panels.splice(0, panels.length, { kind: 'patient', load: async () => ({ default: PanelStage }) }, { kind: 'visit', load: async () => ({ default: PanelStage }) });
  session.state = 'signed-in';
  session.person = { id: 'stf_1', name: 'Dana Reyes', role: 'front desk' };
  off = keys.listen();
  route.go('/');
});
afterEach(() => {
  vi.unstubAllGlobals();
  cleanup();
  off();
  screens.splice(0, screens.length, ...realScreens);
  panels.splice(0, panels.length, ...realPanels);
  session.person = null;
  health.drop('mail');
});

describe('the shell', () => {
  it('starts at home, draws the header of the screen and marks its place in the rail', async () => {
    render(Shell);
    await vi.waitFor(() => screen.getByRole('heading', { level: 1, name: 'Day of today' }));
    expect(screen.getByRole('link', { name: 'Today' }).getAttribute('aria-current')).toBe('page');
    expect(document.body.textContent).toContain('Dana Reyes');
    expect(screen.queryByRole('button', { name: 'Lock' }), 'no button without what it does').toBeNull();
  });

  it('keeps the screen when only its part of the address changes', async () => {
    render(Shell);
    route.go('/day/2026-11-20');
    await vi.waitFor(() => screen.getByRole('heading', { name: 'Day of 2026-11-20' }));
    await userEvent.type(screen.getByLabelText('Note'), 'half a word');
    route.go('/day/2026-11-21');
    await vi.waitFor(() => screen.getByRole('heading', { name: 'Day of 2026-11-21' }));
    expect((screen.getByLabelText('Note') as HTMLInputElement).value).toBe('half a word');
  });

  it('stacks panels, closes the top one on Escape and gives the focus back', async () => {
    render(Shell);
    await vi.waitFor(() => screen.getByLabelText('Note'));
    screen.getByLabelText('Note').focus();
    route.openPanel('patient', 'pat_1');
    route.openPanel('visit', 'vis_1');
    await vi.waitFor(() => expect(screen.getByRole('region', { name: 'Panel vis_1' })).toBeTruthy());
    route.openPanel('patient', 'pat_1');
    await vi.waitFor(() => expect(screen.getByRole('region', { name: 'Panel pat_1' })).toBeTruthy());
    await userEvent.keyboard('{F6}');
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Close');
    await userEvent.keyboard('{Escape}');
    await vi.waitFor(() => expect(route.panels(['patient', 'visit'])).toEqual([{ kind: 'visit', id: 'vis_1' }]));
    await userEvent.keyboard('{Escape}');
    await vi.waitFor(() => expect(screen.queryByRole('complementary')).toBeNull());
    expect(document.activeElement).toBe(screen.getByLabelText('Note'));
  });

  it('says so when a page is not there or did not arrive, and stays usable', async () => {
    render(Shell);
    route.go('/nowhere');
    await vi.waitFor(() => screen.getByText('There is no such page'));
    route.go('/broken');
    await vi.waitFor(() => screen.getByRole('alert'));
    expect(screen.getByRole('alert').textContent).not.toContain('chunk');
    expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy();
    expect(screen.getByRole('navigation', { name: 'Main' })).toBeTruthy();
  });

  it('draws pages for paper without rail and header', async () => {
    render(Shell);
    route.go('/paper');
    await vi.waitFor(() => expect(screen.queryByRole('navigation')).toBeNull());
  });

  it('says in words what the dots at the foot mean', async () => {
    health.set({ id: 'mail', state: 'bad', text: 'Mail is refused', path: '/day' });
    render(Shell);
    expect(screen.getByRole('link', { name: 'Needs a person: Mail is refused' })).toBeTruthy();
  });
});
