// A real mail server for a story: aiosmtpd with STARTTLS, a password and a Maildir, and the certificate authority that
// signed it. Keepwell is told of that authority by SSL_CERT_FILE, as an administrator would tell the system.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export const USER = 'desk@clinic.example';
export const PASSWORD = 'a-mail-password-of-a-clinic';

/** Starts the server with its files under `folder`. */
export async function startMailServer(folder) {
  mkdirSync(folder, { recursive: true });
  const ca = makeCertificates(folder);
  const maildir = join(folder, 'maildir');
  const server = spawn('/usr/bin/python3', [new URL('smtp_server.py', import.meta.url).pathname, folder, maildir, USER, PASSWORD], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const line = await Promise.race([
    once(createInterface(server.stdout), 'line').then(([text]) => text),
    once(server, 'exit').then(([code]) => { throw new Error(`the test mail server ended with ${code}`); }),
  ]);
  return new MailServer(server, Number(line), maildir, ca);
}

class MailServer {
  constructor(process, port, maildir, ca) {
    this.process = process;
    this.port = port;
    this.maildir = maildir;
    /** The file for SSL_CERT_FILE. */
    this.ca = ca;
  }

  /** Every message in the mailbox, as text. */
  mails() {
    const mails = join(this.maildir, 'new');
    try {
      return readdirSync(mails).sort().map((name) => readFileSync(join(mails, name), 'utf8'));
    } catch (error) {
      if (error.code === 'ENOENT') return [];
      throw error;
    }
  }

  /** The messages to one address. */
  to(address) {
    return this.mails().filter((mail) => /^X-RcptTo: (.*)$/im.exec(mail)?.[1].toLowerCase().includes(address.toLowerCase()));
  }

  async stop() {
    this.process.stdin.end();
    if (this.process.exitCode === null) await once(this.process, 'exit');
  }
}

/** An authority and a certificate for localhost, good for two days. */
function makeCertificates(folder) {
  const openssl = (...args) => execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  writeFileSync(join(folder, 'leaf.ext'), 'subjectAltName=DNS:localhost,IP:127.0.0.1\nbasicConstraints=CA:FALSE\nextendedKeyUsage=serverAuth\n');
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  openssl('req', '-x509', ...key, '-keyout', 'ca.key', '-out', 'ca.pem', '-days', '2', '-subj', '/CN=Test authority');
  openssl('req', ...key, '-keyout', 'leaf.key', '-out', 'leaf.csr', '-subj', '/CN=localhost');
  openssl('x509', '-req', '-in', 'leaf.csr', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-out', 'leaf.pem', '-days', '2', '-extfile', 'leaf.ext');
  return join(folder, 'ca.pem');
}
