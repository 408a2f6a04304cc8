import { randomBytes } from 'node:crypto';
import type { Clock } from '../../kernel/clock.ts';
import type { SecretBox } from '../../kernel/secret-box.ts';
import type { SessionStore } from './session-store.ts';
import { sealTokens } from './session-tokens.ts';
import type { SignInSuccess } from './sign-in-flow.ts';
import { isLive, sessionDataOf, sessionIdOf } from './web-sessions.ts';

/** What a kept sign-in is: a browser's session, a grant for use while the user is away, or nothing that still is. */
export type SignInKind = 'session' | 'grant' | 'none';

/** Sign-ins that no browser has: grants for use while the user is away. */
export interface StandingGrants {
  /** Keeps a grant until an instant; answers the id under which ERP tokens are had by it. */
  keep(grant: Pick<SignInSuccess, 'user' | 'tokens'>, until: Date): Promise<string>;
  /** What an id leads to at this moment. */
  kindOf(sessionId: string): Promise<SignInKind>;
  /** Ends a grant; what is not there, or is a browser's sign-in, stays as it is. */
  end(sessionId: string): Promise<void>;
}

/** The grants over the store of web sessions: kept like one, under an id that no cookie leads to, and never prolonged. */
export const standingGrants = ({
  store,
  box,
  clock,
}: {
  readonly store: SessionStore;
  readonly box: SecretBox;
  readonly clock: Clock;
}): StandingGrants => ({
  async keep({ user, tokens }, until) {
    const id = sessionIdOf(randomBytes(32).toString('base64url'));
    const sealedData = box.seal(JSON.stringify({ cookie: {}, passport: { user }, isGrant: true }));
    await store.set({ id, sealedData, sealedTokens: sealTokens(box, tokens), createdAt: clock.now(), expiresAt: until });
    return id;
  },
  async kindOf(sessionId) {
    const record = await store.get(sessionId);
    if (record === undefined || !isLive(record, clock.now())) return 'none';
    return sessionDataOf(record, box)?.['isGrant'] === true ? 'grant' : 'session';
  },
  async end(sessionId) {
    const record = await store.get(sessionId);
    if (record && sessionDataOf(record, box)?.['isGrant'] === true) await store.destroy(sessionId);
  },
});
