import { expect, it } from 'vitest';
import type { Variable } from '@shared/generated/door';
import { variablesFor } from './places';

const variable = (name: string, place: Variable['place']): Variable => ({ name, place, meaning: '', sample: '', reveals: false });
const ALL = [variable('practice_name', 'all'), variable('appointment_date', 'visit'), variable('suggestion_link', 'request')];

it('offers in a letter about a request what a request has, and in every other text what a visit has', () => {
  expect(variablesFor('request_suggested', ALL).map((one) => one.name)).toEqual(['practice_name', 'suggestion_link']);
  expect(variablesFor('reminder_24h', ALL).map((one) => one.name)).toEqual(['practice_name', 'appointment_date']);
  expect(variablesFor('request_of_our_own', ALL).map((one) => one.name), 'a text of the clinic’s own is sent by rules, about visits').toEqual(['practice_name', 'appointment_date']);
});
