// `KindOf<'choice'>` is that kind of question with its own settings.
import type { QuestionKind } from '../../generated/protocol';

export type KindOf<T extends QuestionKind['type']> = Extract<QuestionKind, { type: T }>;
