import { healthSchema, type HealthView } from '../../contracts/health.ts';

/** How the program stands; null where it does not say. Any status counts: what is wrong is told with 503. */
export const fetchHealth = async (signal: AbortSignal): Promise<HealthView | null> => {
  try {
    const response = await fetch('/readyz', { headers: { accept: 'application/json' }, signal });
    return healthSchema.safeParse(await response.json()).data ?? null;
  } catch {
    return null;
  }
};
