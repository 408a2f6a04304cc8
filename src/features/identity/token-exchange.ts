import * as openid from 'openid-client';
import { actorTokens } from './actor-token.ts';
import type { ErpExchange, ErpExchangeOptions } from './erp-exchange.ts';
import { askProvider } from './open-id-client.ts';

/** OAuth 2.0 Token Exchange (RFC 8693), with the agent as actor. Throws if the client has no key to name it with. */
export const tokenExchange = ({ client, registration, clock, ids }: ErpExchangeOptions, audience: string): ErpExchange => {
  const actorToken = actorTokens(registration, clock, ids);
  return async ({ accessToken }, agentId) => {
    const configuration = await client.configuration();
    const actor: Record<string, string> =
      agentId === undefined ? {} : { actor_token: await actorToken(agentId), actor_token_type: 'urn:ietf:params:oauth:token-type:jwt' };
    const answer = await askProvider(() =>
      openid.genericGrantRequest(configuration, 'urn:ietf:params:oauth:grant-type:token-exchange', {
        subject_token: accessToken,
        subject_token_type: 'urn:ietf:params:oauth:token-type:access_token',
        audience,
        ...actor,
      }),
    );
    if (answer.kind === 'refused') return answer;
    const { access_token: token, expires_in: seconds = 0 } = answer.value;
    return { kind: 'answer', value: { token, expiresAt: new Date(clock.now().getTime() + seconds * 1000) } };
  };
};
