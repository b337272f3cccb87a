/** Clicking a notice is not leaving the dialog below it. */
export function stayOpenForToasts(event: Event): void {
  if (event.target instanceof Element && event.target.closest('.kw-toasts')) event.preventDefault();
}

/**
 * Where what floats over `element` belongs in the page: the dialog or landmark it stands in. A screen reader does not
 * look outside an open dialog, and finds what lies in no landmark only by accident.
 */
export function groundOf(element: Element | null | undefined): Element {
  return element?.closest('[role="dialog"], [role="alertdialog"], aside, main, nav, header') ?? document.body;
}
