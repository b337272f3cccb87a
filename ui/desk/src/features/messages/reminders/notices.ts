import type { CatchUp } from '@shared/generated/door';

const count = (n: number, one: string, many: string) => (n === 1 ? `1 ${one}` : `${n} ${many}`);

/** What was made up for: "12 messages were sent late, 3 were not sent because it was too late, 4 still go." */
export function catchUpWords({ sent, expired, left }: CatchUp): string {
  const parts = [
    sent > 0 && `${count(sent, 'message was', 'messages were')} sent late`,
    expired > 0 && `${count(expired, 'was', 'were')} not sent, because it would have been too late to be of use`,
    left > 0 && `${count(left, 'still goes', 'still go')} out, a few at a time`,
  ].filter((part): part is string => Boolean(part));
  const said = parts.join('; ');
  return said ? `${said[0]?.toUpperCase()}${said.slice(1)}.` : '';
}

/** How far a clock jumped, in one unit: "3 hours", "2 days". */
export function jumpWords(seconds: number): string {
  if (seconds < 5400) return count(Math.max(1, Math.round(seconds / 60)), 'minute', 'minutes');
  if (seconds < 36 * 3600) return count(Math.round(seconds / 3600), 'hour', 'hours');
  return count(Math.round(seconds / 86_400), 'day', 'days');
}
