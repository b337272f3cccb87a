/** How this device shows Keepwell. Kept on the device, because a shared PC at the desk and a tablet differ. */
export type Theme = 'light' | 'dark' | 'system';
export type Density = 'compact' | 'comfortable';

const KEY = 'keepwell.look';

function stored(): { theme: Theme; density: Density } {
  const fallback = { theme: 'system' as Theme, density: 'comfortable' as Density };
  let text: string | null = null;
  try {
    text = localStorage.getItem(KEY);
  } catch {
    // Storage may be switched off in a browser; the look then lasts for this visit only.
    return fallback;
  }
  if (!text) return fallback;
  const [theme, density] = text.split(' ');
  return {
    theme: theme === 'light' || theme === 'dark' ? theme : 'system',
    density: density === 'compact' ? 'compact' : 'comfortable',
  };
}

class Look {
  theme = $state<Theme>('system');
  density = $state<Density>('comfortable');
  #dark = typeof matchMedia === 'function' ? matchMedia('(prefers-color-scheme: dark)') : null;

  constructor() {
    const { theme, density } = stored();
    this.theme = theme;
    this.density = density;
    this.#dark?.addEventListener('change', () => this.apply());
  }

  /** The theme in force, after asking the system. */
  get resolved(): 'light' | 'dark' {
    if (this.theme !== 'system') return this.theme;
    return this.#dark?.matches ? 'dark' : 'light';
  }

  set(change: { theme?: Theme; density?: Density }): void {
    this.theme = change.theme ?? this.theme;
    this.density = change.density ?? this.density;
    try {
      localStorage.setItem(KEY, `${this.theme} ${this.density}`);
    } catch {
      // See stored(): the choice still holds until the window closes.
    }
    this.apply();
  }

  apply(): void {
    document.documentElement.dataset.theme = this.resolved;
    document.documentElement.dataset.density = this.density;
  }
}

export const look = new Look();
