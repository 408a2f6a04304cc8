import type { JWK, JWTPayload, ProtectedHeaderParameters } from 'jose';

/** The application, with its secret. */
export const clientId = 'app-id';
/** The same, as one that proves itself by key. */
export const keyClientId = 'app-id-with-key';
/** A public client that signs people in at a terminal. */
export const terminalClientId = 'terminal-id';
export const clientSecret = 'a secret of the application';
/** Audience of tokens for the program itself. */
export const apiAudience = 'api://app-id';
/** Audience of tokens for Business Central. */
export const erpAudience = 'https://api.businesscentral.dynamics.com';

/** How a person stands with the provider, where not well: an admin ended every session, or a second factor is due. */
export type Standing = 'well' | 'revoked' | 'second_factor_due';

/** What the test asks of the provider's process; each is answered by `done`. */
export type Ask =
  /** Everything that happened before is told before the answer. */
  | { readonly kind: 'anything_new' }
  | { readonly kind: 'set'; readonly oid: string; readonly standing: Standing }
  | { readonly kind: 'issue'; readonly tid: string; readonly claims: JWTPayload; readonly expiresIn: number };

/** What the process tells. */
export type Tell =
  | { readonly kind: 'ready'; readonly origin: string; readonly clientKey: JWK }
  | { readonly kind: 'done'; readonly token: string }
  | { readonly kind: 'granted'; readonly grantType: string; readonly assertionHeader: ProtectedHeaderParameters | undefined }
  | { readonly kind: 'refused'; readonly grantType: string; readonly error: string };
