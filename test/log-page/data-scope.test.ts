import { expect } from 'chai';
import { dataScopeWords } from '../../src/features/log-page/data-scope.ts';
import { scopeOf } from './log-rows.ts';

describe('a data scope in words', () => {
  it('names its records, and of many says how many more and how they were found', () => {
    expect(dataScopeWords(scopeOf('vendors', ['V-1', 'V-2'], { filter: 'balance gt 0' }))).to.equal('vendors: V-1, V-2');
    const many = scopeOf('vendors', ['V-1'], { count: 3, digest: 'd', filter: 'balance gt 0' });
    expect(dataScopeWords(many)).to.equal('vendors: V-1 and 2 more (filter balance gt 0; SHA-256 d)');
  });

  it('says what was looked for where nothing was found, and nothing where nothing was looked at', () => {
    expect(dataScopeWords(scopeOf('customers', [], { filter: 'balance gt 0' }))).to.equal('customers: none (filter balance gt 0)');
    expect(dataScopeWords(scopeOf('customers', []))).to.equal('customers: none');
    expect(dataScopeWords(null)).to.equal(null);
  });
});
