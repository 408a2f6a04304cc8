import type { Request, Response } from 'express';
import * as openid from 'openid-client';
import type { Clock } from '../../kernel/clock.ts';
import type { OpenIdClient } from './open-id-client.ts';
import { askProvider } from './open-id-client.ts';
import type { SessionTokens } from './session-tokens.ts';
import type { SignInState, SignInStates } from './sign-in-state.ts';
import { userFromIdToken } from './signed-in-user.ts';
import type { SignedInUser } from './signed-in-user.ts';
import { tokensFrom } from './token-response.ts';

/** What signing in stands on. */
export interface SignInFlowOptions {
  readonly client: OpenIdClient;
  readonly states: SignInStates;
  readonly clock: Clock;
  /** Our callback, as registered at the provider. */
  readonly redirectUri: string;
  readonly scope: string;
}

/** Why a sign-in failed. */
export interface SignInFailure {
  /** Not begun in this browser or too long ago; refused by the user; refused by the provider; a person without a tenant. */
  readonly reason: 'expired' | 'denied' | 'refused' | 'no_tenant';
  /** The provider's error code, for the log. */
  readonly error?: string;
}

/** A sign-in that went through. */
export interface SignInSuccess {
  readonly user: SignedInUser;
  readonly tokens: SessionTokens;
  readonly returnTo: string;
  /** What a grant for use while the user is away is for; undefined for a sign-in. */
  readonly grantFor: string | undefined;
}

/** How a sign-in ended. */
export type SignInOutcome = ({ readonly kind: 'success' } & SignInSuccess) | ({ readonly kind: 'failure' } & SignInFailure);

/** What a browser is sent to the provider for. */
export interface BeginSignIn {
  readonly returnTo: string;
  /** Asks for a grant that outlives the sign-in (OpenID Connect Core, 11: offline access needs consent). */
  readonly grantFor?: string;
}

/** OpenID Connect's authorization code flow with PKCE, state and nonce. */
export interface SignInFlow {
  /** Remembers the sign-in in the browser; returns the provider's address to send it to. */
  begin(res: Response, wanted: BeginSignIn): Promise<URL>;
  /** Takes the provider's answer. Fails with `bad_gateway` if the provider cannot be reached. */
  finish(req: Request, res: Response): Promise<SignInOutcome>;
}

const failure = (reason: SignInFailure['reason'], error?: string): SignInOutcome => ({
  kind: 'failure',
  reason,
  ...(error === undefined ? {} : { error }),
});

const answerOf = async ({ client, redirectUri }: SignInFlowOptions, req: Request, begun: SignInState) => {
  const configuration = await client.configuration();
  const answered = new URL(redirectUri);
  answered.search = new URL(req.originalUrl, redirectUri).search;
  return askProvider(() =>
    openid.authorizationCodeGrant(configuration, answered, {
      expectedState: begun.state,
      expectedNonce: begun.nonce,
      pkceCodeVerifier: begun.verifier,
      idTokenExpected: true,
    }),
  );
};

/** The flow against one provider. */
export const signInFlow = (options: SignInFlowOptions): SignInFlow => ({
  async begin(res, { returnTo, grantFor }) {
    const configuration = await options.client.configuration();
    const begun = {
      state: openid.randomState(),
      nonce: openid.randomNonce(),
      verifier: openid.randomPKCECodeVerifier(),
      returnTo,
      ...(grantFor === undefined ? {} : { grantFor }),
    };
    options.states.remember(res, begun);
    return openid.buildAuthorizationUrl(configuration, {
      redirect_uri: options.redirectUri,
      scope: options.scope,
      state: begun.state,
      nonce: begun.nonce,
      code_challenge: await openid.calculatePKCECodeChallenge(begun.verifier),
      code_challenge_method: 'S256',
      ...(grantFor === undefined ? {} : { prompt: 'consent' }),
    });
  },
  async finish(req, res) {
    const begun = options.states.take(req, res);
    if (begun === undefined) return failure('expired');
    const answer = await answerOf(options, req, begun);
    if (answer.kind === 'refused') return failure(answer.error === 'access_denied' ? 'denied' : 'refused', answer.error);
    const user = userFromIdToken(answer.value.claims());
    if (user === undefined) return failure('no_tenant');
    return { kind: 'success', user, tokens: tokensFrom(answer.value, options.clock), returnTo: begun.returnTo, grantFor: begun.grantFor };
  },
});
