import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(__dirname, '..');

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((name) => /\.(ts|svelte)$/.test(name) && !/\.test\.|\.d\.ts$/.test(name));
}

const files = [...sources('shared'), ...sources('desk/src'), ...sources('patient/src')].map((name) => ({ name: relative('.', name), text: readFileSync(join(root, name), 'utf8') }));
const where = (pattern: RegExp) => files.filter(({ text }) => pattern.test(text)).map(({ name }) => name);

describe('the user interface', () => {
  it('speaks to its host in one place', () => {
    const outside = (names: string[]) => names.filter((name) => !name.startsWith('shared/platform/'));
    expect(outside(where(/@tauri-apps\//)), 'imports of Tauri').toEqual([]);
    // The patient's page has a host of its own: the relay.
    expect(outside(where(/\b(fetch|EventSource|XMLHttpRequest|WebSocket|sendBeacon)\s*\(/)), 'ways to the network').toEqual(['patient/src/net.ts']);
  });

  it('gives patients nothing of the desk: not its client, not its host, not its components', () => {
    const given = files.filter(({ name }) => /^(patient\/src|shared\/form|shared\/sealed)\//.test(name));
    const taken = given.filter(({ text }) => /from '(@shared|\.\.)\/(components|platform|state|generated\/door)|from 'bits-ui'|desk\/src/.test(text));
    expect(taken.map(({ name }) => name)).toEqual([]);
    // Their page runs under a policy without inline styles and without markup made from text.
    expect(given.filter(({ text }) => /\sstyle=|innerHTML|insertAdjacentHTML|\{@html/.test(text)).map(({ name }) => name)).toEqual([]);
  });

  it('keeps nothing of a patient in the browser’s lasting storage', () => {
    expect(where(/\b(localStorage|indexedDB)\b/)).toEqual([
      'shared/state/look.svelte.ts',
      // Which columns somebody shows on this device: ids of providers.
      'desk/src/features/schedule/choices.svelte.ts',
      // The name that was last used to sign in here.
      'desk/src/features/signin/practice.svelte.ts',
      // The patient's own answers on the patient's own device: half-filled for a day, then sealed until the clinic has them.
      'patient/src/store/db.ts',
    ]);
  });

  it('loads nothing from elsewhere and runs no text as code', () => {
    expect(where(/(src|href|url\()\s*=?\s*["'(]?https?:\/\//)).toEqual([]);
    expect(where(/\beval\(|new Function\(|document\.write\(/)).toEqual([]);
    // Only the page size of a printed page, composed of fixed words.
    expect(where(/\{@html/)).toEqual(['shared/components/PrintPage.svelte']);
  });

  it('asks Intl for a locale that Intl knows', () => {
    expect(where(/navigator\.languages?\b/)).toEqual([
      'shared/time/locale.ts',
      // Guesses the country of a new clinic, and answers for a name that is no language.
      'desk/src/features/setup/answers.svelte.ts',
      // The languages a patient's device speaks, each asked of Intl first.
      'patient/src/language.ts',
    ]);
  });
});
