import type { NodeAuthOptions } from '@azure/msal-node';
import type { OpenIdClient } from './open-id-client.ts';

/** The identity provider as MSAL is told of it. */
export interface MsalAuthority {
  readonly auth: NodeAuthOptions;
  readonly tokenEndpoint: string;
}

/**
 * The endpoints are those that openid-client found by discovery, so MSAL asks nobody and both talk to the same issuer.
 * MSAL takes addresses of https alone; here the address is but the authority's name. Fails with `bad_gateway`.
 */
export const msalAuthority = async (client: OpenIdClient, registered: { issuer: string; clientId: string }): Promise<MsalAuthority> => {
  const { issuer, token_endpoint: tokenEndpoint = '', authorization_endpoint, jwks_uri } = (await client.configuration()).serverMetadata();
  const authority = new URL(registered.issuer.replace(/^http:/, 'https:'));
  const authorityMetadata = JSON.stringify({ issuer, token_endpoint: tokenEndpoint, authorization_endpoint, jwks_uri });
  return {
    tokenEndpoint,
    auth: { clientId: registered.clientId, authority: authority.href, knownAuthorities: [authority.host], authorityMetadata },
  };
};
