import type { ProviderView, ServiceView } from '@shared/generated/door';

/** What was booked last with whom, in this window: the likeliest to be booked next. */
const last = new Map<string, string>();

export function rememberService(provider: string, service: string): void {
  last.set(provider, service);
  last.set('', service);
}

/** The service to propose: what was booked last with this provider, else the first they perform. */
export function serviceFor(services: readonly ServiceView[], provider: string | null): string | null {
  const able = services.filter((one) => !provider || one.performed_by.length === 0 || one.performed_by.includes(provider));
  const before = last.get(provider ?? '');
  return (able.find((one) => one.id === before) ?? able[0])?.id ?? null;
}

/** Who performs a service; empty lists mean everybody. */
export function performers(providers: readonly ProviderView[], service: ServiceView | undefined): ProviderView[] {
  if (!service || service.performed_by.length === 0) return [...providers];
  return providers.filter((one) => service.performed_by.includes(one.id));
}
