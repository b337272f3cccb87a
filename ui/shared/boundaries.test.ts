import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(__dirname, '..');

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((name) => /\.(ts|svelte)$/.test(name) && !/\.test\.|\.d\.ts$/.test(name));
}

const files = [...sources('shared'), ...sources('desk/src')].map((name) => ({ name: relative('.', name), text: readFileSync(join(root, name), 'utf8') }));
const where = (pattern: RegExp) => files.filter(({ text }) => pattern.test(text)).map(({ name }) => name);

describe('the user interface', () => {
  it('speaks to its host in one place', () => {
    const outside = (names: string[]) => names.filter((name) => !name.startsWith('shared/platform/'));
    expect(outside(where(/@tauri-apps\//)), 'imports of Tauri').toEqual([]);
    expect(outside(where(/\b(fetch|EventSource|XMLHttpRequest|WebSocket|sendBeacon)\s*\(/)), 'ways to the network').toEqual([]);
  });

  it('keeps nothing of a patient in the browser’s lasting storage', () => {
    expect(where(/\b(localStorage|indexedDB)\b/)).toEqual([
      'shared/state/look.svelte.ts',
      // Which columns somebody shows on this device: ids of providers.
      'desk/src/features/schedule/choices.svelte.ts',
      // The name that was last used to sign in here.
      'desk/src/features/signin/practice.svelte.ts',
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
    ]);
  });
});
