// The command line: the same door, one command at a time.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { BINARY, World } from './lib/practice.mjs';

const PASSWORD = 'demo clinic sends nothing';

/** Runs `tell` in a world of its own. */
function told(title, tell) {
  test(title, { timeout: 120_000 }, async () => {
    const world = new World(title.replace(/[^a-z]+/gi, '-').slice(0, 30), { KEEPWELL_PASSWORD: PASSWORD });
    try {
      await tell(world);
    } finally {
      await world.end();
    }
  });
}

/** What a refused command said: its JSON on standard error. */
async function refused(run) {
  const error = await run.then((out) => { throw new Error(`expected a refusal, got: ${out}`); }, (error) => error);
  const json = /\{[\s\S]*\}/.exec(error.message)?.[0];
  if (!json) throw error;
  return JSON.parse(json);
}

told('a demo is made once, replaced only when asked to, and answers to its sign-in', async (world) => {
  const said = await world.run('demo', '--patients', '25', '--years', '1');
  assert.match(said, new RegExp(`Sign in as amara.*${PASSWORD}`), 'whoever makes a demo is told how to enter it');

  const again = await refused(world.run('demo'));
  assert.equal(again.code, 'busy', 'a practice is never replaced by accident');

  const me = JSON.parse(await world.run('call', 'staff.me', '--as', 'amara'));
  assert.equal(me.role, 'owner');
  const nobody = await refused(world.run('call', 'staff.me'));
  assert.equal(nobody.code, 'sign_in_needed', 'the command line has no way around the sign-in');

  await world.run('demo', '--force', '--patients', '30', '--years', '1');
  assert.equal(JSON.parse(await world.run('call', 'practice.state', '--as', 'amara')).demo, true);
});

told('no word of a patient is in the file, the logs or beside them', async (world) => {
  await world.run('demo', '--patients', '25', '--years', '1');
  const found = JSON.parse(await world.run('call', 'patients.list', '{}', '--as', 'amara').catch(() => 'null'));
  const names = found?.rows?.map((row) => row.name).filter((name) => name?.length > 5) ?? ['Okafor'];
  assert.ok(names.length > 0, 'without names this test would find nothing');
  const files = readdirSync(world.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  assert.ok(files.some((file) => file.name.endsWith('.log')), 'the log must be among what is searched');
  assert.ok(files.some((file) => file.name === 'practice.db'), 'and so must the practice');
  for (const file of files) {
    const bytes = readFileSync(join(file.parentPath ?? file.path, file.name));
    for (const name of names) assert.equal(bytes.indexOf(name), -1, `${file.name} holds a name in clear text`);
  }
});

told('serving ends when asked politely, open pages or not', async (world) => {
  await world.run('demo', '--patients', '5', '--years', '1');
  const child = spawn(BINARY, ['serve'], { env: { ...process.env, ...world.env }, stdio: ['ignore', 'pipe', 'inherit'] });
  const address = /http:\S+/.exec(String(await once(child.stdout, 'data')))[0];
  const live = await fetch(new URL('/live', address), { headers: { 'x-keepwell': '1' } });
  const began = Date.now();
  child.kill('SIGTERM');
  const [code] = await once(child, 'exit');
  await live.body?.cancel().catch(() => undefined);
  assert.equal(code, 0);
  assert.ok(Date.now() - began < 5_000, 'an open live connection must not hold it up');
});
