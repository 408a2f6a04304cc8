import { expect } from 'chai';
import type { IdentityProviderStore, ProviderRecord } from '../../src/identity-provider/index.ts';

const at = (time: string): Date => new Date(`2026-03-02T${time}Z`);
const hashed = (digit: string): string => digit.repeat(64);

const record = (change: Partial<ProviderRecord>): ProviderRecord => ({
  model: 'RefreshToken',
  id: hashed('a'),
  payload: 'sealed',
  grantId: null,
  userCode: null,
  uid: null,
  expiresAt: at('12:00:00.000'),
  ...change,
});

/** The rules every identity provider store keeps; `open` gives an empty one for each test. */
export const identityProviderStoreContract = (name: string, open: () => Promise<IdentityProviderStore>): void => {
  describe(`identity provider store: ${name}`, () => {
    let store: IdentityProviderStore;
    beforeEach(async () => {
      store = await open();
    });

    it('finds what was put in, and nothing under another model or id', async () => {
      await store.upsert(record({}));
      expect(await store.find('RefreshToken', hashed('a'))).to.deep.equal({
        id: hashed('a'),
        payload: 'sealed',
        consumedAt: null,
      });
      expect(await store.find('AuthorizationCode', hashed('a'))).to.equal(undefined);
      expect(await store.find('RefreshToken', hashed('b'))).to.equal(undefined);
    });

    it('keeps long payloads and any character in them', async () => {
      const payload = 'Zürich 東京 😀 \' " \\ '.repeat(2000);
      await store.upsert(record({ payload }));
      expect((await store.find('RefreshToken', hashed('a')))?.payload).to.equal(payload);
    });

    it('replaces a record of the same model and id', async () => {
      await store.upsert(record({ payload: 'first', uid: 'one' }));
      await store.upsert(record({ payload: 'second', uid: 'two' }));
      expect((await store.find('RefreshToken', hashed('a')))?.payload).to.equal('second');
      expect(await store.findByUid('RefreshToken', 'one')).to.equal(undefined);
    });

    it('finds sessions by uid and device codes by user code, within their model', async () => {
      await store.upsert(record({ model: 'Session', uid: 'u-1' }));
      await store.upsert(record({ model: 'DeviceCode', id: hashed('d'), userCode: hashed('e') }));
      expect((await store.findByUid('Session', 'u-1'))?.id).to.equal(hashed('a'));
      expect(await store.findByUid('Grant', 'u-1')).to.equal(undefined);
      expect((await store.findByUserCode('DeviceCode', hashed('e')))?.id).to.equal(hashed('d'));
      expect(await store.findByUserCode('Session', hashed('e'))).to.equal(undefined);
    });

    it('lets exactly one of many callers consume a record, and remembers when', async () => {
      await store.upsert(record({}));
      const attempts = Array.from({ length: 10 }, () => store.consume('RefreshToken', hashed('a'), at('09:30:00.000')));
      expect((await Promise.all(attempts)).filter(Boolean)).to.have.length(1);
      expect((await store.find('RefreshToken', hashed('a')))?.consumedAt).to.deep.equal(at('09:30:00.000'));
    });

    it('keeps a record consumed when it is replaced', async () => {
      await store.upsert(record({}));
      await store.consume('RefreshToken', hashed('a'), at('09:30:00.000'));
      await store.upsert(record({ payload: 'again' }));
      expect(await store.consume('RefreshToken', hashed('a'), at('09:31:00.000'))).to.equal(false);
    });

    it('consumes nothing that is not there', async () => {
      expect(await store.consume('RefreshToken', hashed('a'), at('09:30:00.000'))).to.equal(false);
    });

    it('destroys one record, and does not mind if it is gone', async () => {
      await store.upsert(record({}));
      await store.upsert(record({ id: hashed('b') }));
      await store.destroy('RefreshToken', hashed('a'));
      await store.destroy('RefreshToken', hashed('a'));
      expect(await store.find('RefreshToken', hashed('a'))).to.equal(undefined);
      expect(await store.find('RefreshToken', hashed('b'))).to.not.equal(undefined);
    });

    it('revokes every record of a grant, of whatever model, and no other', async () => {
      await store.upsert(record({ grantId: 'g-1' }));
      await store.upsert(record({ model: 'AuthorizationCode', grantId: 'g-1' }));
      await store.upsert(record({ id: hashed('b'), grantId: 'g-2' }));
      await store.upsert(record({ id: hashed('c') }));
      await store.revokeByGrantId('g-1');
      expect(await store.find('RefreshToken', hashed('a'))).to.equal(undefined);
      expect(await store.find('AuthorizationCode', hashed('a'))).to.equal(undefined);
      expect(await store.find('RefreshToken', hashed('b'))).to.not.equal(undefined);
      expect(await store.find('RefreshToken', hashed('c'))).to.not.equal(undefined);
    });

    it('removes what has expired, to the moment, and keeps what never does', async () => {
      await store.upsert(record({ expiresAt: at('12:00:00.000') }));
      await store.upsert(record({ id: hashed('b'), expiresAt: at('12:00:00.001') }));
      await store.upsert(record({ id: hashed('c'), expiresAt: null }));
      expect(await store.removeExpired(at('12:00:00.000'))).to.equal(1);
      expect(await store.find('RefreshToken', hashed('a'))).to.equal(undefined);
      expect(await store.find('RefreshToken', hashed('b'))).to.not.equal(undefined);
      expect(await store.find('RefreshToken', hashed('c'))).to.not.equal(undefined);
    });
  });
};
