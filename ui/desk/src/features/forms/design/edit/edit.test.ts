import { describe, expect, it } from 'vitest';
import { conditionWords, firstTest, opsFor, testWords, withoutLostTests } from './conditions';
import { withConsentVersions } from './consents';
import { differences } from './differences';
import { before, freshId, isThere, questionOf, questionsOf, selectedFrom, selectedText } from './find';
import { KIND_NAMES } from './kinds';
import { addOptions, addQuestion, changeFills, changeKind, changeOptions, changeQuestion, duplicateQuestion, moveQuestion, nudgeQuestion, removeQuestion } from './questions';
import { sample } from './sample';
import { addBand, range, removeBand, sortBands } from './score';
import { addStep, duplicateStep, moveStep, removeStep } from './steps';
import { addLanguage, groupsOf, makeFirst, missing, removeLanguage, setText, spotsOf } from './texts';

const order = (form = sample()) => form.sections.map((step) => [step.id, ...step.questions.map((one) => one.id)].join(' '));

describe('questions', () => {
  it('are put below what is selected, with an id nobody had before', () => {
    const below = addQuestion(sample(), 'short_text', { at: 'question', id: 'q1' }, ['q9']);
    expect(order(below.form)).toEqual(['s1 q1 q10 q2 q3', 's2 q4 q5']);
    expect(below.selected).toBe('q10');
    expect(order(addQuestion(sample(), 'note', { at: 'step', id: 's1' }).form)[0]).toBe('s1 q1 q2 q3 q6');
    expect(order(addQuestion(sample(), 'note', { at: 'form' }).form)[1]).toBe('s2 q4 q5 q6');
    expect(order(addQuestion({ ...sample(), sections: [] }, 'email', { at: 'form' }).form), 'the first question makes the first step').toEqual(['s1 q1']);
  });

  it('fill what only they can fill, once', () => {
    const email = addQuestion(sample(), 'email', { at: 'form' });
    expect(questionOf(email.form, email.selected ?? '')?.fills).toBe('email');
    const name = addQuestion(sample(), 'name', { at: 'form' });
    expect(questionOf(name.form, name.selected ?? '')?.fills, 'q1 fills it already').toBeNull();
    const phones = addQuestion(addQuestion(sample(), 'phone', { at: 'form' }).form, 'phone', { at: 'form' }).form;
    expect(questionsOf(phones).slice(-2).map((one) => one.fills)).toEqual(['phone', 'emergency_phone']);
  });

  it('move one place at a time, over the border of a step, and stop at the ends', () => {
    expect(order(nudgeQuestion(sample(), 'q3', 1))).toEqual(['s1 q1 q2', 's2 q3 q4 q5']);
    expect(order(nudgeQuestion(sample(), 'q4', -1))).toEqual(['s1 q1 q2 q3 q4', 's2 q5']);
    const form = sample();
    expect(nudgeQuestion(form, 'q1', -1), 'nothing to undo').toBe(form);
    expect(nudgeQuestion(form, 'q5', 1)).toBe(form);
    expect(order(moveQuestion(form, 'q1', 1, 99))).toEqual(['s1 q2 q3', 's2 q4 q5 q1']);
    expect(moveQuestion(form, 'q1', 7, 0), 'no such step').toBe(form);
  });

  it('take along what looked at them when they go', () => {
    const { form, gone } = removeQuestion(sample(), 'q2');
    expect(gone).toBe(2);
    expect(questionOf(form, 'q3')?.when).toBeNull();
    expect(form.sections[1]?.when?.tests.map((one) => one.question)).toEqual(['q3']);
    const answers = changeOptions(sample(), 'q3', (options) => options.filter((one) => one.id !== 'a1'));
    expect(answers.form.sections[1]?.when?.tests[0]?.is).toEqual({ op: 'any_of', options: ['a2'] });
    expect(answers.gone, 'the test itself still stands').toBe(0);
    expect(changeOptions(sample(), 'q3', () => []).gone).toBe(1);
  });

  it('are copied without filling the same field twice', () => {
    const { form, selected } = duplicateQuestion(sample(), 'q1');
    expect(order(form)[0]).toBe('s1 q1 q6 q2 q3');
    expect(questionOf(form, selected ?? '')).toMatchObject({ label: { en: 'Your name' }, fills: null });
  });

  it('keep their answers as several of several, and lose what cannot be asked any more', () => {
    const several = changeKind(sample(), 'q3', 'choices');
    expect(questionOf(several.form, 'q3')?.kind).toMatchObject({ type: 'choices', most: null, options: [{ id: 'a1' }, { id: 'a2' }] });
    expect(several.gone).toBe(0);
    expect(changeKind(sample(), 'q2', 'short_text').gone, '“is yes” and “is no” of a text').toBe(2);
    const note = changeKind(sample(), 'q1', 'note').form;
    expect(questionOf(note, 'q1')).toMatchObject({ required: false, fills: null });
  });

  it('answer “sex at birth” with the four answers the record knows', () => {
    const kind = questionOf(changeFills(sample(), 'q3', 'sex').form, 'q3')?.kind;
    expect(kind?.type === 'choice' && kind.options.map((one) => one.id)).toEqual(['female', 'male', 'other', 'unknown']);
  });

  it('take a pasted list of answers, each once', () => {
    const kind = questionOf(addOptions(sample(), 'q3', 'A lot\n\n  Not at all \r\nNot at all\nDaily'), 'q3')?.kind;
    expect(kind?.type === 'choice' && kind.options.map((one) => `${one.id} ${one.label.en}`)).toEqual(['a1 A little', 'a2 A lot', 'a3 Not at all', 'a4 Daily']);
  });
});

