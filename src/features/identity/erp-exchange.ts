import * as openid from 'openid-client';
import type { Clock } from '../../kernel/clock.ts';
import type { IdSource } from '../../kernel/ids.ts';
import { actorTokens } from './actor-token.ts';
import type { OpenIdClient, ProviderAnswer } from './open-id-client.ts';
import { askProvider } from './open-id-client.ts';
import type { ErpAccess, OpenIdRegistration } from './options.ts';

/** An access token for the ERP. */
export interface ErpToken {
  readonly token: string;
  readonly expiresAt: Date;
}

/** Turns a user's access token into one for the ERP, with the agent as actor where the provider knows actors. */
export type ErpExchange = (accessToken: string, agentId: string | undefined) => Promise<ProviderAnswer<ErpToken>>;

/** What the exchange stands on. */
export interface ErpExchangeOptions {
  readonly client: OpenIdClient;
  readonly registration: OpenIdRegistration;
  readonly clock: Clock;
  readonly ids: IdSource;
}

type Parameters = Record<string, string>;

/** Grant type and parameters of the request, for each way a provider may want it. */
const requestFor = (
  access: ErpAccess,
  { registration, clock, ids }: ErpExchangeOptions,
): ((accessToken: string, agentId: string | undefined) => Promise<[grantType: string, parameters: Parameters]>) => {
  if (access.kind === 'on_behalf_of') {
    return (accessToken) =>
      Promise.resolve([
        'urn:ietf:params:oauth:grant-type:jwt-bearer',
        { assertion: accessToken, requested_token_use: 'on_behalf_of', scope: access.scope },
      ]);
  }
  const actorToken = actorTokens(registration, clock, ids);
  return async (accessToken, agentId) => {
    const subject = {
      subject_token: accessToken,
      subject_token_type: 'urn:ietf:params:oauth:token-type:access_token',
      audience: access.audience,
    };
    const actor: Parameters =
      agentId === undefined ? {} : { actor_token: await actorToken(agentId), actor_token_type: 'urn:ietf:params:oauth:token-type:jwt' };
    return ['urn:ietf:params:oauth:grant-type:token-exchange', { ...subject, ...actor }];
  };
};

/** The exchange as this registration does it. */
export const erpExchange = (options: ErpExchangeOptions): ErpExchange => {
  const request = requestFor(options.registration.erpAccess, options);
  return async (accessToken, agentId) => {
    const configuration = await options.client.configuration();
    const [grantType, parameters] = await request(accessToken, agentId);
    const answer = await askProvider(() => openid.genericGrantRequest(configuration, grantType, parameters));
    if (answer.kind === 'refused') return answer;
    const { access_token: token, expires_in: seconds = 0 } = answer.value;
    return { kind: 'answer', value: { token, expiresAt: new Date(options.clock.now().getTime() + seconds * 1000) } };
  };
};
