import { expect } from 'chai';
import session from 'express-session';
import type { SessionData } from 'express-session';
import { ExpressSessionStore } from '../../src/features/identity/express-session-store.ts';
import { openTokens } from '../../src/features/identity/session-tokens.ts';
import { sessionIdOf } from '../../src/features/identity/web-sessions.ts';
import { ManualClock } from '../../src/kernel/clock.ts';
import { createSecretBox, newSecretKey } from '../../src/kernel/secret-box.ts';
import { InMemorySessionStore } from './in-memory-session-store.ts';

const user = { tid: 't', oid: 'o', displayName: 'Clara Reyes', email: 'clara@x.example', roles: [] };

describe('session store for the session middleware', () => {
  const box = createSecretBox(newSecretKey());
  const tokens = { accessToken: 'a', accessTokenExpiresAt: 1 };
  const kept = new InMemorySessionStore();
  const store = new ExpressSessionStore({
    store: kept,
    box,
    clock: new ManualClock('2026-03-02T09:00:00Z'),
    lifetimes: { idle: 1000, absolute: 5000 },
  });
  const done = (run: (callback: (error?: unknown) => void) => void): Promise<unknown> => new Promise((resolve) => run(resolve));
  const load = (sid: string): Promise<SessionData | null | undefined> =>
    new Promise((resolve) => {
      store.get(sid, (_error, data) => resolve(data));
    });
  const fresh = (): SessionData => ({ cookie: new session.Cookie() });
  beforeEach(async () => {
    kept.records.clear();
    const data = fresh();
    store.begin(data, { user, tokens });
    await done((callback) => store.set('sid', data, callback));
  });

  it('loads what sign-in began, and keeps the tokens apart through every later save', async () => {
    const data = await load('sid');
    expect(data?.passport?.user).to.deep.equal(user);
    await done((callback) => store.set('sid', { ...fresh(), ...data, csrfToken: 'x' }, callback));
    expect((await load('sid'))?.csrfToken).to.equal('x');
    expect(openTokens(box, kept.records.get(sessionIdOf('sid'))?.sealedTokens ?? '')).to.deep.equal(tokens);
  });

  it('does not bring a session back when a request that was under way saves it after the sign-out', async () => {
    const data = await load('sid');
    await done((callback) => store.destroy('sid', callback));
    await done((callback) => store.set('sid', { ...fresh(), ...data, csrfToken: 'late' }, callback));
    expect(await load('sid')).to.equal(null);
    expect(kept.records.size).to.equal(0);
  });

  it('keeps no session for people who are not signed in', async () => {
    await done((callback) => store.set('anonymous', fresh(), callback));
    expect(kept.records.size).to.equal(1);
  });

  it('counts a session that cannot be read as none', async () => {
    await kept.update(sessionIdOf('sid'), {
      sealedData: box.seal('{"cookie":{}}'),
      expiresAt: new Date('2027-01-01T00:00:00Z'),
    });
    expect(await load('sid')).to.equal(null);
    await kept.update(sessionIdOf('sid'), {
      sealedData: '{"cookie":{},"passport":{}}',
      expiresAt: new Date('2027-01-01T00:00:00Z'),
    });
    expect(await load('sid')).to.equal(null);
  });

  it('passes a failing store on instead of signing anyone out', async () => {
    const failing = new ExpressSessionStore({
      store: Object.assign(new InMemorySessionStore(), { get: () => Promise.reject(new Error('database gone')) }),
      box,
      clock: new ManualClock('2026-03-02T09:00:00Z'),
      lifetimes: { idle: 1000, absolute: 5000 },
    });
    const failure = await new Promise((resolve) => failing.get('sid', resolve));
    expect(failure).to.have.property('message', 'database gone');
  });
});
