/** What a press of the pointer may turn into. */
export interface Press {
  /** It moved: the drag begins. */
  begin: () => void;
  /** Every frame of the drag, wherever the pointer is now. */
  move: (event: PointerEvent) => void;
  drop: () => void;
  /** It was let go where it was pressed. */
  click?: () => void;
  cancel: () => void;
}

/** So far a press stays a click. */
const SLACK_PX = 4;

/**
 * Follows the pointer until it is let go, the system takes it away, or Escape gives the drag up. `move` is called once a
 * frame, also while the pointer rests: the page may scroll below it.
 */
export function follow(event: PointerEvent, press: Press): void {
  if (event.button !== 0) return;
  const from = { x: event.clientX, y: event.clientY };
  let last = event;
  let dragging = false;
  let frame = 0;
  const off = new AbortController();
  const on = <K extends keyof WindowEventMap>(kind: K, run: (event: WindowEventMap[K]) => void): void =>
    window.addEventListener(kind, run, { signal: off.signal, capture: true });

  const step = (): void => {
    press.move(last);
    frame = requestAnimationFrame(step);
  };
  const stop = (): void => {
    cancelAnimationFrame(frame);
    off.abort();
    if (!dragging) return;
    // The click that follows a drag is not a click on whatever lies below.
    const swallow = (click: MouseEvent): void => click.stopPropagation();
    window.addEventListener('click', swallow, { capture: true });
    setTimeout(() => window.removeEventListener('click', swallow, { capture: true }), 0);
  };

  on('pointermove', (next) => {
    last = next;
    if (dragging || Math.hypot(next.clientX - from.x, next.clientY - from.y) <= SLACK_PX) return;
    dragging = true;
    press.begin();
    step();
  });
  on('pointerup', (next) => {
    last = next;
    if (dragging) press.move(last);
    stop();
    if (dragging) press.drop();
    else press.click?.();
  });
  on('pointercancel', () => {
    stop();
    press.cancel();
  });
  on('keydown', (key) => {
    if (key.key !== 'Escape' || !dragging) return;
    key.preventDefault();
    key.stopPropagation();
    stop();
    press.cancel();
  });
}
