/**
 * Printing goes through the page itself in the window and in the browser alike (the web view has no second document to
 * print reliably: macOS ignores an iframe's `print`). A printed thing is therefore a page of its own under `#/print/…`.
 */

/** Print what is on screen with its print styles. Resolves when the dialog has been answered or handed over. */
export async function print(): Promise<void> {
  await document.fonts?.ready;
  window.print();
}

/** Go to a page made for paper, e.g. `openPrintPage('/print/day/2026-11-20')`. Back returns to where one was. */
export function openPrintPage(path: string): void {
  window.location.hash = '#' + path;
}
