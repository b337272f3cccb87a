// The real window: Keepwell's own program, driven through WebKitWebDriver by the WebDriver protocol, spoken here directly.
// Must run where there is a display and a session bus (tests/e2e/run sees to both).
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { Page } from './page.mjs';

const KEYS = {
  Enter: '\uE007', Escape: '\uE00C', Tab: '\uE004', Backspace: '\uE003', Delete: '\uE017', Control: '\uE009', Shift: '\uE008', Alt: '\uE00A',
  Meta: '\uE03D', ArrowLeft: '\uE012', ArrowUp: '\uE013', ArrowRight: '\uE014', ArrowDown: '\uE015', Home: '\uE011', End: '\uE010',
  PageUp: '\uE00E', PageDown: '\uE00F', Space: ' ',
  ...Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`F${n + 1}`, String.fromCharCode(0xe031 + n)])),
};

/** Starts `binary` with its window under test. `env` is the program's own world (practice folder, clock, HOME);
 * `log` is an open file for what the driver and the program print. */
export async function openWindow({ binary, env, args = [], log }) {
  const port = await freePort();
  const driver = spawn('WebKitWebDriver', [`--port=${port}`, '--host=127.0.0.1'], {
    env: { ...process.env, ...env, TAURI_AUTOMATION: 'true', TAURI_WEBVIEW_AUTOMATION: 'true' },
    stdio: ['ignore', log, log],
  });
  const base = `http://127.0.0.1:${port}`;
  try {
    await answers(base, driver);
    const session = await send(base, 'POST', '/session', {
      capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': { binary, args } } },
    });
    const window = new WindowDriver(`${base}/session/${session.sessionId}`, driver);
    await window.ready();
    return new Page(window);
  } catch (error) {
    driver.kill();
    throw error;
  }
}

class WindowDriver {
  name = 'window';
  #at = { x: 0, y: 0 };

  constructor(session, process) {
    this.session = session;
    this.process = process;
    const act = (id, type, action, parameters) =>
      send(this.session, 'POST', '/actions', { actions: [{ type, id, ...(parameters && { parameters }), actions: [action] }] });
    const mouse = (action) => act('mouse', 'pointer', action, { pointerType: 'mouse' });
    const key = (action) => act('keyboard', 'key', action);
    this.mouse = {
      move: (x, y) => mouse({ type: 'pointerMove', duration: 0, x: Math.round(x), y: Math.round(y), origin: 'viewport' }),
      down: (button) => mouse({ type: 'pointerDown', button }),
      up: (button) => mouse({ type: 'pointerUp', button }),
    };
    this.keys = {
      down: (name) => key({ type: 'keyDown', value: KEYS[name] ?? name }),
      up: (name) => key({ type: 'keyUp', value: KEYS[name] ?? name }),
      type: async (text) => {
        const actions = [...text].flatMap((value) => [{ type: 'keyDown', value }, { type: 'keyUp', value }]);
        await send(this.session, 'POST', '/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
      },
    };
  }

  async ready() {
    const end = Date.now() + 30_000;
    for (;;) {
      const loaded = await this.evaluate(() => location.protocol !== 'about:' && document.readyState === 'complete').catch(() => false);
      if (loaded) return;
      if (Date.now() > end) throw new Error('the window did not load its page within 30 s');
      await wait(100);
    }
  }

  /** WebDriver has no timer of ours inside: an async function's promise is waited for by execute/async. */
  evaluate(script, ...args) {
    const body = typeof script === 'string' ? script : `return (${script}).apply(null, arguments)`;
    const waiting = `
      const done = arguments[arguments.length - 1];
      const given = Array.prototype.slice.call(arguments, 0, -1);
      Promise.resolve((function () { ${body} }).apply(null, given)).then((value) => done({ value }), (error) => done({ error: String(error) }));`;
    return send(this.session, 'POST', '/execute/async', { script: waiting, args }).then((answer) => {
      if (answer.error) throw new Error(answer.error);
      return answer.value ?? null;
    });
  }

  async reload() {
    await send(this.session, 'POST', '/refresh', {});
    await this.ready();
  }

  async screenshot() {
    return Buffer.from(await send(this.session, 'GET', '/screenshot'), 'base64');
  }

  /** Width and height of the page itself, set by sizing the window around it. */
  async size(width, height) {
    await send(this.session, 'POST', '/window/rect', { width, height });
  }

  async close() {
    // Ends the session and with it the program; the driver itself is ours to stop.
    await send(this.session, 'DELETE', '').catch(() => undefined);
    this.process.kill();
    if (this.process.exitCode === null) await once(this.process, 'exit');
  }
}

async function send(base, method, path, body) {
  const response = await fetch(base + path, {
    method,
    headers: { 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
    signal: AbortSignal.timeout(60_000),
  });
  const { value } = await response.json();
  if (!response.ok) throw new Error(`WebDriver ${method} ${path}: ${value?.error} ${value?.message}`);
  return value;
}

async function answers(base, driver) {
  for (let tries = 0; tries < 100; tries++) {
    if (driver.exitCode !== null) throw new Error(`WebKitWebDriver ended with ${driver.exitCode}`);
    const ready = await fetch(`${base}/status`).then((response) => response.ok, () => false);
    if (ready) return;
    await wait(100);
  }
  throw new Error('WebKitWebDriver did not answer within 10 s');
}

/** A port nobody listens on at this moment. */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}
