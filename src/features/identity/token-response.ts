import type { TokenEndpointResponse, TokenEndpointResponseHelpers } from 'openid-client';
import type { Clock } from '../../kernel/clock.ts';
import type { SessionTokens } from './session-tokens.ts';

/** The tokens of a response, with the access token's end on our own clock. What a refresh leaves out stays as it was. */
export const tokensFrom = (response: TokenEndpointResponse & TokenEndpointResponseHelpers, clock: Clock, previous?: SessionTokens): SessionTokens => {
  const refreshToken = response.refresh_token ?? previous?.refreshToken;
  const idToken = response.id_token ?? previous?.idToken;
  return {
    accessToken: response.access_token,
    accessTokenExpiresAt: clock.now().getTime() + (response.expires_in ?? 0) * 1000,
    ...(refreshToken === undefined ? {} : { refreshToken }),
    ...(idToken === undefined ? {} : { idToken }),
  };
};
