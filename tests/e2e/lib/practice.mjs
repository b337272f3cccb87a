// A world for one story: an empty home, a practice folder that does not exist yet, a clock to move, and Keepwell in it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openChromium } from './browser.mjs';
import { Clock } from './clock.mjs';
import { openWindow } from './window.mjs';

export const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
export const BINARY = join(ROOT, 'target', 'debug', 'keepwell');
export const LOGS = join(ROOT, 'target', 'test-logs');

export class World {
  #closing = [];
  #serving;

  /** @param name for the log files of this story */
  constructor(name, env = {}) {
    this.name = name;
    this.folder = mkdtempSync(join(tmpdir(), `keepwell-${name}-`));
    this.practice = join(this.folder, 'practice');
    this.clock = new Clock(join(this.folder, 'clock'));
    mkdirSync(LOGS, { recursive: true });
    this.env = {
      HOME: this.folder,
      XDG_DATA_HOME: join(this.folder, 'data'),
      XDG_CONFIG_HOME: join(this.folder, 'config'),
      XDG_CACHE_HOME: join(this.folder, 'cache'),
      // Wherever the story is played, it happens in one zone.
      TZ: 'UTC',
      KEEPWELL_PRACTICE: this.practice,
      KEEPWELL_TEST_CLOCK: this.clock.file,
      ...env,
    };
  }

  /** Runs a command of Keepwell to its end and answers what it printed. */
  async run(...args) {
    const child = spawn(BINARY, args, { env: { ...process.env, ...this.env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '', troubles = '';
    child.stdout.on('data', (data) => { out += data; });
    child.stderr.on('data', (data) => { troubles += data; });
    const [code] = await once(child, 'close');
    if (code !== 0) throw new Error(`keepwell ${args.join(' ')} ended with ${code}: ${troubles || out}`);
    return out;
  }

  /** Starts `keepwell serve` and answers the address it printed. */
  async serve() {
    const child = spawn(BINARY, ['serve', '--listen', '127.0.0.1:0'], { env: { ...process.env, ...this.env }, stdio: ['ignore', 'pipe', this.#log('serve')] });
    this.#closing.push(() => stop(child));
    this.#serving = child;
    const printed = [];
    for await (const line of createInterface(child.stdout)) {
      printed.push(line);
      const address = /https?:\/\/\S+/.exec(line)?.[0];
      if (address) return address;
    }
    throw new Error(`keepwell serve ended without an address; it printed: ${printed.join(' / ')}`);
  }

  /** Switches the computer off that `serve` runs on: the program ends as when the system shuts down. */
  async stopServing() {
    await stop(this.#serving);
  }

  /** The real window on this practice. */
  async window() {
    const page = await openWindow({ binary: BINARY, env: this.env, log: this.#log('window') });
    this.#closing.push(() => page.close());
    return page;
  }

  /** Has `close` called when the story is over. */
  atEnd(close) {
    this.#closing.push(close);
  }

  #log(what) {
    const file = openSync(join(LOGS, `${this.name}-${what}.log`), 'w');
    this.#closing.push(() => closeSync(file));
    return file;
  }

  /** Chromium on `keepwell serve` for this practice. */
  async chromium(options) {
    const page = await openChromium(await this.serve(), options);
    this.#closing.push(() => page.close());
    return page;
  }

  /** Either of the two by name. */
  open(where, options) {
    return where === 'window' ? this.window() : this.chromium(options);
  }

  /** Ends what this world started, last first, and clears its folder away. */
  async end() {
    for (const close of this.#closing.reverse()) await close();
    if (!process.env.KEEP_WORLD) await clear(this.folder);
  }
}

/** The web view's own processes may write to their cache for a moment after the program has ended. */
async function clear(folder) {
  for (let tries = 0; ; tries++) {
    try {
      return rmSync(folder, { recursive: true, force: true });
    } catch (error) {
      if (error.code !== 'ENOTEMPTY' || tries === 20) throw error;
      await wait(100);
    }
  }
}

async function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}
