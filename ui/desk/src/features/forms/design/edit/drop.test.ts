import { describe, expect, it } from 'vitest';
import { dropped } from './drop';
import { sample } from './sample';

const order = (form = sample()) => form.sections.map((step) => [step.id, ...step.questions.map((one) => one.id)].join(' '));
const question = (id: string) => ({ at: 'question' as const, id });
const step = (id: string) => ({ at: 'step' as const, id });

describe('what is dropped', () => {
  it('lands above or below a question, in its own step or another', () => {
    const drop = (id: string, on: string, below: boolean) => order(dropped(sample(), question(id), { on: question(on), below }));
    expect(drop('q1', 'q3', true)[0]).toBe('s1 q2 q3 q1');
    expect(drop('q1', 'q3', false)[0]).toBe('s1 q2 q1 q3');
    expect(drop('q3', 'q1', false)[0]).toBe('s1 q3 q1 q2');
    expect(drop('q1', 'q4', true)).toEqual(['s1 q2 q3', 's2 q4 q1 q5']);
  });

  it('lands at the head of a step, or at the end of the one before', () => {
    const drop = (id: string, on: string, below: boolean) => order(dropped(sample(), question(id), { on: step(on), below }));
    expect(drop('q1', 's2', true)).toEqual(['s1 q2 q3', 's2 q1 q4 q5']);
    expect(drop('q5', 's2', false)).toEqual(['s1 q1 q2 q3 q5', 's2 q4']);
    expect(drop('q1', 's2', false), 'the end of its own step').toEqual(['s1 q2 q3 q1', 's2 q4 q5']);
    expect(drop('q3', 's1', false), 'nothing lies before the first').toEqual(['s1 q3 q1 q2', 's2 q4 q5']);
  });

  it('changes nothing where it already lies', () => {
    const form = sample();
    for (const [held, on, below] of [['q2', 'q1', true], ['q2', 'q3', false], ['q2', 'q2', true]] as const) expect(dropped(form, question(held), { on: question(on), below }), `${held} on ${on}`).toBe(form);
    expect(dropped(form, step('s1'), { on: step('s1'), below: true })).toBe(form);
    expect(dropped(form, question('q1'), { on: { at: 'form' }, below: true })).toBe(form);
  });

  it('moves whole steps', () => {
    expect(order(dropped(sample(), step('s1'), { on: step('s2'), below: true }))).toEqual(['s2 q4 q5', 's1 q1 q2 q3']);
    expect(order(dropped(sample(), step('s2'), { on: step('s1'), below: false }))).toEqual(['s2 q4 q5', 's1 q1 q2 q3']);
    expect(order(dropped(sample(), step('s1'), { on: question('q4'), below: false })), 'below the step that question is in').toEqual(['s2 q4 q5', 's1 q1 q2 q3']);
    expect(order(dropped(sample(), step('s2'), { on: question('q1'), below: false }))).toEqual(['s1 q1 q2 q3', 's2 q4 q5']);
  });
});
