// A real relay process for a story, on one file or on PostgreSQL, behind a wire that remembers what passed.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startPostgres } from './postgres.mjs';
import { ROOT } from './practice.mjs';
import { startWire } from './wire.mjs';

const BINARY = join(ROOT, 'target', 'debug', 'keepwell-relay');

export class Relay {
  #child;
  #port = 0;

  /** Starts a relay with its files under `folder`; `store` is `sqlite` or `postgres`; `limits` are its environment's. */
  static async start(folder, store, limits = {}) {
    const relay = new Relay();
    relay.folder = folder;
    mkdirSync(join(folder, 'data'), { recursive: true });
    relay.postgres = store === 'postgres' ? await startPostgres() : null;
    relay.wire = await startWire(join(folder, 'wire.bin'), () => relay.#port);
    relay.address = `http://127.0.0.1:${relay.wire.port}`;
    relay.env = {
      ...process.env,
      DATABASE_URL: relay.postgres?.address ?? `sqlite:${join(folder, 'data', 'relay.db')}`,
      KEEPWELL_RELAY_PUBLIC_URL: relay.address,
      KEEPWELL_RELAY_LOG: 'debug',
      ...limits,
    };
    await relay.on();
    return relay;
  }

  /** Switches it on; afterwards it answers. */
  async on() {
    const log = createWriteStream(join(this.folder, 'relay.log'), { flags: 'a' });
    const child = spawn(BINARY, ['serve', '--listen', '127.0.0.1:0'], { env: this.env, stdio: ['ignore', 'ignore', 'pipe'] });
    this.#child = child;
    child.stderr.pipe(log);
    this.#port = await new Promise((found, failed) => {
      let said = '';
      child.stderr.on('data', (data) => {
        said += data;
        const port = /listening address=127\.0\.0\.1:(\d+)/.exec(said)?.[1];
        if (port) found(Number(port));
      });
      child.on('exit', (code) => failed(new Error(`the relay ended with ${code}: ${said}`)));
    });
  }

  /** Switches it off. */
  async off() {
    if (this.#child.exitCode !== null) return;
    this.#child.kill('SIGTERM');
    await once(this.#child, 'exit');
  }

  get pid() {
    return this.#child.pid;
  }

  /** The line that a relay's host gives to a clinic. */
  async invite() {
    const child = spawn(BINARY, ['invite'], { env: this.env, stdio: ['ignore', 'pipe', 'inherit'] });
    let out = '';
    child.stdout.on('data', (data) => { out += data; });
    const [code] = await once(child, 'close');
    const line = /https?:\/\/\S+#pair=\S+/.exec(out)?.[0];
    if (code !== 0 || !line) throw new Error(`keepwell-relay invite ended with ${code}: ${out}`);
    return line;
  }

  /** Its figures for Prometheus. */
  async metrics() {
    return Buffer.from(await (await fetch(`http://127.0.0.1:${this.#port}/metrics`)).arrayBuffer());
  }

  /** Ends everything. */
  async end() {
    await this.off();
    await this.wire.stop();
    await this.postgres?.stop();
  }
}
