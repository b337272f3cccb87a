// Words that nobody else uses, put where a patient writes, and looked for where they must not be.
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Makes and remembers words like `Kw4f1c09Birch`: letters first and last, so that they pass as a name. */
export class Canary {
  words = [];

  /** A new word for `field`. */
  word(field) {
    const word = `Kw${randomBytes(4).toString('hex')}${field}`;
    this.words.push(word);
    return word;
  }

  /** Remembers a word that could not be chosen freely (a phone number). */
  remember(word) {
    this.words.push(word);
    return word;
  }

  /** Where any of the words stands in `places` ({ name: Buffer }), as text, UTF-16, or within base 64. */
  hits(places) {
    const found = [];
    for (const [name, bytes] of Object.entries(places)) {
      for (const word of this.words) {
        if (shapes(word).some((shape) => bytes.includes(shape))) found.push(`${word} in ${name}`);
      }
    }
    return found;
  }
}

function shapes(word) {
  const plain = Buffer.from(word, 'utf8');
  // Base 64 has three alignments; the first and last letters depend on the neighbours and are left out.
  const encoded = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), plain]).toString('base64').replace(/=+$/, '');
    return Buffer.from(text.slice(Math.ceil((shift * 4) / 3), -2));
  });
  return [plain, Buffer.from(word, 'utf16le'), Buffer.from(word.toLowerCase(), 'utf8'), ...encoded.filter((shape) => shape.length >= 8)];
}

/** Every file under `folder`, by name. */
export function filesUnder(folder) {
  const all = {};
  for (const entry of readdirSync(folder, { recursive: true })) {
    const path = join(folder, String(entry));
    if (statSync(path).isFile()) all[path] = readFileSync(path);
  }
  return all;
}

/** The memory of a running program, as a debugger sees it. */
export function coreOf(pid, folder) {
  const path = join(folder, 'core');
  execFileSync('gcore', ['-o', path, String(pid)], { stdio: 'ignore', timeout: 120_000 });
  return { 'core dump of the relay': readFileSync(`${path}.${pid}`) };
}
