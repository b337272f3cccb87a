import type { Band, Form, Score } from '@shared/generated/protocol';
import { questionsOf } from './find';
import { firstLanguage } from './texts';

/** The least and the most a patient can reach, were every question shown. */
export function range(form: Form): { least: number; most: number } {
  let least = 0;
  let most = 0;
  const add = (low: number, high: number) => {
    least += Math.min(0, low, high);
    most += Math.max(0, low, high);
  };
  for (const { kind } of questionsOf(form)) {
    if (kind.type === 'yes_no') add(0, kind.points);
    if (kind.type === 'scale') add(kind.from, kind.to);
    if (kind.type === 'choice') add(Math.min(0, ...kind.options.map((one) => one.points)), Math.max(0, ...kind.options.map((one) => one.points)));
    if (kind.type === 'choices') {
      const points = kind.options.map((one) => one.points).sort((a, b) => b - a);
      const many = kind.most ?? points.length;
      const sum = (some: number[]) => some.reduce((all, one) => all + one, 0);
      add(sum(points.slice(-many).filter((one) => one < 0)), sum(points.slice(0, many).filter((one) => one > 0)));
    }
  }
  return { least, most };
}

/** The first band begins at 0; further ones in the rest of what can be reached. */
export function addBand(form: Form): Form {
  const bands = form.score?.bands ?? [];
  const last = bands.at(-1)?.from;
  const { least, most } = range(form);
  const from = last === undefined ? Math.min(0, least) : Math.max(last + 1, Math.round((last + most) / 2));
  const band: Band = { from, label: { [firstLanguage(form)]: '' }, tone: last === undefined ? 'good' : 'wait', urgent: false };
  return { ...form, score: { shown: form.score?.shown ?? false, bands: [...bands, band] } };
}

export function changeScore(form: Form, change: (score: Score) => Score): Form {
  return form.score ? { ...form, score: change(form.score) } : form;
}

export const changeBand = (form: Form, index: number, change: (band: Band) => Band): Form =>
  changeScore(form, (score) => ({ ...score, bands: score.bands.map((one, at) => (at === index ? change(one) : one)) }));

/** Bands by what they begin at, as patients' scores are read; called once a number has been typed to its end. */
export const sortBands = (form: Form): Form =>
  changeScore(form, (score) => (score.bands.every((one, index) => index === 0 || (score.bands[index - 1]?.from ?? 0) <= one.from) ? score : { ...score, bands: score.bands.toSorted((a, b) => a.from - b.from) }));

export const removeBand = (form: Form, index: number): Form => changeScore(form, (score) => ({ ...score, bands: score.bands.toSpliced(index, 1) }));
