// A seat in a browser: the machine's own Chromium, headless, driven by Playwright.
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { Page } from './page.mjs';

// The UI's packages are the project's only ones; there is no second node_modules for the tests.
const { chromium } = createRequire(new URL('../../../ui/package.json', import.meta.url))('playwright-core');

/** Opens `address` in a fresh profile. */
export async function openChromium(address, { width = 1280, height = 800, colorScheme = 'light', zone = 'UTC' } = {}) {
  const browser = await chromium.launch({
    executablePath: execFileSync(new URL('../../../scripts/chromium', import.meta.url).pathname, { encoding: 'utf8' }).trim(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  const context = await browser.newContext({ viewport: { width, height }, colorScheme, locale: 'en-GB', timezoneId: zone });
  const tab = await context.newPage();
  const driver = new ChromiumDriver(browser, tab);
  await tab.goto(address);
  return new Page(driver);
}

class ChromiumDriver {
  name = 'chromium';
  /** What the page complained about: script errors, refused requests, content-policy violations. */
  complaints = [];

  constructor(browser, tab) {
    this.browser = browser;
    this.tab = tab;
    tab.on('pageerror', (error) => this.complaints.push(`script error: ${error.message}`));
    tab.on('console', (message) => { if (message.type() === 'error') this.complaints.push(`console: ${message.text()}`); });
    const button = (n) => ['left', 'middle', 'right'][n];
    this.mouse = {
      move: (x, y) => tab.mouse.move(x, y),
      down: (n, clickCount) => tab.mouse.down({ button: button(n), clickCount }),
      up: (n, clickCount) => tab.mouse.up({ button: button(n), clickCount }),
    };
    this.keys = {
      down: (key) => tab.keyboard.down(key),
      up: (key) => tab.keyboard.up(key),
      type: (text) => tab.keyboard.type(text),
    };
  }

  evaluate(script, ...args) {
    const body = typeof script === 'string' ? script : `return (${script}).apply(null, arguments)`;
    return this.tab.evaluate(`(function () { ${body} }).apply(null, ${JSON.stringify(args)})`).then((value) => value ?? null);
  }

  async reload() {
    await this.tab.reload();
  }

  screenshot() {
    return this.tab.screenshot();
  }

  async size(width, height) {
    await this.tab.setViewportSize({ width, height });
  }

  async close() {
    await this.browser.close();
  }
}
