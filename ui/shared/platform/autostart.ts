import { invoke } from '@tauri-apps/api/core';
import { asRefusal } from './refusal';

/** Whether Keepwell starts with this computer; `on` switches it. Only in Keepwell's own window (see `inWindow`). */
export async function autostart(on?: boolean): Promise<boolean> {
  try {
    return await invoke<boolean>('autostart', on === undefined ? {} : { on });
  } catch (cause) {
    throw asRefusal(cause);
  }
}

/** Ends Keepwell on this computer, reminders and all. Only in Keepwell's own window. */
export async function quit(): Promise<void> {
  try {
    await invoke('quit');
  } catch (cause) {
    throw asRefusal(cause);
  }
}
