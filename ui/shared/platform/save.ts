import { invoke } from '@tauri-apps/api/core';
import { inWindow } from './call';
import { asRefusal } from './refusal';

/** A file as the door gives it. */
export interface FileToSave {
  name: string;
  media_type: string;
  base64: string;
}

/** How long a browser may take to fetch the bytes it was handed, milliseconds. */
const HANDED_OVER = 10_000;

/**
 * Keeps a file on this computer, and answers where in words for the toast. The window's web view does nothing with a download, so
 * there the shell writes it; a browser has its own downloads.
 */
export async function saveFile({ name, media_type: type, base64 }: FileToSave): Promise<string> {
  if (inWindow()) {
    try {
      return `It is in ${await invoke<string>('save_download', { name, base64 })}.`;
    } catch (cause) {
      throw asRefusal(cause);
    }
  }
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([bytes], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), HANDED_OVER);
  return 'Your browser keeps it with its downloads.';
}
