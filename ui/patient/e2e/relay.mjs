// A real relay for the journey: the program that is shipped, on one file in a temporary folder.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const program = process.env.KEEPWELL_RELAY ?? fileURLToPath(new URL('../../../target/debug/keepwell-relay', import.meta.url));
const freePort = () => new Promise((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});

export async function startRelay() {
  const folder = mkdtempSync(join(tmpdir(), 'keepwell-relay-'));
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const env = {
    ...process.env, DATABASE_URL: `sqlite:${join(folder, 'relay.db')}`, KEEPWELL_RELAY_LISTEN: `127.0.0.1:${port}`, KEEPWELL_RELAY_PUBLIC_URL: address,
    // One browser plays many patients.
    KEEPWELL_RELAY_PER_ADDRESS_MINUTE: '200', KEEPWELL_RELAY_PER_ADDRESS_DAY: '2000', KEEPWELL_RELAY_HOLDS_PER_ADDRESS_MINUTE: '200',
  };
  const invitation = execFileSync(program, ['invite'], { env }).toString().split('#pair=')[1].trim();
  let child;
  const up = async () => {
    child = spawn(program, ['serve'], { env, stdio: ['ignore', 'ignore', process.env.VERBOSE ? 'inherit' : 'ignore'] });
    for (let tries = 0; tries < 100; tries += 1) {
      if (await fetch(`${address}/healthz`).then((answer) => answer.ok, () => false)) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('the relay did not come up');
  };
  const down = () => new Promise((resolve) => {
    child.once('exit', resolve);
    child.kill('SIGTERM');
  });
  // Whatever becomes of the journey, the relay does not outlive it.
  process.on('exit', () => child?.kill('SIGKILL'));
  await up();
  return { address, invitation, up, down, end: async () => { await down(); rmSync(folder, { recursive: true }); } };
}
