import { Refusal } from './refusal';

/** Puts `text` on the clipboard. Some web views give it to nobody; then the person is told to copy by hand. */
export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    throw new Refusal({ code: 'unexpected', message: 'The clipboard is not available here.', next: 'Select the text and copy it with Ctrl+C.' });
  }
}
