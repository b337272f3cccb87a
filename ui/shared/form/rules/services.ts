// A draft's service question without options asks for all of the clinic's services: they are filled in when it is published.
import type { Choice, Form } from '../../generated/protocol';

/** The draft as patients would see it: service questions with the clinic's present services, in its order. */
export function withServices(form: Form, services: readonly Choice[]): Form {
  return {
    ...form,
    sections: form.sections.map((section) => ({
      ...section,
      questions: section.questions.map((question) => {
        if (question.kind.type !== 'service') return question;
        const wanted = question.kind.options;
        const active = new Map(services.map((service) => [service.id, service]));
        const options = wanted.length === 0 ? [...services] : wanted.filter((one) => active.has(one.id));
        return { ...question, kind: { ...question.kind, options } };
      }),
    })),
  };
}
