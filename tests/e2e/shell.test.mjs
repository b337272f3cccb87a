// What the shell itself promises, seen in the real window: our own pages only, closed is not stopped, one window per practice.
import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { makeDemo, signIn } from './acts/demo.mjs';
import { journey } from './lib/journey.mjs';
import { BINARY, ROOT } from './lib/practice.mjs';

const onlyWindow = { places: ['window'] };

test('no capability admits a page from elsewhere, and the content policy has no hole', () => {
  const config = JSON.parse(readFileSync(join(ROOT, 'tauri.conf.json'), 'utf8'));
  assert.equal(config.app.withGlobalTauri, false, 'a global API is one any injected script could call');
  const policy = config.app.security.csp;
  assert.equal(policy['default-src'], "'none'");
  assert.equal(policy['script-src'], "'self'", 'no inline script, no eval, no other origin');
  assert.equal(policy['connect-src'], "'self' ipc: http://ipc.localhost", 'the pages talk to the program only');
  assert.equal(policy['frame-src'], "'none'", 'a frame could reach the program’s commands');
  assert.deepEqual(config.app.security.capabilities, ['main'], 'one capability, one file');
  const capability = JSON.parse(readFileSync(join(ROOT, 'src-tauri/capabilities/main.json'), 'utf8'));
  assert.equal(capability.remote, undefined, 'no remote page may call the program');
  assert.deepEqual(capability.permissions, ['core:default', 'core:event:default', 'core:webview:allow-print']);
});

journey('the window runs no script but ours and talks to nobody', async (_world, page) => {
  const tried = await page.evaluate(async () => {
    const inline = document.createElement('script');
    inline.textContent = 'window.inlineRan = true';
    document.body.append(inline);
    let evaluated = true;
    try { eval('1'); } catch { evaluated = false; }
    const fetched = await fetch('http://127.0.0.1:9/').then(() => 'answered', (error) => String(error));
    window.location.href = 'https://example.org/';
    return { inline: window.inlineRan === true, evaluated, fetched, tauri: typeof window.__TAURI__ };
  });
  assert.deepEqual(tried, { inline: false, evaluated: false, fetched: 'TypeError: Load failed', tauri: 'undefined' });
  await wait(500);
  assert.match(await page.evaluate(() => window.location.href), /^tauri:\/\/localhost/, 'a link to elsewhere must go nowhere');
}, onlyWindow);

journey('closing the window hides it, and starting Keepwell again brings it back', async (world, page) => {
  await page.waitFor({ role: 'heading' });
  const visible = () => execFileSync('xdotool', ['search', '--onlyvisible', '--name', '^Keepwell$'], { encoding: 'utf8' }).trim();
  const hidden = () => { try { return visible() === ''; } catch { return true; } };
  // No window manager runs here, so this says what one would say when its close button is clicked.
  // Asked again each second: a window that has just been drawn may not be listening yet.
  const close = () => execFileSync('/usr/bin/python3', [join(ROOT, 'tests/e2e/lib/close_window.py'), visible().split('\n')[0]]);
  await page.until(async () => hidden() || (close(), await wait(1000), hidden()), 'for the window to hide');
  const told = () => execFileSync('dunstctl', ['history'], { encoding: 'utf8' }).includes('Keepwell is still at work');
  await page.until(() => { execFileSync('dunstctl', ['close-all']); return told(); }, 'for the notification that reminders go on');
  assert.equal(await page.evaluate(() => document.readyState), 'complete', 'hidden, not ended: the page still answers');

  const second = spawn(BINARY, [], { env: { ...process.env, ...world.env }, stdio: 'ignore' });
  const code = await new Promise((done) => second.on('exit', done));
  assert.equal(code, 0, 'the second start hands over to the first and ends well');
  await page.until(() => !hidden(), 'for the window to come back');
}, onlyWindow);

journey('the settings switch whether Keepwell starts with the computer', async (world, page) => {
  await signIn(page);
  await page.goto('/settings/computer');
  const starts = { role: 'checkbox', name: 'Start with this computer' };
  const entries = () => ['config', '.config'].map((one) => join(world.folder, one, 'autostart')).filter(existsSync)
    .flatMap((folder) => readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8')));
  assert.deepEqual(entries(), [], 'nobody asked for it yet');
  await page.click(starts);
  await page.until(() => entries().length === 1, 'for the entry in the autostart folder');
  assert.match(entries()[0], /keepwell.* --hidden/, 'it starts out of sight');
  await page.screenshot(join(ROOT, 'target', 'screens', 'window-settings-computer.png'));
  await page.click(starts);
  await page.until(() => entries().length === 0, 'for the entry to go');
}, { ...onlyWindow, before: (world) => makeDemo(world, { patients: 5, years: 1 }) });

journey('quitting in the settings really ends the program', async (_world, page) => {
  await signIn(page);
  await page.goto('/settings/computer');
  const running = () => spawnSync('ps', ['--ppid', String(page.driver.process.pid), '-o', 'stat=,comm='], { encoding: 'utf8' }).stdout.split('\n').some((line) => /^[^Z]/.test(line) && line.includes('keepwell'));
  assert.equal(running(), true, 'the program is a child of the driver');
  // The program may be gone before it can say that it was clicked.
  await page.click({ role: 'button', name: 'Quit Keepwell and stop reminders' }).catch((error) => { if (running()) throw error; });
  for (let tries = 0; running() && tries < 100; tries++) await wait(100);
  assert.equal(running(), false, 'within ten seconds nothing of it is left');
}, { ...onlyWindow, before: (world) => makeDemo(world, { patients: 5, years: 1 }) });

journey('a file somebody sent is kept with the downloads, and replaces nothing', async (world, page) => {
  const save = () => page.evaluate(() => window.__TAURI_INTERNALS__.invoke('save_download', { name: 'insurance card.pdf', base64: btoa('%PDF-1.7 a card') }));
  const [first, second] = [await save(), await save()];
  assert.notEqual(first, second);
  for (const path of [first, second]) {
    assert.ok(path.startsWith(world.folder), `with the person's own files: ${path}`);
    assert.equal(readFileSync(path, 'utf8'), '%PDF-1.7 a card');
  }
  const refused = await page.evaluate(() => window.__TAURI_INTERNALS__.invoke('save_download', { name: '../card.pdf', base64: '' }).catch((refusal) => refusal.code));
  assert.equal(refused, 'invalid', 'a name is no way out of the folder');
}, { places: ['window'] });
