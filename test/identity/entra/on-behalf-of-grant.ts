import { createLocalJWKSet, errors as jose, jwtVerify } from 'jose';
import type { JWK, JWTPayload } from 'jose';
import { errors } from 'oidc-provider';
import type { Provider } from 'oidc-provider';
import { apiAudience, erpAudience, type Standing } from './wire.ts';

/** How the people known to the provider stand; who is not in it stands well. */
export type People = Map<string, Standing>;

/** One tenant of the provider. */
export interface OnBehalfOfGrant {
  readonly tid: string;
  readonly people: People;
  readonly publicKey: JWK;
  /** Signs an access token for Business Central. */
  readonly issueForErp: (claims: JWTPayload) => Promise<string>;
}

/** As Entra ID words it; the library's own `InvalidGrant` would keep the reason to itself. */
const refused = (error: string, description: string): Error => new errors.CustomOIDCProviderError(error, description);

/** What Entra ID answers a bad assertion with: https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const invalidAssertion = (thrown: unknown): Error => {
  if (thrown instanceof jose.JWTExpired) return refused('invalid_grant', 'AADSTS500133: Assertion is not within its valid time range.');
  if (thrown instanceof jose.JWTClaimValidationFailed && thrown.claim === 'aud') {
    return refused('invalid_grant', 'AADSTS500131: Assertion audience does not match the Client app presenting the assertion.');
  }
  return refused('invalid_grant', 'AADSTS50013: Assertion failed signature validation.');
};

const refusalOf = (standing: Standing | undefined): Error | undefined => {
  if (standing === 'revoked') return refused('invalid_grant', 'AADSTS50173: The provided grant has expired due to it being revoked.');
  if (standing === 'second_factor_due') return refused('interaction_required', 'AADSTS50076: Multi-factor authentication is due.');
  return undefined;
};

/**
 * Teaches the provider the on-behalf-of grant with Entra's parameters and answer:
 * https://learn.microsoft.com/entra/identity-platform/v2-oauth2-on-behalf-of-flow
 */
export const registerOnBehalfOf = (provider: Provider, { tid, people, publicKey, issueForErp }: OnBehalfOfGrant): void => {
  const keys = createLocalJWKSet({ keys: [publicKey] });
  provider.registerGrantType<Readonly<Partial<Record<'assertion' | 'requested_token_use' | 'scope', string>>>>(
    'urn:ietf:params:oauth:grant-type:jwt-bearer',
    async (ctx) => {
      const { assertion = '', requested_token_use: use, scope = '' } = ctx.oidc.params;
      if (use !== 'on_behalf_of') throw new errors.InvalidRequest('requested_token_use must be on_behalf_of');
      if (!scope.split(' ').includes(`${erpAudience}/.default`))
        throw new errors.InvalidScope('AADSTS70011: The provided scope is not valid.', scope);
      const { payload } = await jwtVerify(assertion, keys, { issuer: provider.issuer, audience: apiAudience }).catch((thrown: unknown) => {
        throw invalidAssertion(thrown);
      });
      const oid = String(payload['oid']);
      const refusal = refusalOf(people.get(oid));
      if (refusal !== undefined) throw refusal;
      ctx.body = {
        token_type: 'Bearer',
        // Entra lists `.default` beside what it stands for; MSAL finds the token again by it.
        scope: `${erpAudience}/Financials.ReadWrite.All ${erpAudience}/.default`,
        expires_in: 3600,
        ext_expires_in: 3600,
        access_token: await issueForErp({
          sub: `erp-${oid}`,
          oid,
          scp: 'Financials.ReadWrite.All user_impersonation',
          appid: ctx.oidc.client.clientId,
        }),
        refresh_token: 'a refresh token that nobody needs',
        client_info: Buffer.from(JSON.stringify({ uid: oid, utid: tid })).toString('base64url'),
      };
    },
    ['assertion', 'requested_token_use', 'scope', 'client_info', 'claims'],
  );
};
