import type { Action } from '../state/keys.svelte';

/** Actions that fit what was typed, best first: start of the label, start of a word, other words, letters in order. */
export function rankActions(actions: readonly Action[], text: string): Action[] {
  const wanted = fold(text);
  const open = actions.filter((action) => !action.hidden);
  if (wanted === '') return open;
  return open
    .map((action, order) => ({ action, order, score: score(fold(action.label), fold(action.words ?? ''), wanted) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.order - b.order)
    .map(({ action }) => action);
}

function score(label: string, words: string, wanted: string): number {
  if (label.startsWith(wanted)) return 5;
  if (` ${label}`.includes(` ${wanted}`)) return 4;
  if (` ${words}`.includes(` ${wanted}`)) return 3;
  const all = wanted.split(/\s+/);
  if (all.length > 1 && all.every((part) => ` ${label} ${words}`.includes(` ${part}`))) return 2;
  return label.includes(wanted) && wanted.length >= 3 ? 1 : 0;
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
}
