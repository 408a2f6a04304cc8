import { expect } from 'chai';
import { mayActForService, mayBecome, servicePrincipalStates } from '../../src/domain/service-principal.ts';
import { servicePrincipalAtOnce } from '../../src/domain/widening.ts';

describe('a service that delegates', () => {
  it('is let act, held up and retired, and a retired one stays retired', () => {
    const moves = servicePrincipalStates.flatMap((from) =>
      servicePrincipalStates.filter((to) => from !== to && mayBecome(from, to)).map((to) => `${from} ${to}`),
    );
    expect(moves).to.deep.equal([
      ...['registered active', 'registered retired', 'active suspended', 'active retired', 'suspended active', 'suspended retired'],
    ]);
    for (const state of servicePrincipalStates) expect(mayBecome(state, state)).to.equal(true);
  });

  it('is acted for by its owner and by admins', () => {
    expect(mayActForService('ben', { subjectId: 'ben', isAdmin: false })).to.equal(true);
    expect(mayActForService('ben', { subjectId: 'marta', isAdmin: false })).to.equal(false);
    expect(mayActForService('ben', { subjectId: 'adele', isAdmin: true })).to.equal(true);
  });

  it('is held up and renamed at once; letting it act, and another owner, wait', () => {
    const present = { name: 'Buying', owner: 'ben', state: 'suspended' } as const;
    expect(servicePrincipalAtOnce(present, { name: 'Purchasing', owner: 'marta', state: 'active' })).to.deep.equal({
      ...present,
      name: 'Purchasing',
    });
    expect(servicePrincipalAtOnce({ ...present, state: 'active' }, { ...present, state: 'retired' }).state).to.equal('retired');
  });
});
