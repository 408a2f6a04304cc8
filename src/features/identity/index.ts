/** Who is signed in, for how long, and what that lets the program do at the ERP. */
export { generateClientKey } from './client-key.ts';
export type { ClientKey } from './client-key.ts';
export { callbackPath, createIdentity } from './create-identity.ts';
export type { Identity } from './create-identity.ts';
export { signInByDevice } from './device-sign-in.ts';
export type { ErpTokenOutcome, ErpTokens } from './erp-tokens.ts';
export type { ClientAuthentication, ErpAccess, IdentityOptions, OpenIdRegistration } from './options.ts';
export { serviceSignIn, withServiceSignIns } from './service-sign-ins.ts';
export type { ServiceCredential } from './service-sign-ins.ts';
export type { SessionLifetimes } from './session-lifetimes.ts';
export type { SessionStore, WebSessionRecord } from './session-store.ts';
export { signedInUserSchema } from './signed-in-user.ts';
export type { SignedInSession, SignedInUser } from './signed-in-user.ts';
export type { LiveSession, WebSessions } from './web-sessions.ts';
