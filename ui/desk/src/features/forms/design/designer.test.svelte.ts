import { cleanup } from '@testing-library/svelte';
import { flushSync } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Form } from '@shared/generated/protocol';
import type { FormView } from '@shared/generated/door';
import { toasts } from '@shared/state/toasts.svelte';
import { Designer } from './designer.svelte';
import { changeQuestion, removeQuestion } from './edit/questions';
import { questionOf } from './edit/find';
import { sample } from './edit/sample';
import { addLanguage, setText } from './edit/texts';

/** The practice, as its door answers: one form, its revision, this person's drafts. */
let stored: { draft: Form; revision: number; published: Form | undefined };
let drafts: Map<string, string>;
let calls: string[];
let refuse: { code: string; message: string } | null;
/** Held open until the test lets a save through. */
let hold: Promise<void> | null;

const view = (): FormView => ({
  line: { id: 'frm', title: stored.draft.title.en ?? '', purpose: stored.draft.purpose, state: 'draft', changed: false, problems: 0, questions: 5, languages: stored.draft.languages, slug: 'health', saved_at: 0 },
  draft: stored.draft, revision: stored.revision, problems: [{ path: 'sections.0.questions.1.label.en', text: 'Write the question.' }], versions: [], services: [], ...(stored.published ? { published: stored.published } : {}),
});

