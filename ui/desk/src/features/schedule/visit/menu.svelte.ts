import type { Actionable } from './actions';

/** A visit's menu and where it was asked for. */
interface Asked {
  visit: Actionable;
  x: number;
  y: number;
  from: HTMLElement | null;
}

/** The one menu of visits: drawn above every screen, so that no panel covers it. */
class VisitMenuState {
  asked = $state.raw<Asked | null>(null);

  show(visit: Actionable, event: MouseEvent): void {
    event.preventDefault();
    const from = event.currentTarget instanceof HTMLElement ? event.currentTarget : null;
    const box = from?.getBoundingClientRect();
    // The menu key reports no place; then the menu opens below the name.
    const at = event.clientX || event.clientY ? { x: event.clientX, y: event.clientY } : { x: (box?.left ?? 0) + 12, y: (box?.top ?? 0) + 18 };
    this.asked = { visit, ...at, from };
  }
}

export const visitMenu = new VisitMenuState();
