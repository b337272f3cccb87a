import type { KnownServer, MailSuggestion, Security } from '@shared/generated/door';

/** The mail form as it is typed. The password is not part of it: it is never kept as a draft. */
export interface MailForm {
  address: string;
  name: string;
  host: string;
  port: string;
  security: Security;
  user: string;
  replyTo: string;
  roots: string;
}

/** The part behind the `@`, once it looks like one. */
export function domainOf(address: string): string | null {
  const found = /@([^\s@]+\.[^\s@.]{2,})$/.exec(address.trim());
  return found?.[1]?.toLowerCase() ?? null;
}

const USUAL_PORT: Record<Security, string> = { tls: '465', start_tls: '587', none: '25' };

/** The port that goes with a protection, unless somebody typed one of their own. */
export function portFor(next: Security, port: string): string {
  return port.trim() === '' || Object.values(USUAL_PORT).includes(port.trim()) ? USUAL_PORT[next] : port;
}

/** Port as a number, or null while what is typed is none. */
export function portNumber(text: string): number | null {
  const port = /^\d{1,5}$/.test(text.trim()) ? Number(text.trim()) : 0;
  return port >= 1 && port <= 65_535 ? port : null;
}

/** Fills in a provider's server. The user name is the whole address with every provider in the list. */
export function withServer(form: MailForm, server: KnownServer): MailForm {
  return { ...form, host: server.host, port: String(server.port), security: server.security, user: form.address.trim() };
}

/** Whether a suggestion may be filled in: what somebody typed is never overwritten. `filled` is the host filled in before. */
export function mayFill(form: MailForm, filled: string | null): boolean {
  return form.host.trim() === '' || form.host === filled;
}

/** What is known of the server that stands in the form, for its advice beside the password. */
export function serverAt(host: string, suggestion: MailSuggestion | undefined): KnownServer | undefined {
  const wanted = host.trim().toLowerCase();
  if (!suggestion || wanted === '') return undefined;
  return suggestion.known?.host === wanted ? suggestion.known : suggestion.hosting.find((one) => one.host === wanted);
}

/** "smtp.gmail.com, port 465, encrypted". */
export function serverWords(form: MailForm): string {
  if (form.host.trim() === '') return 'not known yet';
  const how: Record<Security, string> = { tls: 'encrypted (TLS)', start_tls: 'encrypted (STARTTLS)', none: 'not encrypted' };
  return `${form.host.trim()}, port ${form.port}, ${how[form.security]}`;
}
