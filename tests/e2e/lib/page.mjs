// One Page for both browsers. A driver gives hands and eyes (move, press, evaluate, picture); what a person does with them
// is written once, here, so a journey in the real window and in Chromium is the same journey.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { findIn } from './find.mjs';

const PATIENCE_MS = 15_000;

export class Page {
  /** @param driver {evaluate, goto, mouse: {move, down, up}, keys: {down, up, type}, screenshot, close, name} */
  constructor(driver) {
    this.driver = driver;
  }

  /** Which of the two this is, for file names and messages: "window" or "chromium". */
  get where() {
    return this.driver.name;
  }

  /** Goes to a place of the app, e.g. `/day/2026-03-18`. */
  async goto(route) {
    await this.driver.evaluate((to) => { window.location.hash = to; }, '#' + route);
  }

  /** Loads the app afresh, as after a restart of the window. */
  async reload() {
    await this.driver.reload();
  }

  /** Runs `fn` in the page with JSON arguments and answers its JSON result. */
  evaluate(fn, ...args) {
    return this.driver.evaluate(fn, ...args);
  }

  /** Whether the target can be seen at this moment. */
  async sees(target) {
    return (await this.#box(target)) !== null;
  }

  /** Waits until the target can be seen, and stands still; answers its box in CSS pixels. */
  async waitFor(target, { within = PATIENCE_MS } = {}) {
    let last = null;
    return this.until(async () => {
      const box = await this.#box(target);
      const still = box && last && box.x === last.x && box.y === last.y && box.width === last.width;
      last = box;
      return still ? box : null;
    }, `to see ${describe(target)}`, { within });
  }

  /** Waits until the target has stood still for a while: what is still arriving on the page would push it away. */
  async rest(target, { still = 800 } = {}) {
    let last = null;
    let since = Date.now();
    await this.until(async () => {
      const box = JSON.stringify(await this.#box(target));
      if (box !== last) [last, since] = [box, Date.now()];
      return box !== 'null' && Date.now() - since > still;
    }, `for ${describe(target)} to come to rest`);
  }

  /** Waits until the target can no longer be seen. */
  async waitGone(target, { within = PATIENCE_MS } = {}) {
    await this.until(async () => (await this.sees(target)) ? null : true, `to see ${describe(target)} go`, { within });
  }

  /** Waits until `probe` answers something; fails with what was on screen. */
  async until(probe, what, { within = PATIENCE_MS } = {}) {
    const end = Date.now() + within;
    for (;;) {
      const answer = await probe();
      if (answer) return answer;
      if (Date.now() > end) {
        const shown = await this.shown();
        throw new Error(`${this.where}: waited ${within / 1000} s ${what}.\nOn screen:\n${shown}`);
      }
      await wait(60);
    }
  }

  /** The text of the target. */
  async text(target) {
    await this.waitFor(target);
    return this.driver.evaluate(`return (${findIn})(arguments[0]).innerText`, target);
  }

  /** What the control holds. */
  async value(target) {
    await this.waitFor(target);
    return this.driver.evaluate(`const e = (${findIn})(arguments[0]); return e.type === 'checkbox' ? e.checked : e.value`, target);
  }

  /** All that is written on the screen. */
  shown() {
    return this.driver.evaluate(() => document.body.innerText.slice(0, 4000));
  }

  /** Clicks with the mouse, like a person: the target must be in sight, still, and not under something else. */
  async click(target, { times = 1, button = 0, keys = [] } = {}) {
    await this.#pointAt(target);
    for (const key of keys) await this.driver.keys.down(key);
    for (let n = 1; n <= times; n++) {
      await this.driver.mouse.down(button, n);
      await this.driver.mouse.up(button, n);
    }
    for (const key of keys) await this.driver.keys.up(key);
  }

  /** Clicks a point inside the target, in parts of its size: (0.5, 0.5) is the middle. */
  async clickAt(target, across, down, { times = 1 } = {}) {
    const box = await this.waitFor(target);
    await this.driver.mouse.move(box.x + box.width * across, box.y + box.height * down);
    for (let n = 1; n <= times; n++) {
      await this.driver.mouse.down(0, n);
      await this.driver.mouse.up(0, n);
    }
  }

  /** Puts `text` into a field in place of what it held, key by key. */
  async type(target, text) {
    await this.click(target);
    await this.driver.evaluate(`const e = (${findIn})(arguments[0]); e.focus(); if (e.select) e.select()`, target);
    // A key typed past the field would be a command of the app.
    await this.until(() => this.driver.evaluate(`return document.activeElement === (${findIn})(arguments[0])`, target), `for ${describe(target)} to have the focus`);
    if ((await this.value(target)) !== '') await this.press('Backspace');
    await this.driver.keys.type(text);
  }

  /** Pastes `text` into a field, in place of what it held. */
  async paste(target, text) {
    await this.click(target);
    await this.driver.evaluate(
      `const e = (${findIn})(arguments[0]); e.focus(); e.select();
       if (!document.execCommand('insertText', false, arguments[1])) throw new Error('the page refused the paste')`, target, text);
  }

  /** Chooses in a native list by what the choice says. */
  async choose(target, said) {
    await this.waitFor(target);
    const done = await this.driver.evaluate(
      `const e = (${findIn})(arguments[0]);
       const want = arguments[1].toLowerCase();
       const option = [...e.options].find((o) => o.label.trim().toLowerCase() === want) ?? [...e.options].find((o) => o.label.toLowerCase().includes(want));
       if (!option) return [...e.options].map((o) => o.label);
       e.value = option.value;
       e.dispatchEvent(new Event('input', { bubbles: true }));
       e.dispatchEvent(new Event('change', { bubbles: true }));
       return true`,
      target, said);
    if (done !== true) throw new Error(`${this.where}: ${describe(target)} offers ${JSON.stringify(done)}, not "${said}"`);
  }

  /** Presses a key or a chord: 'Enter', 'Control+k', '?'. */
  async press(chord) {
    const keys = chord === '+' ? ['+'] : chord.split('+');
    for (const key of keys) await this.driver.keys.down(key);
    for (const key of keys.reverse()) await this.driver.keys.up(key);
  }

  /** Types where the focus is. */
  async write(text) {
    await this.driver.keys.type(text);
  }

  /** Drags from one point to another, in CSS pixels, slowly enough for ghosts and drop targets. */
  async drag(from, to, { steps = 12, hold } = {}) {
    await this.driver.mouse.move(from.x, from.y);
    await this.driver.mouse.down(0, 1);
    for (let n = 1; n <= steps; n++) {
      await this.driver.mouse.move(from.x + ((to.x - from.x) * n) / steps, from.y + ((to.y - from.y) * n) / steps);
      await wait(15);
    }
    if (hold) await hold();
    await this.driver.mouse.up(0, 1);
  }

  /** A PNG of the window, at `path`. */
  async screenshot(path) {
    await mkdir(dirname(path), { recursive: true });
    await this.driver.evaluate(() => document.fonts?.ready.then(() => true) ?? true);
    await wait(200);
    await writeFile(path, await this.driver.screenshot());
    return path;
  }

  async close() {
    await this.driver.close();
  }

  async #box(target) {
    return this.driver.evaluate(
      `const e = (${findIn})(arguments[0]); if (!e) return null; const b = e.getBoundingClientRect();
       return { x: b.x, y: b.y, width: b.width, height: b.height }`, target);
  }

  /** Moves the pointer onto the target, and again if the page moved the target away from under it. */
  async #pointAt(target) {
    await this.until(async () => {
      const { x, y } = middle(await this.#reach(target));
      if (!(await this.driver.evaluate('return arguments[0] < innerWidth && arguments[1] < innerHeight && arguments[0] >= 0 && arguments[1] >= 0', x, y))) return false;
      await this.driver.mouse.move(x, y);
      return this.driver.evaluate(
        `const e = (${findIn})(arguments[0]); if (!e) return false; const top = document.elementFromPoint(arguments[1], arguments[2]);
         return !!top && (e === top || e.contains(top) || top.contains(e) || [...(e.labels ?? [])].some((label) => label.contains(top)))`, target, x, y);
    }, `to point at ${describe(target)}`);
  }

  async #reach(target) {
    await this.waitFor(target);
    await this.driver.evaluate(
      `const e = (${findIn})(arguments[0]); const b = e.getBoundingClientRect();
       if (b.top < 0 || b.left < 0 || b.bottom > innerHeight || b.right > innerWidth) e.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' })`, target);
    const enabled = `const e = (${findIn})(arguments[0]); return !!e && !e.disabled && e.getAttribute('aria-disabled') !== 'true'`;
    await this.until(() => this.driver.evaluate(enabled, target), `for ${describe(target)} to be enabled`);
    // What lies at the place where the hand goes: the thing itself, something in it, or its label.
    const free = `const e = (${findIn})(arguments[0]); if (!e) return false; const b = e.getBoundingClientRect();
      const top = document.elementFromPoint(b.x + b.width / 2, b.y + b.height / 2);
      return !!top && (e === top || e.contains(top) || top.contains(e) || [...(e.labels ?? [])].some((label) => label.contains(top)))`;
    await this.until(() => this.driver.evaluate(free, target), `for ${describe(target)} to be free of what lies over it`);
    return this.waitFor(target);
  }
}

/** The middle of a box. */
export function middle(box) {
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

function describe(target) {
  return JSON.stringify(target);
}