beforeEach(() => {
  vi.useFakeTimers();
  stored = { draft: sample(), revision: 1, published: undefined };
  drafts = new Map();
  calls = [];
  refuse = null;
  hold = null;
  toasts.clear();
  vi.stubGlobal('fetch', vi.fn(async (address: string, { body }: { body: string }) => {
    const name = address.replace('/call/', '');
    const input = JSON.parse(body) as { key: string; body: string; revision: number; draft: Form; from: unknown };
    calls.push(name);
    if (name === 'drafts.get') return new Response(JSON.stringify({ body: drafts.get(input.key) ?? null }));
    if (name === 'drafts.save') { drafts.set(input.key, input.body); return new Response('null'); }
    if (name === 'drafts.discard') { drafts.delete(input.key); return new Response('null'); }
    if (name === 'forms.get') return new Response(JSON.stringify(view()));
    if (name === 'forms.create') return new Response(JSON.stringify({ value: { ...view(), line: { ...view().line, id: 'frm2' }, revision: 1 } }));
    await hold;
    if (refuse) return new Response(JSON.stringify(refuse), { status: 503 });
    if (input.revision !== stored.revision) return new Response('{"code":"changed","message":"Somebody else saved this form."}', { status: 409 });
    stored = { ...stored, draft: input.draft, revision: stored.revision + 1 };
    return new Response(JSON.stringify(view()));
  }));
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const settle = async (ms = 0) => { await vi.advanceTimersByTimeAsync(ms); flushSync(); };
async function open(): Promise<Designer> {
  const designer = new Designer(view());
  await settle();
  return designer;
}
const saves = () => calls.filter((name) => name === 'forms.save').length;
const retitle = (designer: Designer, words: string) => designer.words('title', 'en', words);

describe('a form being designed', () => {
  it('keeps itself: once for a word typed, and again for what was typed meanwhile', async () => {
    const designer = await open();
    for (const words of ['H', 'He', 'Hea']) { retitle(designer, words); await settle(100); }
    expect(designer.saving).toBe('waiting');
    let go: () => void = () => undefined;
    hold = new Promise((done) => (go = done));
    await settle(700);
    expect(designer.saving).toBe('saving');
    retitle(designer, 'Heart');
    go();
    await settle(800);
    expect(stored.draft.title.en).toBe('Heart');
    expect([saves(), stored.revision, designer.saving, designer.dirty]).toEqual([2, 3, 'saved', false]);
  });

  it('takes back a typed word as one, and saves what stands then', async () => {
    const designer = await open();
    for (const words of ['Heal', 'Health', 'Healthy']) retitle(designer, words);
    await settle(1500);
    retitle(designer, 'Healthy!');
    designer.undo();
    expect(designer.form.title.en).toBe('Healthy');
    designer.undo();
    expect(designer.form.title.en).toBe('Health check');
    designer.redo();
    await settle(1000);
    expect(stored.draft.title.en).toBe('Healthy');
  });

  it('leaves a question that an undo takes away', async () => {
    const designer = await open();
    designer.edit(addLanguage(designer.form, 'de'));
    designer.language = 'de';
    designer.undo();
    expect(designer.language).toBe('en');
    designer.select({ at: 'question', id: 'q3' });
    designer.edit(removeQuestion(designer.form, 'q3').form);
    expect(designer.selected).toEqual({ at: 'form' });
  });

  it('raises a consent’s version once its words differ from what patients see', async () => {
    stored.published = sample();
    const designer = await open();
    designer.edit(setText(designer.form, 'q.q5.text', 'en', 'You may treat and bill me.'));
    expect(questionOf(designer.form, 'q5')?.kind).toMatchObject({ version: 4 });
  });

  it('says what went along, with an undo that goes once something else is done', async () => {
    const designer = await open();
    designer.change(removeQuestion(designer.form, 'q2'));
    expect(toasts.list.map((one) => one.text)).toEqual(['2 conditions that looked at it are gone too.']);
    retitle(designer, 'Other');
    expect(toasts.list, 'it would take back the title').toEqual([]);
  });

  it('tells a problem at its field only once it was asked for', async () => {
    const designer = await open();
    const at = { at: 'question', id: 'q2' } as const;
    expect(designer.errorAt(at, 'label')).toBeUndefined();
    designer.strict = true;
    expect(designer.errorAt(at, 'label')).toBe('Write the question.');
    expect(designer.errorAt(at, 'hint')).toBeUndefined();
    expect(designer.errorAt({ at: 'question', id: 'q1' }, 'label')).toBeUndefined();
  });
});

describe('when somebody else saved meanwhile', () => {
  const clash = async () => {
    const designer = await open();
    stored = { ...stored, draft: setText(stored.draft, 'intro', 'en', 'Theirs.'), revision: 7 };
    retitle(designer, 'Mine');
    await settle(800);
    expect(designer.saving).toBe('clash');
    return designer;
  };

  it('nothing typed is lost: it is kept beside the form, also what is typed after', async () => {
    const designer = await clash();
    retitle(designer, 'Mine, longer');
    await settle(800);
    expect(JSON.parse(drafts.get('form.frm') ?? '[]')).toMatchObject([{ title: { en: 'Mine, longer' } }]);
    expect(stored.draft.title.en, 'theirs stands').toBe('Health check');
    expect(saves(), 'not tried again behind their back').toBe(1);
  });

  it('theirs can be taken, and mine brought back later, also in another sitting', async () => {
    const designer = await clash();
    designer.takeTheirs();
    expect([designer.form.intro.en, designer.form.title.en, designer.saving]).toEqual(['Theirs.', 'Health check', 'saved']);
    await settle(1000);
    expect(saves(), 'nothing to save').toBe(1);
    const later = await open();
    expect(later.kept?.title.en).toBe('Mine');
    later.bringBack();
    await settle(1000);
    expect(stored.draft.title.en).toBe('Mine');
    expect(drafts.size, 'it is the form’s draft now').toBe(0);
  });

  it('twice, both of mine are kept', async () => {
    const designer = await clash();
    designer.takeTheirs();
    stored = { ...stored, revision: 9 };
    retitle(designer, 'Mine again');
    await settle(1000);
    designer.takeTheirs();
    await settle(1000);
    const later = await open();
    expect(later.kept?.title.en).toBe('Mine again');
    await later.forgetKept();
    expect(later.kept?.title.en).toBe('Mine');
  });

  it('mine can go over theirs, and theirs still be had by undo', async () => {
    const designer = await clash();
    await designer.overTheirs();
    expect([stored.draft.title.en, stored.revision, designer.saving]).toEqual(['Mine', 8, 'saved']);
    expect(drafts.size).toBe(0);
    designer.undo();
    expect(designer.form.intro.en).toBe('Theirs.');
  });

  it('mine can become a form of its own', async () => {
    const designer = await clash();
    stored.revision = 1;
    expect(await designer.asFormOfItsOwn()).toBe('frm2');
    expect([stored.draft.title.en, designer.form.intro.en, drafts.size]).toEqual(['Mine', 'Theirs.', 0]);
  });

  it('shows theirs by itself only while nothing is being typed here', async () => {
    const designer = await open();
    stored = { ...stored, draft: setText(stored.draft, 'title', 'en', 'Theirs'), revision: 5 };
    designer.take(view());
    expect(designer.form.title.en).toBe('Theirs');
    retitle(designer, 'Mine');
    stored = { ...stored, revision: 6 };
    designer.take(view());
    expect(designer.form.title.en).toBe('Mine');
  });
});

describe('when the practice does not answer', () => {
  it('says so, and saves by itself when it is back', async () => {
    const designer = await open();
    refuse = { code: 'busy', message: 'Another Keepwell is writing.' };
    retitle(designer, 'Mine');
    await settle(800);
    expect(designer.saving).toBe('failed');
    refuse = null;
    await settle(5000);
    expect([designer.saving, stored.draft.title.en, drafts.size]).toEqual(['saved', 'Mine', 0]);
  });

  it('saves nothing any more once somebody else has signed in', async () => {
    const designer = await open();
    retitle(designer, 'Mine');
    designer.abandon();
    designer.leave();
    await settle(10_000);
    expect([saves(), drafts.size]).toEqual([0, 0]);
  });

  it('the last words go out when the form is left', async () => {
    const designer = await open();
    designer.edit(changeQuestion(designer.form, 'q1', (one) => ({ ...one, required: false })));
    designer.leave();
    await settle();
    expect(questionOf(stored.draft, 'q1')?.required).toBe(false);
  });
});

it('throws a kept version away only when asked to', async () => {
  drafts.set('form.frm', JSON.stringify([{ ...sample(), title: { en: 'Kept' } }]));
  const designer = await open();
  retitle(designer, 'Other');
  await settle(1000);
  expect(drafts.size, 'saving something else leaves it').toBe(1);
  await designer.forgetKept();
  expect([drafts.size, designer.kept]).toEqual([0, undefined]);
});

