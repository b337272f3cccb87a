import { beforeEach, describe, expect, it } from 'vitest';
import { match, route } from './route.svelte';

beforeEach(() => {
  window.location.hash = '#/';
  route.go('/');
});

describe('an address', () => {
  it('names a screen, its filters and its side panels in order', () => {
    route.go('/day/2026-11-20');
    route.openPanel('patient', 'pat_1');
    route.openPanel('visit', 'vis_2');
    expect(window.location.hash).toBe('#/day/2026-11-20?patient=pat_1&visit=vis_2');
    expect(route.panels(['visit', 'patient'])).toEqual([{ kind: 'patient', id: 'pat_1' }, { kind: 'visit', id: 'vis_2' }]);
    route.openPanel('patient', 'pat_9');
    expect(route.panels(['visit', 'patient']).map((panel) => panel.id), 'the newest lies on top').toEqual(['vis_2', 'pat_9']);
    route.closePanel('visit');
    expect(window.location.hash).toBe('#/day/2026-11-20?patient=pat_9');
  });

  it('keeps filters apart from panels and ignores what is no panel', () => {
    route.go('/patients');
    route.set({ q: 'müller & söhne', page: '2' });
    route.set({ page: null });
    expect(route.query.get('q')).toBe('müller & söhne');
    expect(route.panels(['patient'])).toEqual([]);
  });

  it('closes panels when one goes elsewhere, unless told to keep them', () => {
    route.openPanel('patient', 'pat_1');
    route.go('/day/2026-11-21', { keepPanels: true });
    expect(route.panels(['patient'])).toHaveLength(1);
    route.go('/patients');
    expect(route.panels(['patient'])).toHaveLength(0);
  });

  it('survives being mangled', () => {
    window.location.hash = '#/day/%E0%A4%A';
    window.dispatchEvent(new Event('hashchange'));
    expect(route.path).toBe('/day/%E0%A4%A');
  });
});

describe('a pattern', () => {
  it('gives the parts of a path by name', () => {
    expect(match('/day/:date?', '/day')).toEqual({});
    expect(match('/day/:date?', '/day/2026-11-20')).toEqual({ date: '2026-11-20' });
    expect(match('/patients/:id', '/patients')).toBeNull();
    expect(match('/patients', '/patients/pat_1')).toBeNull();
    expect(match('/', '/')).toEqual({});
  });
});
