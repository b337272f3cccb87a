import type { Form } from '@shared/generated/protocol';

/** For tests: two steps, a condition on each level, a consent, a score, two languages. */
export const sample = (): Form => ({
  v: 1, id: '00000000000000000000000000', version: 1, purpose: 'questionnaire', languages: ['en', 'es'],
  title: { en: 'Health check', es: 'Chequeo' }, intro: { en: 'A few questions.', es: 'Unas preguntas.' }, thanks: { en: '' },
  sections: [
    { id: 's1', title: { en: 'You', es: 'Usted' }, text: { en: '' }, when: null, questions: [
      { id: 'q1', kind: { type: 'name' }, label: { en: 'Your name', es: 'Su nombre' }, hint: { en: '' }, required: true, when: null, fills: 'name' },
      { id: 'q2', kind: { type: 'yes_no', points: 2 }, label: { en: 'Do you smoke?', es: '¿Fuma?' }, hint: { en: '' }, required: true, when: null, fills: null },
      { id: 'q3', kind: { type: 'choice', other: false, options: [
        { id: 'a1', label: { en: 'A little', es: 'Poco' }, points: 1 }, { id: 'a2', label: { en: 'A lot' }, points: 3 },
      ] }, label: { en: 'How much?' }, hint: { en: '' }, required: false, when: { all: true, tests: [{ question: 'q2', is: { op: 'yes' } }] }, fills: null },
    ] },
    { id: 's2', title: { en: 'More', es: 'Más' }, text: { en: '' }, when: { all: false, tests: [{ question: 'q3', is: { op: 'any_of', options: ['a1', 'a2'] } }, { question: 'q2', is: { op: 'no' } }] }, questions: [
      { id: 'q4', kind: { type: 'scale', from: 0, to: 10, low: { en: 'None' }, high: { en: 'Worst' } }, label: { en: 'Pain' }, hint: { en: '' }, required: false, when: null, fills: null },
      { id: 'q5', kind: { type: 'consent', text: { en: 'You may treat me.' }, version: 3, meaning: 'treatment' }, label: { en: 'Consent' }, hint: { en: '' }, required: true, when: null, fills: null },
    ] },
  ],
  score: { bands: [{ from: 0, label: { en: 'Fine' }, tone: 'good', urgent: false }, { from: 8, label: { en: 'Look' }, tone: 'bad', urgent: true }], shown: false },
  slots: false,
});
