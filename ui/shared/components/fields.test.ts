import { cleanup, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { setLocale } from '../time';
import { Button, Checkbox, Combobox, DateInput, MonthPicker, Segmented, Switch, TextInput, TimeInput } from '.';

beforeEach(() => setLocale('en-GB'));
afterEach(cleanup);

const today = '2026-11-20';

describe('a text field', () => {
  it('ties label, hint and error to the box, so that a screen reader says all three', () => {
    render(TextInput, { label: 'Mobile', hint: 'For reminders', error: 'Too short.', required: true });
    const box = screen.getByLabelText(/^Mobile/);
    const described = (box.getAttribute('aria-describedby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent?.trim());
    expect(described).toEqual(['For reminders', 'Too short.']);
    expect(box.getAttribute('aria-invalid')).toBe('true');
    expect(box.getAttribute('aria-required')).toBe('true');
  });

  it('takes hostile text as text', () => {
    const nasty = '<img src=x onerror=alert(1)>"\u202E\u0000';
    render(TextInput, { label: nasty, value: nasty, error: nasty });
    expect(document.querySelector('img')).toBeNull();
  });
});

describe('a date field', () => {
  it('says in words which day it understood', async () => {
    const onchange = vi.fn();
    render(DateInput, { label: 'Born', past: true, today, onchange });
    await userEvent.type(screen.getByLabelText('Born'), '3/4/85');
    expect(onchange).toHaveBeenLastCalledWith('1985-04-03');
    expect(screen.getByText('Wednesday, 3 April 1985')).toBeTruthy();
    await userEvent.tab();
    expect((screen.getByLabelText('Born') as HTMLInputElement).value).toBe('03/04/1985');
  });

  it('waits until one leaves before it complains, and loses nothing that was typed', async () => {
    render(DateInput, { label: 'Born', past: true, today });
    const box = screen.getByLabelText('Born') as HTMLInputElement;
    await userEvent.type(box, '31/6/1985');
    expect(box.getAttribute('aria-invalid')).toBeNull();
    await userEvent.tab();
    expect(box.getAttribute('aria-invalid')).toBe('true');
    expect(box.value).toBe('31/6/1985');
    expect(document.body.textContent).toContain('“31/6/1985” is not a date');
  });

  it('says what is wrong with a day out of bounds', async () => {
    render(DateInput, { label: 'Born', past: true, today, max: today });
    await userEvent.type(screen.getByLabelText('Born'), '1/1/2030');
    await userEvent.tab();
    expect(document.body.textContent).toContain('That day has not come yet.');
  });

  it('follows a value set from outside and moves by arrows', async () => {
    const onchange = vi.fn();
    const { rerender } = render(DateInput, { label: 'Day', value: '2026-11-20', today, onchange });
    const box = screen.getByLabelText('Day') as HTMLInputElement;
    expect(box.value).toBe('20/11/2026');
    await rerender({ value: '2026-11-23' });
    expect(box.value).toBe('23/11/2026');
    await userEvent.type(box, '{ArrowUp}{PageDown}');
    expect(onchange).toHaveBeenLastCalledWith('2026-11-17');
  });
});

it('the small month opens on the chosen day and takes another by keyboard', async () => {
  const onchoose = vi.fn();
  render(MonthPicker, { label: 'Go to a day', value: '2026-11-30', today, onchoose });
  await userEvent.click(screen.getByRole('button', { name: 'Go to a day' }));
  await vi.waitFor(() => expect(document.activeElement?.textContent).toBe('30'));
  await userEvent.keyboard('{ArrowRight}{Enter}');
  await vi.waitFor(() => expect(onchoose).toHaveBeenCalledWith('2026-12-01'));
});

describe('a time field', () => {
  it('understands what is typed and steps along the grid', async () => {
    const onchange = vi.fn();
    render(TimeInput, { label: 'Time', onchange });
    const box = screen.getByLabelText('Time') as HTMLInputElement;
    await userEvent.type(box, '932');
    await userEvent.type(box, '{ArrowUp}');
    expect(onchange).toHaveBeenLastCalledWith('09:35');
    expect(box.value).toBe('09:35');
    await userEvent.clear(box);
    await userEvent.type(box, '25:00');
    await userEvent.tab();
    expect(document.body.textContent).toContain('“25:00” is not a time');
  });
});

describe('a search field', () => {
  const people = [{ id: '1', title: 'Amara Okafor' }, { id: '2', title: 'Elias Brandt', disabled: true, why: 'On holiday' }, { id: '3', title: 'Anna Lind' }];
  const search = async (text: string) => people.filter((one) => one.title.toLowerCase().includes(text.toLowerCase()));

  it('finds while one types and takes the choice with Enter', async () => {
    const onchange = vi.fn();
    render(Combobox, { label: 'Provider', search, onchange });
    const box = screen.getByRole('combobox', { name: 'Provider' }) as HTMLInputElement;
    await userEvent.type(box, 'a');
    await vi.waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(3));
    await userEvent.keyboard('{ArrowDown}{Enter}');
    expect(onchange, 'the one on holiday cannot be chosen').not.toHaveBeenCalled();
    await userEvent.keyboard('{ArrowDown}{Enter}');
    expect(onchange).toHaveBeenCalledWith(people[2]);
    await vi.waitFor(() => expect(box.value).toBe('Anna Lind'));
    expect(screen.queryAllByRole('option')).toHaveLength(0);
  });

  it('drops a late answer to an earlier key', async () => {
    const answers: ((found: typeof people) => void)[] = [];
    render(Combobox, { label: 'Provider', search: () => new Promise((resolve) => answers.push(resolve)) });
    await userEvent.click(screen.getByRole('combobox'));
    await vi.waitFor(() => expect(answers).toHaveLength(1));
    await userEvent.keyboard('anna');
    await vi.waitFor(() => expect(answers).toHaveLength(2));
    answers[1]?.([people[2] as (typeof people)[0]]);
    await vi.waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(1));
    answers[0]?.(people);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(screen.getAllByRole('option')).toHaveLength(1);
  });

  it('says that nothing was found, offers what was typed as new, and says why a search failed', async () => {
    const run = vi.fn();
    const { unmount } = render(Combobox, { label: 'Provider', search, create: { label: (text: string) => `Add “${text}”`, run } });
    await userEvent.type(screen.getByRole('combobox'), 'Zora');
    await vi.waitFor(() => expect(screen.getByRole('option').textContent).toContain('Add “Zora”'));
    await userEvent.keyboard('{Enter}');
    expect(run).toHaveBeenCalledWith('Zora');
    unmount();
    render(Combobox, { label: 'Provider', search: async () => { throw { code: 'busy', message: 'The practice is busy.' }; } });
    await userEvent.click(screen.getByRole('combobox'));
    await vi.waitFor(() => expect(screen.getByRole('alert').textContent).toBe('The practice is busy.'));
  });

  it('gives the old choice back when one leaves without choosing', async () => {
    render(Combobox, { label: 'Provider', search, value: people[0] });
    const box = screen.getByRole('combobox') as HTMLInputElement;
    await userEvent.type(box, 'zz');
    await userEvent.tab();
    await vi.waitFor(() => expect(box.value).toBe('Amara Okafor'));
  });
});

describe('choices', () => {
  it('of a segmented control are one tab stop, moved with arrows past what is closed', async () => {
    const onchange = vi.fn();
    render(Segmented, { label: 'View', value: 'day', onchange, options: [{ value: 'day', label: 'Day' }, { value: 'week', label: 'Week', disabled: true }, { value: 'month', label: 'Month' }] });
    await userEvent.tab();
    expect(document.activeElement?.textContent).toBe('Day');
    await userEvent.keyboard('{ArrowRight}');
    expect(onchange).toHaveBeenLastCalledWith('month');
    expect(document.activeElement?.textContent).toBe('Month');
    await userEvent.keyboard('{ArrowRight}');
    expect(onchange).toHaveBeenLastCalledWith('day');
  });

  it('of a switch and a checkbox are said by name', async () => {
    const onchange = vi.fn();
    render(Switch, { label: 'Reminders by e-mail', onchange });
    render(Checkbox, { label: 'Send now', hint: 'Otherwise later' });
    await userEvent.click(screen.getByRole('switch', { name: 'Reminders by e-mail' }));
    expect(onchange).toHaveBeenCalledWith(true);
    await userEvent.click(screen.getByLabelText('Send now'));
    expect((screen.getByRole('checkbox') as HTMLInputElement).checked).toBe(true);
  });
});

describe('a button', () => {
  it('that cannot be pressed can still be reached and says why', async () => {
    const onclick = vi.fn();
    render(Button, { disabled: true, why: 'The visit is already billed.', onclick, 'aria-label': 'Undo' });
    const button = screen.getByRole('button', { name: 'Undo' });
    await userEvent.tab();
    expect(document.activeElement).toBe(button);
    await userEvent.keyboard('{Enter}');
    await userEvent.click(button);
    expect(onclick).not.toHaveBeenCalled();
    expect(document.getElementById(button.getAttribute('aria-describedby') ?? '')?.textContent).toBe('The visit is already billed.');
  });

  it('takes no second press while it works', async () => {
    const onclick = vi.fn();
    const { rerender } = render(Button, { onclick, 'aria-label': 'Send' });
    await userEvent.click(screen.getByRole('button'));
    await rerender({ busy: true });
    await userEvent.click(screen.getByRole('button'));
    expect(onclick).toHaveBeenCalledTimes(1);
  });
});
