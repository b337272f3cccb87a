// Everything that passes between the relay and whoever speaks to it, kept as bytes: a proxy that forwards and remembers.
import { createWriteStream } from 'node:fs';
import { connect, createServer } from 'node:net';

/** Listens on a free port of this computer; what comes in and goes out is forwarded to `target()` and written to `file`. */
export async function startWire(file, target) {
  const record = createWriteStream(file);
  const open = new Set();
  const server = createServer((near) => {
    const far = connect(target(), '127.0.0.1');
    for (const [one, other] of [[near, far], [far, near]]) {
      open.add(one);
      one.on('data', (bytes) => { record.write(bytes); other.write(bytes); });
      one.on('end', () => other.end());
      // A relay that is switched off cuts its lines; that is part of the story.
      one.on('error', () => other.destroy());
      one.on('close', () => { open.delete(one); other.destroy(); });
    }
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {
    port: server.address().port,
    async stop() {
      for (const socket of open) socket.destroy();
      await new Promise((done) => server.close(done));
      await new Promise((done) => record.end(done));
    },
  };
}
