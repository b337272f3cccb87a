import { describe, expect, it } from 'vitest';
import { defaults, forget, providersOf, remember, remembered, signInFor, stepOfField, STEPS, toSetUp, troubles } from './answers.svelte';
import { samplesOf, SPECIALITIES } from './samples';

const berlin = () => defaults('Europe/Berlin', 'de-DE');

describe('the answers of the first run', () => {
  it('need nothing but a name and a password', () => {
    const answers = berlin();
    for (const step of STEPS.filter((one) => one !== 'you')) expect(troubles(answers, step), step).toEqual({});
    answers.owner = { name: 'Dr. Amara Okafor', signIn: signInFor('Dr. Amara Okafor') };
    expect(troubles(answers, 'you')).toEqual({});
    const sent = toSetUp(answers, 'secret');
    expect(sent.day.providers, 'a clinic of one is its owner').toEqual([{ name: 'Dr. Amara Okafor', speciality: '' }]);
    expect(sent.day.week).toHaveLength(5);
    expect(sent.day.week[0]).toEqual({ weekday: 1, from: '09:00', until: '17:00', lunch: ['12:30', '13:30'] });
    expect(sent.clinic).toMatchObject({ country: 'DE', zone: 'Europe/Berlin', currency: 'EUR', paper: 'a4' });
    expect(sent.owner).toMatchObject({ sign_in: 'amara', role: 'owner' });
  });

  it('survive a reload without the password', () => {
    const answers = berlin();
    answers.clinic.name = 'Linden Street Clinic';
    remember(answers);
    expect(remembered().clinic.name).toBe('Linden Street Clinic');
    expect(JSON.stringify(sessionStorage)).not.toContain('password');
    forget();
    expect(remembered().clinic.name).toBe('Our clinic');
  });

  it('leave empty lines out and keep their places', () => {
    const answers = berlin();
    answers.providers = [{ key: 1, name: ' ', speciality: '' }, { key: 2, name: 'Dr. Lin Zhao', speciality: 'Dentist' }];
    expect(providersOf(answers)).toEqual([{ at: 1, name: 'Dr. Lin Zhao', speciality: 'Dentist' }]);
  });

  it('say what is wrong with a day', () => {
    const answers = berlin();
    Object.assign(answers.days[0]!, { until: '08:00' });
    Object.assign(answers.days[1]!, { lunchFrom: '08:00' });
    Object.assign(answers.days[2]!, { from: null });
    expect(Object.keys(troubles(answers, 'hours'))).toEqual(['day.1', 'day.2', 'day.3']);
    for (const day of answers.days) day.open = false;
    expect(Object.keys(troubles(answers, 'hours'))).toEqual(['days']);
  });

  it('lead a refused field back to its question', () => {
    expect(['clinic.zone', 'day.week.0.lunch', 'day.providers.1.name', 'day.services.0.price', 'password', undefined].map(stepOfField)).toEqual(['clinic', 'hours', 'providers', 'visits', 'you', undefined]);
  });
});

describe('a sign-in name', () => {
  it.each([['Dr. Ana María Pop', 'ana'], ['José', 'jose'], ['  ', ''], ['Prof. Dr. med. Lin Zhao', 'lin'], ['김민준', '김민준']])('for %j is %j', (name, want) => expect(signInFor(name)).toBe(want.normalize('NFD')));
});

describe('sample visits', () => {
  it('can all be booked, in every speciality', () => {
    for (const { id } of SPECIALITIES) {
      const samples = samplesOf(id, 'EUR');
      expect(samples.length, id).toBeGreaterThan(2);
      expect(new Set(samples.map((one) => one.name)).size, id).toBe(samples.length);
      for (const sample of samples) expect(sample.minutes % 5, `${id} ${sample.name}`).toBe(0);
    }
  });

  it('have no price where a guess would be wrong by a hundredfold', () => {
    expect(samplesOf('general', 'JPY').every((one) => one.price === 0)).toBe(true);
    expect(samplesOf('general', 'USD')[0]?.price).toBe(6000);
  });
});
