import { expect } from 'chai';
import { userFromIdToken } from '../../src/features/identity/signed-in-user.ts';

describe('the user an ID token names', () => {
  it('is known by object id and tenant', () => {
    const claims = {
      sub: 'pairwise',
      oid: 'o-1',
      tid: 't-1',
      preferred_username: 'a@x.example',
      name: 'A B',
      email: 'mail@x.example',
      roles: ['R'],
    };
    expect(userFromIdToken(claims)).to.deep.equal({
      tid: 't-1',
      oid: 'o-1',
      userName: 'a@x.example',
      displayName: 'A B',
      email: 'mail@x.example',
      roles: ['R'],
    });
  });

  it('has the roles of Entra, whose values cannot contain spaces', () => {
    const user = userFromIdToken({ sub: 's', tid: 't', roles: ['SMART_AGENTS_ADMIN', 'SMART AGENTS USER'] });
    expect(user?.roles).to.deep.equal(['SMART AGENTS ADMIN', 'SMART AGENTS USER']);
  });

  it('makes do with what the provider tells', () => {
    expect(userFromIdToken({ sub: 's', tid: 't' })).to.deep.equal({
      tid: 't',
      oid: 's',
      displayName: 's',
      email: '',
      roles: [],
    });
    expect(userFromIdToken({ sub: 's', tid: 't', preferred_username: 'u@x.example' })).to.include({
      displayName: 'u@x.example',
      email: 'u@x.example',
    });
  });

  it('is nobody without a tenant or a subject', () => {
    expect(userFromIdToken({ sub: 's' })).to.equal(undefined);
    expect(userFromIdToken({ sub: 's', tid: '' })).to.equal(undefined);
    expect(userFromIdToken({ tid: 't' })).to.equal(undefined);
    expect(userFromIdToken(undefined)).to.equal(undefined);
  });
});
