/**
 * Where one is, in the address: `#/day/2026-11-20?patient=pat_1&visit=vis_2`. The path names the screen, the query its
 * filters and the side panels, in the order they were opened (the last one lies on top).
 */
class Route {
  path = $state('/');
  query = $state.raw(new URLSearchParams());
  #read = () => {
    const [path = '', query = ''] = split(window.location.hash.replace(/^#/, ''));
    this.path = decode(path) || '/';
    this.query = new URLSearchParams(query);
  };

  constructor() {
    if (typeof window === 'undefined') return;
    this.#read();
    window.addEventListener('hashchange', this.#read);
  }

  /** Go to a path. Open panels are closed unless the path names its own query or `keepPanels` is set. */
  go(path: string, options: { replace?: boolean; keepPanels?: boolean } = {}): void {
    const query = options.keepPanels && !path.includes('?') ? this.query.toString() : '';
    this.#write(query ? `${path}?${query}` : path, options.replace ?? false);
  }

  /** Set or remove (null) query values, e.g. filters; leaves the rest as it is. */
  set(values: Record<string, string | null>, options: { replace?: boolean } = {}): void {
    const query = new URLSearchParams(this.query);
    for (const [name, value] of Object.entries(values)) value === null ? query.delete(name) : query.set(name, value);
    this.#writeQuery(query, options.replace ?? true);
  }

  /** Open a side panel on top of those that are open; one of the same kind is replaced. */
  openPanel(kind: string, id: string): void {
    const query = new URLSearchParams(this.query);
    query.delete(kind);
    query.append(kind, id);
    this.#writeQuery(query, false);
  }

  closePanel(kind: string): void {
    this.set({ [kind]: null }, { replace: false });
  }

  /** The open panels among `kinds`, bottom first. */
  panels(kinds: readonly string[]): { kind: string; id: string }[] {
    return [...this.query].filter(([kind, id]) => kinds.includes(kind) && id !== '').map(([kind, id]) => ({ kind, id }));
  }

  /** The address of a path, for links. */
  href(path: string): string {
    return '#' + path;
  }

  #writeQuery(query: URLSearchParams, replace: boolean): void {
    const text = query.toString();
    this.#write(text ? `${encode(this.path)}?${text}` : encode(this.path), replace);
  }

  #write(address: string, replace: boolean): void {
    const hash = '#' + address;
    if (hash === window.location.hash) return;
    if (replace) {
      window.history.replaceState(window.history.state, '', hash);
      this.#read();
    } else {
      window.location.hash = hash;
      this.#read();
    }
  }
}

function split(hash: string): [string, string] {
  const at = hash.indexOf('?');
  return at < 0 ? [hash, ''] : [hash.slice(0, at), hash.slice(at + 1)];
}

function decode(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    // A mangled address leads to the screen that says so, not to a crash.
    return path;
  }
}

function encode(path: string): string {
  return encodeURI(path);
}

/**
 * Match a path against a pattern with `:name` and optional `:name?` parts. Returns the parameters, or null.
 * `match('/day/:date?', '/day')` is `{}`, `match('/day/:date?', '/day/2026-11-20')` is `{ date: '2026-11-20' }`.
 */
export function match(pattern: string, path: string): Record<string, string> | null {
  const want = pattern.split('/').filter(Boolean);
  const have = path.split('/').filter(Boolean);
  if (have.length > want.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of want.entries()) {
    const value = have[index];
    if (part.startsWith(':')) {
      const optional = part.endsWith('?');
      if (value === undefined) {
        if (optional) continue;
        return null;
      }
      params[part.slice(1, optional ? -1 : undefined)] = value;
    } else if (part !== value) return null;
  }
  return params;
}

export const route = new Route();
