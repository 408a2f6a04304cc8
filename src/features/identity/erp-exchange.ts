import type { Clock } from '../../kernel/clock.ts';
import type { IdSource } from '../../kernel/ids.ts';
import type { OpenIdClient, ProviderAnswer } from './open-id-client.ts';
import type { OpenIdRegistration } from './options.ts';

/** On whose behalf a token is asked for: a session, and the access token that proves its user at this moment. */
export interface ErpSubject {
  readonly sessionId: string;
  readonly accessToken: string;
}

/** An access token for the ERP. */
export interface ErpToken {
  readonly token: string;
  readonly expiresAt: Date;
}

/**
 * Turns a user's access token into one for the ERP, with the agent as actor where the provider knows actors. The
 * provider's refusals are answers; fails with `bad_gateway` where it cannot be reached.
 */
export type ErpExchange = (subject: ErpSubject, agentId: string | undefined) => Promise<ProviderAnswer<ErpToken>>;

/** What every exchange stands on. */
export interface ErpExchangeOptions {
  readonly client: OpenIdClient;
  readonly registration: OpenIdRegistration;
  readonly clock: Clock;
  readonly ids: IdSource;
}
