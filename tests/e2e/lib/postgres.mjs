// A PostgreSQL of one story's own, from Debian's packages: a cluster in a temporary folder, reached over the loopback.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** Starts a cluster and answers its address and how to end it. */
export async function startPostgres() {
  const bin = binaries();
  // Of its own, not in the story's folder: the server's user must be able to walk in.
  const folder = mkdtempSync(join(tmpdir(), 'keepwell-postgres-'));
  const as = owner(folder);
  const data = join(folder, 'data');
  run(as, join(bin, 'initdb'), ['-D', data, '-U', 'relay', '--auth=trust', '--no-sync', '-E', 'UTF8']);
  const port = await freePort();
  const server = spawn(...command(as, join(bin, 'postgres'), ['-D', data, '-h', '127.0.0.1', '-p', String(port), '-k', folder]), { stdio: ['ignore', 'ignore', 'ignore'] });
  const address = `postgres://relay@127.0.0.1:${port}/postgres`;
  for (let tries = 0; ; tries++) {
    try {
      execFileSync(join(bin, 'pg_isready'), ['-h', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
      break;
    } catch (error) {
      if (tries === 100 || server.exitCode !== null) throw new Error(`PostgreSQL did not start: ${error.message}`);
      await wait(100);
    }
  }
  return {
    address,
    folder: data,
    /** All that its tables hold, as text. */
    dump: () => execFileSync(join(bin, 'pg_dump'), ['-h', '127.0.0.1', '-p', String(port), '-U', 'relay', 'postgres'], { maxBuffer: 1 << 28 }),
    async stop() {
      server.kill('SIGINT');
      if (server.exitCode === null && server.signalCode === null) await once(server, 'exit');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function binaries() {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
  const found = [...versions.map((version) => join(root, version, 'bin')), '/usr/local/bin', '/usr/bin'].find((bin) => existsSync(join(bin, 'initdb')));
  if (!found) throw new Error('PostgreSQL’s server is not on this computer: scripts/setup test installs it.');
  return found;
}

/** PostgreSQL refuses to run as root; then it runs as the user its package made. */
function owner(folder) {
  mkdirSync(folder, { recursive: true });
  if (process.getuid() !== 0) return null;
  const [uid, gid] = ['-u', '-g'].map((which) => Number(execFileSync('id', [which, 'postgres'], { encoding: 'utf8' })));
  chownSync(folder, uid, gid);
  chmodSync(folder, 0o700);
  return 'postgres';
}

function command(as, program, args) {
  return as ? ['setpriv', [`--reuid=${as}`, `--regid=${as}`, '--init-groups', program, ...args]] : [program, args];
}

function run(as, program, args) {
  execFileSync(...command(as, program, args), { stdio: ['ignore', 'ignore', 'inherit'], cwd: '/' });
}

async function freePort() {
  const probe = createServer();
  await new Promise((done) => probe.listen(0, '127.0.0.1', done));
  const { port } = probe.address();
  await new Promise((done) => probe.close(done));
  return port;
}
