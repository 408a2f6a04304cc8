import type { AgentView, clientAuthentications } from '../../contracts/admin.ts';

/** What each autonomy means, for whoever sets it. */
export const autonomyEffects: Readonly<Record<AgentView['autonomy'], string>> = {
  'read-only': 'reads and answers; every write is refused.',
  ask: 'prepares writes and shows them; nothing is written before the user confirms.',
  execute: 'writes drafts by itself for people with an execute grant, and asks everyone else.',
};

/** Tiers with their price factor. */
export const tierWords: Readonly<Record<AgentView['tier'], string>> = {
  fast: 'Fast (0.5×)',
  smart: 'Smart (1×)',
  expert: 'Expert (2×)',
  premium: 'Premium (4×)',
};

/** How an external agent proves who it is. */
export const authenticationWords: Readonly<Record<(typeof clientAuthentications)[number], string>> = {
  client_secret_basic: 'Client secret',
  private_key_jwt: 'Signed assertion (private_key_jwt)',
};
