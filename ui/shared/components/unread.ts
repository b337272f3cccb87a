/**
 * A date or a time that stands in the form but could not be read has no value: sending would drop it without a word.
 * Goes to the first such field, which then says what it could not read. `true` when there was one.
 */
export function stopsAtUnread(form: Element | null): boolean {
  const unread = form?.querySelector<HTMLElement>('[data-unread]');
  if (!unread) return false;
  // Leaving the field is what makes it speak.
  unread.focus();
  unread.blur();
  unread.focus();
  return true;
}
