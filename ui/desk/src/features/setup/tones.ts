import type { Tone } from '@shared/generated/door';

interface Facts {
  clinic: string;
  phone: string;
  /** Empty while nobody is named yet. */
  provider: string;
  time: string;
}

/** The reminder of the day before, as a made-up patient would read it in this tone. */
export function sampleLetter(tone: Tone, facts: Facts): { subject: string; lines: string[] } {
  const whom = facts.provider ? ` with ${facts.provider}` : '';
  const call = facts.phone ? ` or call us on ${facts.phone}` : '';
  if (tone === 'warm') {
    return {
      subject: `See you tomorrow at ${facts.time}`,
      lines: ['Hi Grace,', `We look forward to seeing you tomorrow at ${facts.time}${whom}.`, `If it does not work out after all, just answer this e-mail${call} and we will find another time.`, `Your team at ${facts.clinic}`],
    };
  }
  return {
    subject: `Your appointment tomorrow at ${facts.time}`,
    lines: ['Dear Grace Kim,', `This is to remind you of your appointment tomorrow at ${facts.time}${whom}.`, `Should you be unable to attend, please reply to this e-mail${call}.`, `Yours sincerely,\n${facts.clinic}`],
  };
}