describe('steps', () => {
  it('are added, moved, copied and removed', () => {
    expect(order(addStep(sample(), 0).form)).toEqual(['s1 q1 q2 q3', 's3', 's2 q4 q5']);
    expect(order(moveStep(sample(), 's2', 0))).toEqual(['s2 q4 q5', 's1 q1 q2 q3']);
    const same = sample();
    expect(moveStep(same, 's2', 5)).toBe(same);
    expect(order(removeStep(sample(), 's1').form)).toEqual(['s2 q4 q5']);
    expect(removeStep(sample(), 's1').form.sections[0]?.when, 'looked at questions of it').toBeNull();
  });

  it('copied, look at their own questions', () => {
    const { form, selected } = duplicateStep(sample(), 's1', ['q7']);
    expect(order(form)).toEqual(['s1 q1 q2 q3', 's3 q8 q9 q10', 's2 q4 q5']);
    expect(selected).toBe('s3');
    expect(questionOf(form, 'q10')?.when?.tests[0]?.question).toBe('q9');
    expect(questionOf(form, 'q8')?.fills).toBeNull();
  });
});

describe('conditions', () => {
  it('look only at what is answered before', () => {
    const ids = (id: string, at: 'step' | 'question') => before(sample(), { at, id }).map((one) => one.id);
    expect(ids('q3', 'question')).toEqual(['q1', 'q2']);
    expect(ids('s2', 'step')).toEqual(['q1', 'q2', 'q3']);
    expect(ids('q5', 'question')).toEqual(['q1', 'q2', 'q3', 'q4']);
    expect(before(sample(), { at: 'form' })).toEqual([]);
  });

  it('read like a sentence', () => {
    const form = sample();
    expect(conditionWords(form.sections[1]?.when ?? { all: true, tests: [] }, form)).toBe('Only if “How much?” is A little or A lot or “Do you smoke?” is no');
    const pain = (min: number | null, max: number | null) => testWords({ question: 'q4', is: { op: 'between', min, max } }, form);
    expect([pain(7, null), pain(null, 3), pain(2, 5)]).toEqual(['“Pain” is 7 or more', '“Pain” is 3 or less', '“Pain” lies between 2 and 5']);
    expect(testWords({ question: 'q99', is: { op: 'filled' } }, form)).toBe('a question that is no longer there');
  });

  it('begin with something that can be asked, for every kind of question', () => {
    for (const name of KIND_NAMES) {
      const { form, selected } = addQuestion(sample(), name, { at: 'form' });
      const question = questionOf(form, selected ?? '');
      if (!question) throw new Error(name);
      if (name === 'note') expect(opsFor(question)).toEqual([]);
      else expect(opsFor(question).map((one) => one.op), name).toContain(firstTest(question).is.op);
    }
  });

  it('leave a form alone in which nothing is lost', () => {
    expect(withoutLostTests(sample())).toEqual({ form: sample(), gone: 0 });
  });
});

describe('languages', () => {
  it('count what is not translated, and only what there is to translate', () => {
    expect(missing(sample(), 'es').map((one) => one.path)).toEqual(['q.q3.label', 'q.q3.o.a2', 'q.q4.label', 'q.q4.low', 'q.q4.high', 'q.q5.label', 'q.q5.text', 'b.0', 'b.1']);
    expect(missing(sample(), 'en')).toEqual([]);
  });

  it('list each place once, though the form’s own words stand at both its ends', () => {
    const form = setText(sample(), 'thanks', 'en', 'Thank you.');
    const groups = groupsOf(form, (spot) => spot.text.en !== '');
    expect(groups.map((one) => one.key)).toEqual(['form', 'step.s1', 'question.q1', 'question.q2', 'question.q3', 'step.s2', 'question.q4', 'question.q5']);
    expect(groups[0]?.spots.map((one) => one.path)).toEqual(['title', 'intro', 'thanks', 'b.0', 'b.1']);
    expect(groupsOf(form, () => false)).toEqual([]);
  });

  it('put words where they belong; emptied words are missing again', () => {
    const put = setText(sample(), 'q.q3.o.a2', 'es', 'Mucho');
    expect(missing(put, 'es').map((one) => one.path)).not.toContain('q.q3.o.a2');
    expect(setText(put, 'q.q3.o.a2', 'es', '')).toEqual(sample());
    expect(setText(sample(), 'title', 'en', '').title, 'the first language is always there').toEqual({ en: '', es: 'Chequeo' });
  });

  it('come and go with all their words', () => {
    const without = removeLanguage(sample(), 'es');
    expect(without.languages).toEqual(['en']);
    expect(spotsOf(without).flatMap((spot) => Object.keys(spot.text)).filter((code) => code !== 'en')).toEqual([]);
    expect(removeLanguage(sample(), 'en'), 'not the first').toEqual(sample());
    expect(addLanguage(addLanguage(sample(), 'de'), 'de').languages).toEqual(['en', 'es', 'de']);
  });

  it('become the first only when nothing is missing', () => {
    expect(makeFirst(sample(), 'es')).toEqual(sample());
    const whole = missing(sample(), 'es').reduce((form, spot) => setText(form, spot.path, 'es', `${spot.text.en} (es)`), sample());
    const turned = makeFirst(whole, 'es');
    expect(turned.languages).toEqual(['es', 'en']);
    expect(spotsOf(turned).every((spot) => spot.text.es !== undefined)).toBe(true);
    expect(missing(turned, 'en')).toEqual([]);
  });
});

