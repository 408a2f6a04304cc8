import * as openid from 'openid-client';
import type { Clock } from '../../kernel/clock.ts';
import { AppError } from '../../kernel/errors.ts';
import type { ErpToken } from './erp-exchange.ts';
import { askProvider, openIdClient } from './open-id-client.ts';

/** A sign-in of a person at a terminal, by a public client. */
export interface DeviceSignIn {
  readonly issuer: string;
  readonly clientId: string;
  readonly scope: string;
  readonly clock: Clock;
  /** Tells the person where to enter which code. */
  readonly say: (message: string) => void;
}

const refused = (error: string, reason: string): AppError =>
  new AppError('unauthenticated', `The sign-in did not succeed: ${error}. ${reason}`.trimEnd(), {
    remedy: 'Check the client id; the application must allow public client flows and have the permission for Business Central.',
  });

/**
 * Signs a person in by a code that is entered in a browser anywhere (RFC 8628), for a token of the ERP with that
 * person's rights. Nothing is kept. Fails with `unauthenticated` where the person or the provider refuses, with
 * `bad_gateway` where the provider cannot be reached.
 */
export const signInByDevice = async ({ issuer, clientId, scope, clock, say }: DeviceSignIn): Promise<ErpToken> => {
  const configuration = await openIdClient({ issuer, clientId }).configuration();
  const answer = await askProvider(async () => {
    const begun = await openid.initiateDeviceAuthorization(configuration, { scope });
    say(`Open ${begun.verification_uri} in a browser and enter the code ${begun.user_code}.`);
    return openid.pollDeviceAuthorizationGrant(configuration, begun);
  });
  if (answer.kind === 'refused') throw refused(answer.error, answer.reason);
  const { access_token: token, expires_in: seconds = 0 } = answer.value;
  return { token, expiresAt: new Date(clock.now().getTime() + seconds * 1000) };
};
