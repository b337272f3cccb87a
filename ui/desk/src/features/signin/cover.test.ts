import { afterEach, describe, expect, it } from 'vitest';
import { cover } from './cover';

afterEach(() => document.body.replaceChildren());

function work() {
  document.body.innerHTML = '<div id="app"><p>Mirela Popescu</p><textarea></textarea></div><div id="sheet" role="dialog">Penicillin allergy</div>';
  const front = document.createElement('div');
  front.textContent = 'Locked';
  document.body.append(front);
  return { front, box: document.querySelector('textarea') as HTMLTextAreaElement };
}

describe('the lock', () => {
  it('leaves no word of a patient in the page, not even in an open sheet', () => {
    const { front } = work();
    cover(front);
    expect(document.body.textContent).toBe('Locked');
    expect(document.querySelector('textarea')).toBeNull();
  });

  it('puts everything back as it was: order, typing, focus', () => {
    const { front, box } = work();
    box.value = 'half a sentence';
    box.focus();
    document.title = 'Mirela Popescu · Keepwell';
    const uncover = cover(front);
    document.title = 'Locked · Keepwell';
    front.remove();
    uncover();
    expect([...document.body.children].map((node) => node.id)).toEqual(['app', 'sheet']);
    expect(document.querySelector('textarea')).toBe(box);
    expect(box.value).toBe('half a sentence');
    expect(document.activeElement).toBe(box);
    expect(document.title).toBe('Mirela Popescu · Keepwell');
  });
});
