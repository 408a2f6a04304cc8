import { expect } from 'chai';
import type { SessionStore, WebSessionRecord } from '../../src/features/identity/index.ts';

const at = (time: string): Date => new Date(`2026-03-02T${time}Z`);
const id = 'a'.repeat(64);

const session = (change: Partial<WebSessionRecord> = {}): WebSessionRecord => ({
  id,
  sealedData: 'sealed data',
  sealedTokens: 'sealed tokens',
  createdAt: at('08:00:00.000'),
  expiresAt: at('10:00:00.000'),
  ...change,
});

/** The rules every session store keeps; `open` gives an empty one for each test. */
export const sessionStoreContract = (name: string, open: () => Promise<SessionStore>): void => {
  describe(`session store: ${name}`, () => {
    let store: SessionStore;
    beforeEach(async () => {
      store = await open();
    });

    it('returns a session as it was set, to the millisecond', async () => {
      const record = session({
        sealedData: `{"name":"Zürich 東京 😀"}`,
        sealedTokens: 'x'.repeat(20_000),
        createdAt: at('08:00:00.123'),
      });
      await store.set(record);
      expect(await store.get(id)).to.deep.equal(record);
    });

    it('knows nothing of a session that was never set', async () => {
      expect(await store.get(id)).to.equal(undefined);
    });

    it('replaces a session that is set again', async () => {
      await store.set(session());
      await store.set(session({ sealedData: '{}', sealedTokens: 'other' }));
      expect(await store.get(id)).to.deep.equal(session({ sealedData: '{}', sealedTokens: 'other' }));
    });

    it('updates data without touching tokens, and tokens without touching data', async () => {
      await store.set(session());
      expect(await store.update(id, { sealedData: '{"a":1}', expiresAt: at('11:00:00.000') })).to.equal(true);
      expect(await store.saveTokens(id, 'fresh')).to.equal(true);
      expect(await store.get(id)).to.deep.equal(session({ sealedData: '{"a":1}', sealedTokens: 'fresh', expiresAt: at('11:00:00.000') }));
    });

    it('moves the end of a session by touch, and nothing else', async () => {
      await store.set(session());
      await store.touch(id, at('10:30:00.000'));
      expect(await store.get(id)).to.deep.equal(session({ expiresAt: at('10:30:00.000') }));
    });

    it('never brings a destroyed session back', async () => {
      await store.set(session());
      await store.destroy(id);
      expect(await store.update(id, { sealedData: '{}', expiresAt: at('11:00:00.000') })).to.equal(false);
      expect(await store.saveTokens(id, 'fresh')).to.equal(false);
      await store.touch(id, at('11:00:00.000'));
      expect(await store.get(id)).to.equal(undefined);
    });

    it('keeps what was got on a session’s behalf beside it, one session’s apart from another’s', async () => {
      await store.set(session());
      await store.set(session({ id: 'b'.repeat(64) }));
      expect(await store.tokenCache(id)).to.equal(undefined);
      expect(await store.saveTokenCache(id, 'x'.repeat(20_000))).to.equal(true);
      expect(await store.saveTokenCache(id, 'latest')).to.equal(true);
      expect([await store.tokenCache(id), await store.tokenCache('b'.repeat(64))]).to.deep.equal(['latest', undefined]);
      expect(await store.get(id)).to.deep.equal(session());
    });

    for (const [end, by] of [
      ['destroyed', () => store.destroy(id)],
      ['expired', () => store.removeExpired(at('10:00:00.000'))],
      ['begun anew', () => store.set(session())],
    ] as const) {
      it(`keeps nothing on behalf of a session that was ${end}`, async () => {
        await store.set(session());
        await store.saveTokenCache(id, 'tokens');
        await by();
        expect(await store.tokenCache(id)).to.equal(undefined);
      });
    }

    it('takes nothing more on behalf of a session that is gone', async () => {
      await store.set(session());
      await store.destroy(id);
      expect(await store.saveTokenCache(id, 'too late')).to.equal(false);
      expect(await store.tokenCache(id)).to.equal(undefined);
    });

    it('does not mind destroying what is gone', async () => {
      await store.destroy(id);
      await store.destroy(id);
      expect(await store.get(id)).to.equal(undefined);
    });

    it('removes what has expired, to the moment', async () => {
      await store.set(session());
      await store.set(session({ id: 'b'.repeat(64), expiresAt: at('10:00:00.001') }));
      expect(await store.removeExpired(at('10:00:00.000'))).to.equal(1);
      expect(await store.get(id)).to.equal(undefined);
      expect(await store.get('b'.repeat(64))).to.not.equal(undefined);
    });
  });
};