it('raises a consent’s version when its text differs from what patients see, and takes it back', () => {
  const text = (form: ReturnType<typeof sample>, words: string) => setText(form, 'q.q5.text', 'en', words);
  const version = (form: ReturnType<typeof sample>) => { const kind = questionOf(form, 'q5')?.kind; return kind?.type === 'consent' ? kind.version : null; };
  const changed = withConsentVersions(text(sample(), 'You may treat and bill me.'), sample());
  expect(version(changed)).toBe(4);
  expect(version(withConsentVersions(text(changed, 'Again other words.'), sample())), 'once per publication').toBe(4);
  expect(version(withConsentVersions(text(changed, 'You may treat me.'), sample()))).toBe(3);
  expect(version(withConsentVersions(setText(sample(), 'q.q5.text', 'es', 'Puede tratarme.'), sample())), 'a translation is a text too').toBe(4);
  const same = sample();
  expect(withConsentVersions(same, sample())).toBe(same);
  expect(withConsentVersions(same, null), 'nobody has agreed to anything yet').toBe(same);
});

describe('the score', () => {
  it('says what can be reached', () => {
    expect(range(sample())).toEqual({ least: 0, most: 15 });
    const choices = changeKind(sample(), 'q3', 'choices').form;
    expect(range(choices).most, 'both can be ticked').toBe(16);
    expect(range(changeQuestion(sample(), 'q2', (one) => ({ ...one, kind: { type: 'yes_no', points: -2 } })))).toEqual({ least: -2, most: 13 });
  });

  it('has its bands in order', () => {
    expect(addBand({ ...sample(), score: null }).score?.bands.map((one) => one.from)).toEqual([0]);
    expect(addBand(sample()).score?.bands.map((one) => one.from)).toEqual([0, 8, 12]);
    const turned = { ...sample(), score: { shown: true, bands: (sample().score?.bands ?? []).toReversed() } };
    expect(sortBands(turned).score?.bands.map((one) => one.from)).toEqual([0, 8]);
    expect(removeBand(sample(), 0).score?.bands).toHaveLength(1);
  });
});

describe('the differences before publishing', () => {
  it('are none where nothing changed', () => {
    expect(differences(sample(), sample())).toEqual([]);
    const other = changeQuestion(sample(), 'q4', (one) => ({ ...one, kind: { high: { en: 'Worst', es: '' }, low: { en: 'None' }, to: 10, from: 0, type: 'scale' } }));
    expect(differences(sample(), other), 'written in another order').toEqual([]);
  });

  it('say shortly what patients will see', () => {
    let next = addQuestion(sample(), 'short_text', { at: 'question', id: 'q1' }).form;
    next = setText(next, 'q.q6.label', 'en', 'What do you do?');
    next = setText(next, 'q.q2.label', 'en', 'Do you smoke now?');
    next = changeQuestion(next, 'q4', (one) => ({ ...one, required: true }));
    next = withConsentVersions(setText(next, 'q.q5.text', 'en', 'Other words.'), sample());
    next = { ...removeQuestion(next, 'q3').form, slots: true };
    expect(differences(sample(), next)).toEqual([
      'Patients can take an open time with it.', 'New: “What do you do?”.', '“Do you smoke now?” is worded differently.', 'Step “More” is shown under other conditions.',
      '“Pain” has to be answered.', '“Consent” has a new text to agree to (version 4).', '“How much?” is no longer asked.',
    ]);
    expect(differences(sample(), nudgeQuestion(sample(), 'q3', 1))).toEqual(['The order has changed.']);
    expect(differences(sample(), { ...addLanguage(sample(), 'de'), score: null })).toEqual(['Can be read in German.', 'Answers are no longer scored.']);
  });
});

it('keeps in the address what is selected, and forgets what is gone', () => {
  for (const text of ['form', 'step.s1', 'question.q3']) expect(selectedText(selectedFrom(text))).toBe(text);
  expect(selectedFrom('rubbish')).toEqual({ at: 'form' });
  expect(isThere(sample(), selectedFrom('question.q3'))).toBe(true);
  expect(isThere(removeQuestion(sample(), 'q3').form, selectedFrom('question.q3'))).toBe(false);
  expect(freshId('q', ['q2', 'name', 'qx', 'q10'])).toBe('q11');
});
