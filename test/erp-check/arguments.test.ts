import { expect } from 'chai';
import { readArguments } from '../../src/erp-check/arguments.ts';

const environment = 'https://api.businesscentral.dynamics.com/v2.0/contoso.com/production';

describe('the arguments of erp:check', () => {
  it('mean the embedded ERP where there are none', () => {
    expect(readArguments([])).to.deep.equal({ base: undefined, company: undefined, json: false, rowCap: 1000, help: false });
  });

  for (const given of [['--base', environment], [`--base=${environment}`], [environment], ['--base', `${environment}/`]]) {
    it(`take ${given.join(' ')} for an environment`, () => expect(readArguments(given).base).to.equal(environment));
  }

  it('take http to this machine alone', () => {
    for (const base of ['http://127.0.0.1:3000/erp', 'http://localhost:3000/erp', 'http://[::1]:3000/erp'])
      expect(readArguments([base]).base).to.equal(base);
  });

  for (const [what, given] of [
    ['a token would go out in the clear', ['--base', 'http://erp.example']],
    ['it is no URL', ['--base', 'erp.example']],
    ['it is no address of the web', ['--base', 'file:///etc/passwd']],
    ['it goes beyond the environment', ['--base', `${environment}/api/v2.0`]],
    ['a password stands in it', ['--base', 'https://ben:secret@erp.example']],
    ['it has options', ['--base', `${environment}?tenant=x`]],
    ['there are two of them', [environment, 'https://other.example']],
    ['an option is unknown', ['--token', 'x']],
    ['an option lacks its value', ['--base']],
    ['the rows are no number', ['--rows', 'many']],
    ['the rows are none', ['--rows', '0']],
  ] as const) {
    it(`are refused with the usage where ${what}`, () => {
      let failure: unknown;
      try {
        readArguments(given);
      } catch (thrown) {
        failure = thrown;
      }
      expect(failure).to.include({ code: 'bad_request' }).and.to.have.property('remedy').that.includes('npm run erp:check');
    });
  }
});
