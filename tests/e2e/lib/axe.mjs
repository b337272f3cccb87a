// Reads the screen as axe-core does: contrast, names of controls, order of headings, everything WCAG 2.2 AA that a machine can see.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const source = readFileSync(createRequire(new URL('../../../ui/package.json', import.meta.url)).resolve('axe-core/axe.min.js'), 'utf8');

/** What is wrong on the screen as it is, one line for each rule broken; empty when it is clean. */
export async function troubles(page) {
  await page.evaluate(`${source}; return true`);
  const found = await page.evaluate(async () => {
    const result = await window.axe.run(document, {
      // Still experimental in axe: it takes a row's invisible "Open …" button for a button with that text.
      rules: { 'label-content-name-mismatch': { enabled: false } },
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    return result.violations.map((rule) => {
      const [first, ...more] = rule.nodes;
      return `${rule.id} (${rule.impact}): ${first.target.join(' ')}${more.length ? ` and ${more.length} more` : ''} · ${first.failureSummary.replace(/\s+/g, ' ')}`;
    });
  });
  return found;
}
