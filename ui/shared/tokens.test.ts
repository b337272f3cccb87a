import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const css = readFileSync(resolve(__dirname, 'tokens.css'), 'utf8');

/** The colours of one block of tokens.css. */
function colours(selector: string): Record<string, string> {
  const start = css.indexOf(`${selector} {`);
  const block = css.slice(start, css.indexOf('\n}', start));
  return Object.fromEntries([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map((found) => [found[1], found[2]]));
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const grounds = ['canvas', 'surface', 'raised', 'sunken', 'closed', 'hover'];
const services = ['teal', 'blue', 'violet', 'amber', 'rose', 'slate'];
const TEXT = 4.5;
const MARK = 3;

/** Ink, ground, least contrast by WCAG 2.2 AA (1.4.3 text, 1.4.11 marks and control borders). */
const pairs: [string, string, number][] = [
  ...grounds.flatMap((ground): [string, string, number][] => [
    ['text', ground, TEXT], ['text-2', ground, TEXT], ['text-3', ground, TEXT], ['focus', ground, MARK],
  ]),
  ...['canvas', 'surface', 'raised'].flatMap((ground): [string, string, number][] => [
    ['accent', ground, TEXT], ['wait', ground, TEXT], ['good', ground, TEXT], ['bad', ground, TEXT], ['info', ground, TEXT],
    ['field-line', ground, MARK], ['now', ground, MARK],
  ]),
  ...['accent', 'wait', 'good', 'bad', 'info'].map((tone): [string, string, number] => [tone, `${tone}-soft`, TEXT]),
  ...['accent-soft', 'wait-soft', 'bad-soft', 'info-soft', 'good-soft'].flatMap((ground): [string, string, number][] => [['text', ground, TEXT], ['text-2', ground, TEXT]]),
  ['on-accent', 'accent', TEXT], ['on-accent', 'accent-hover', TEXT], ['on-bad', 'bad', TEXT], ['on-bad', 'bad-hover', TEXT],
  ['on-now', 'now', TEXT], ['on-toast', 'toast', TEXT], ['toast-action', 'toast', TEXT],
  ...services.flatMap((service): [string, string, number][] => [
    ['text', `svc-${service}-t`, TEXT], ['text-2', `svc-${service}-t`, TEXT], ['text-3', `svc-${service}-t`, TEXT],
    [`svc-${service}`, `svc-${service}-t`, MARK], [`svc-${service}`, 'surface', MARK],
    ['wait', `svc-${service}-t`, MARK], ['good', `svc-${service}-t`, MARK], ['bad', `svc-${service}-t`, MARK],
  ]),
];

describe.each([['light', ':root'], ['dark', ":root[data-theme='dark']"]])('%s theme', (_, selector) => {
  const tokens = colours(selector);
  it.each(pairs)('%s on %s can be read (%f : 1)', (ink, ground, least) => {
    const [a, b] = [tokens[ink], tokens[ground]];
    if (!a || !b) throw new Error(`tokens.css does not define ${a ? ground : ink}`);
    expect(contrast(a, b), `${a} on ${b}`).toBeGreaterThanOrEqual(least);
  });
});

it('both themes define the same colours', () => {
  expect(Object.keys(colours(":root[data-theme='dark']")).sort()).toEqual(Object.keys(colours(':root')).sort());
});
