import { cleaned } from './rules';

/** What stands in a text box, without marks nobody sees; the box shows the same. */
export function typed(event: { currentTarget: HTMLInputElement | HTMLTextAreaElement }): string {
  const box = event.currentTarget;
  const text = cleaned(box.value);
  // Only when something went: writing to the box moves the cursor to its end.
  if (text !== box.value) box.value = text;
  return text;
}
