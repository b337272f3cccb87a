import { limits } from '../generated/protocol';
import { SealedError } from './errors';

/** Whether JSON nests deeper than anybody reads. Counts brackets outside strings, on any text. */
export function isTooDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (letter === '"') at = endOfString(text, at);
    else if (letter === '[' || letter === '{') {
      depth += 1;
      if (depth > limits.deepestJson) return true;
    } else if (letter === ']' || letter === '}') depth = Math.max(0, depth - 1);
  }
  return false;
}

/** Where the string that begins at `from` ends; the text's end if it does not. */
function endOfString(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at;
}

/** Whether a key stands twice in one object of valid JSON. `JSON.parse` would take the last one and say nothing. */
function hasKeyTwice(text: string): boolean {
  // One entry for each open bracket: the keys seen in an object, nothing for a list.
  const open: (Set<string> | undefined)[] = [];
  let keyIsNext = false;
  for (let at = 0; at < text.length; at += 1) {
    switch (text[at]) {
      case '{':
        open.push(new Set());
        keyIsNext = true;
        break;
      case '[':
        open.push(undefined);
        keyIsNext = false;
        break;
      case '}':
      case ']':
        open.pop();
        keyIsNext = false;
        break;
      case ',':
        keyIsNext = open.at(-1) !== undefined;
        break;
      case '"': {
        const end = endOfString(text, at);
        if (keyIsNext) {
          const keys = open.at(-1);
          const key = JSON.parse(text.slice(at, end + 1)) as string;
          if (keys?.has(key)) return true;
          keys?.add(key);
          keyIsNext = false;
        }
        at = end;
        break;
      }
    }
  }
  return false;
}

/** JSON from outside: UTF-8, not too deep, no key twice. What it says is still to be checked. */
export function readJson(bytes: Uint8Array): unknown {
  let value: unknown;
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new SealedError('malformed', 'not UTF-8');
  }
  if (isTooDeep(text)) throw new SealedError('too_deep', 'JSON nested too deep');
  try {
    value = JSON.parse(text);
  } catch {
    throw new SealedError('malformed', 'not JSON');
  }
  if (hasKeyTwice(text)) throw new SealedError('key_twice', 'JSON with a key that stands twice');
  return value;
}
