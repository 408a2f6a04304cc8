import { expect } from 'chai';
import { dataScopeWords } from '../../src/features/log-page/data-scope.ts';
import { scopeOf } from './log-rows.ts';

describe('a data scope in words', () => {
  it('names its records, and of many says how many more and how they were found', () => {
    expect(dataScopeWords(scopeOf('vendors', ['V-1', 'V-2'], { filter: 'balance gt 0' }))).to.equal('vendors: V-1, V-2');
    const many = scopeOf('vendors', ['V-1'], { count: 3, digest: 'd', filter: 'balance gt 0' });
    expect(dataScopeWords(many)).to.equal('vendors: V-1 and 2 more (where balance gt 0; SHA-256 d)');
  });

  it('names several records that go by one name once, and says how many they are', () => {
    expect(dataScopeWords(scopeOf('purchasePrices', ['1007', '1002', '1007']))).to.equal('purchasePrices: 1007 (2 records), 1002');
  });

  it('says what was looked for where nothing was found, and nothing where nothing was looked at', () => {
    expect(dataScopeWords(scopeOf('customers', [], { filter: 'balance gt 0' }))).to.equal('customers: none (where balance gt 0)');
    expect(dataScopeWords(scopeOf('customers', []))).to.equal('customers: none');
    expect(dataScopeWords(null)).to.equal(null);
  });
});
