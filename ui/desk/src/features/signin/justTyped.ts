let password: string | undefined;

/** The password typed a moment ago, for the step that asks to replace it; held in memory until it is taken. */
export const justTyped = {
  set(typed: string): void {
    password = typed;
  },
  take(): string | undefined {
    const typed = password;
    password = undefined;
    return typed;
  },
};
