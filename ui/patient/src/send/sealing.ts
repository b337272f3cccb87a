// From answers to sealed bytes: what is not asked is not sent, files in the order of their indexes.
import type { Bundle, FilledForm, Form, FormEntry, Reply } from '@shared/generated/protocol';
import { entriesOf, tell, withFiles, type Answers, type FormFile, type Text } from '@shared/form';
import { asked } from '@shared/form/rules';
import { serviceOf } from '../slots/offer';
import type { Holding } from '../slots/hold';
import type { Outgoing } from './outgoing';

export interface Filled {
  form: Form;
  entry: FormEntry;
  language: string;
  answers: Answers;
  files: FormFile[];
  holding: Holding | null;
  /** The wished service, where the form asks for one. */
  service: string | null;
  /** The page the form stands in. */
  source: string;
}

/** Which service was chosen, where the form asks. */
export function wishedService(form: Form, answers: Answers): string | null {
  for (const section of form.sections) {
    for (const question of section.questions) {
      const answer = answers[question.id];
      if (question.kind.type === 'service' && typeof answer === 'string') return answer;
    }
  }
  return null;
}

/** The submission's JSON and its files. */
export function submissionOf(filled: Filled, now: number): { json: { kind: 'form' } & FilledForm; files: FormFile[] } {
  const counted = asked(filled.form, filled.answers);
  const files = filled.files.filter((file) => file.question in counted);
  return {
    files,
    json: {
      kind: 'form',
      form: filled.form.id,
      version: filled.form.version,
      language: filled.language,
      created_at: now,
      answers: withFiles(filled.form, counted, files),
      files: entriesOf(files),
      slot: filled.holding && {
        slot: filled.holding.slot.id, service: serviceOf(filled.holding.slot, filled.service), starts_at: filled.holding.slot.starts_at,
      },
      source: filled.source,
    },
  };
}

/** Loads what seals: the larger half of the page, fetched while the patient types. */
export const sealer = () => import('@shared/sealed/seal');

export async function sealForm(bundle: Bundle, filled: Filled, now: number): Promise<Outgoing> {
  const { json, files } = submissionOf(filled, now);
  const contents = await Promise.all(files.map(async (file) => new Uint8Array(await file.blob.arrayBuffer())));
  const { seal } = await sealer();
  const sealed = await seal(bundle, filled.entry.sha256, json, contents);
  const { holding } = filled;
  const say = (text: Text) => tell(text, filled.language, filled.form.languages[0] ?? filled.language).text;
  return {
    ...fresh(bundle, sealed, say(filled.form.title), now), thanks: say(filled.form.thanks), about: filled.form.id, kind: 'form',
    slot: holding && `${holding.slot.id}.${holding.token}`, starts: holding?.slot.starts ?? null,
  };
}

export async function sealReply(bundle: Bundle, reply: Omit<Reply, 'created_at'>, starts: string | null, title: string, now: number): Promise<Outgoing> {
  const { seal } = await sealer();
  const sealed = await seal(bundle, null, { kind: 'reply', ...reply, created_at: now });
  return { ...fresh(bundle, sealed, title, now), thanks: '', about: reply.page, kind: 'reply', slot: null, starts };
}

function fresh(bundle: Bundle, sealed: { sid: string; envelope: Uint8Array<ArrayBuffer>; sha256: string }, title: string, now: number) {
  return {
    sid: sealed.sid, clinic: bundle.clinic, clinicName: bundle.about.name, key: bundle.signing_key, title, bytes: sealed.envelope.buffer, sha256: sealed.sha256,
    work: '', bits: 0, madeAt: now, sentAt: null, receivedAt: null, state: 'waiting' as const, halt: null, doubt: false,
  };
}
