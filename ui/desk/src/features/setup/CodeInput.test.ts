import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { Refusal } from '@shared/platform';
import CodeInput from './CodeInput.svelte';

const KNOWN = ['2AHJ', 'W615', 'DY5M', '1Z84', '5N0G', '4SW3', 'SCZD'];
const boxes = () => screen.getAllByRole('textbox') as HTMLInputElement[];

describe('the recovery code typed back', () => {
  it('goes from box to box as it is typed, however it is typed', async () => {
    render(CodeInput, { known: KNOWN });
    const user = userEvent.setup();
    await user.click(boxes()[0]!);
    await user.keyboard('2ahj w615-dy5m lz84');
    expect(boxes().map((box) => box.value)).toEqual(['2AHJ', 'W615', 'DY5M', '1Z84', '', '', '']);
    expect(document.activeElement).toBe(boxes()[4]);
  });

  it('spreads a pasted code', async () => {
    render(CodeInput, {});
    const user = userEvent.setup();
    await user.click(boxes()[0]!);
    await user.paste(KNOWN.join('-').toLowerCase());
    expect(boxes().map((box) => box.value)).toEqual(KNOWN);
  });

  it('points at the group that does not match and stays there', async () => {
    render(CodeInput, { known: KNOWN });
    const user = userEvent.setup();
    await user.click(boxes()[0]!);
    await user.keyboard('2ahjw616');
    expect(boxes()[1]?.getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByRole('alert').textContent).toContain('Group 2');
    expect(document.activeElement, 'to be typed again').toBe(boxes()[1]);
  });

  it('points where the practice points, until something else stands there', async () => {
    const { rerender } = render(CodeInput, {});
    const user = userEvent.setup();
    await user.click(boxes()[0]!);
    await user.paste(KNOWN.join(''));
    await rerender({ error: new Refusal({ code: 'invalid', message: 'There is a typing mistake.', field: 'code', details: { group: 5 } }) });
    expect(boxes().map((box) => box.getAttribute('aria-invalid'))).toEqual([null, null, null, null, 'true', null, null]);
    await user.clear(boxes()[4]!);
    expect(boxes()[4]?.getAttribute('aria-invalid')).toBeNull();
  });
});
