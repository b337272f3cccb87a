/**
 * Takes everything but `front` out of the page, so that no word of a patient is left to read or to find in it, and puts
 * it back as it was: what was typed, scrolled and focused. The components live on meanwhile; only their nodes are away.
 */
export function cover(front: HTMLElement): () => void {
  const focused = document.activeElement instanceof HTMLElement && !front.contains(document.activeElement) ? document.activeElement : null;
  const title = document.title;
  const nodes = [...document.body.children].filter((node) => node !== front && node.tagName !== 'SCRIPT' && node.tagName !== 'STYLE');
  // A node that leaves the page forgets how far it was scrolled.
  const scrolled: [Element, number, number][] = [];
  for (const node of nodes) {
    for (const part of [node, ...node.querySelectorAll('*')]) {
      if (part.scrollTop !== 0 || part.scrollLeft !== 0) scrolled.push([part, part.scrollTop, part.scrollLeft]);
    }
  }
  const away = document.createDocumentFragment();
  away.append(...nodes);
  const { pointerEvents, overflow } = document.body.style;
  // An open sheet switches the page below it off; the front page lies above it.
  document.body.style.pointerEvents = '';

  return () => {
    document.body.prepend(away);
    document.body.style.pointerEvents = pointerEvents;
    document.body.style.overflow = overflow;
    document.title = title;
    for (const [part, top, left] of scrolled) part.scrollTo(left, top);
    if (focused?.isConnected) focused.focus({ preventScroll: true });
  };
}

const SILENCED = ['pointerdown', 'pointerup', 'mousedown', 'mouseup', 'touchstart', 'focusin', 'focusout'] as const;

/** Keeps what is done on the front page from dialogs that wait beneath it: a click here is no click beside them. */
export function silence(front: HTMLElement): () => void {
  const stop = (event: Event) => event.stopPropagation();
  const escape = (event: KeyboardEvent) => { if (event.key === 'Escape' || event.key === 'Tab') event.stopPropagation(); };
  for (const name of SILENCED) front.addEventListener(name, stop);
  front.addEventListener('keydown', escape);
  return () => {
    for (const name of SILENCED) front.removeEventListener(name, stop);
    front.removeEventListener('keydown', escape);
  };
}
