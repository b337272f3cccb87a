interface Opening {
  /** Whether this computer opens the practice by itself after a restart. */
  opensByItself: boolean;
  /** Whether the clinic chose that it should not. */
  asked: boolean;
  /** What the system said about its keychain. */
  trouble: string | null;
}

/**
 * The recovery code between being made and being proven. It lives in this window's memory only; after a reload it is
 * gone, and only the paper has it.
 */
class Kit {
  groups = $state.raw<readonly string[]>();
  opening = $state.raw<Opening>();
  /** A day of the clinic, for the paper. */
  madeOn = $state<Date>();
  /** Its paper was asked for: the proof is next. */
  printed = $state(false);

  take(groups: readonly string[], opening?: Opening): void {
    this.groups = [...groups];
    this.madeOn = new Date();
    this.printed = false;
    if (opening) this.opening = opening;
  }

  forget(): void {
    this.groups = undefined;
    this.opening = undefined;
  }
}

export const kit = new Kit();
