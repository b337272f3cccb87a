/** Moves to the first control of a question that a keyboard can use. */
export function focusQuestion(root: Document | ShadowRoot, id: string): void {
  const place = root.querySelector<HTMLElement>(`[data-question="${CSS.escape(id)}"]`);
  if (!place) return;
  const control = place.querySelector<HTMLElement>('[aria-invalid="true"]:not([disabled])') ?? place.querySelector<HTMLElement>('input:not([disabled]), select, textarea, button');
  place.scrollIntoView({ block: 'start', behavior: 'auto' });
  control?.focus({ preventScroll: true });
}
