import { expect } from 'chai';
import { readApprovalSetup } from '../../src/features/gateway/read-approval-setup.ts';
import { ErpError, type ErpRecord } from '../../src/features/tools/index.ts';
import { memoryErp } from '../tools/memory-erp.ts';

const line = (userId: string, change: ErpRecord = {}): ErpRecord => ({
  ...{ '@odata.etag': `W/"${userId}"`, id: userId, userId, email: `${userId.toLowerCase()}@firm.example`, approverId: '', substitute: '' },
  ...{ purchaseAmountApprovalLimit: '0', unlimitedPurchaseApproval: false, salesAmountApprovalLimit: '0', unlimitedSalesApproval: false },
  ...{ requestApprovalAmountLimit: '0', unlimitedRequestApprovalAmount: false },
  ...change,
});
const subjectOf = (email: string): string | null => (email.startsWith('ines') ? null : (email.split('@')[0] ?? null));
const read = (lines: readonly ErpRecord[], email = 'Ben@Firm.example', rowLimit = 100) =>
  readApprovalSetup(
    memoryErp({ approvalUserSetups: lines, companyInformation: [{ id: 'c', currencyCode: 'EUR' }] }, { rowLimit }),
    { email },
    subjectOf,
  );
const ben = line('BEN', { approverId: 'INES', purchaseAmountApprovalLimit: '5000.00' });
const ines = line('INES', { approverId: 'MARTA', purchaseAmountApprovalLimit: '8000', substitute: 'NOOR' });
const marta = line('MARTA', { approverId: 'MARTA', unlimitedSalesApproval: true });

describe('the ERP’s approval user setup, as it is read for a change', () => {
  it('is the user’s line and her chain of approvers, people by their random ids, with limits and ETags', async () => {
    const { chain, ...rest } = await read([ines, marta, ben, line('NOOR')]);
    expect(rest).to.deep.equal({ state: 'read', currency: 'EUR' });
    expect(chain).to.deep.equal([
      {
        subjectId: 'ben',
        substituteSubjectId: null,
        isOwnApprover: false,
        limits: { purchase: '5000.00', sales: '0', request: '0' },
        etag: 'W/"BEN"',
      },
      {
        subjectId: null,
        substituteSubjectId: 'noor',
        isOwnApprover: false,
        limits: { purchase: '8000', sales: '0', request: '0' },
        etag: 'W/"INES"',
      },
      { subjectId: 'marta', substituteSubjectId: null, isOwnApprover: true, limits: { purchase: '0', sales: null, request: '0' }, etag: 'W/"MARTA"' },
    ]);
  });

  it('ends where the chain breaks off or runs in a circle', async () => {
    expect((await read([ben])).chain).to.have.length(1);
    expect((await read([ben, line('INES', { approverId: 'BEN' })])).chain).to.have.length(2);
  });

  it('has no line for somebody of whom it is not certain which one is hers', async () => {
    expect((await read([ben, line('BEN2', { email: 'ben@firm.example' })])).chain).to.deep.equal([]);
    expect((await read([ben, line('X', { email: 'not-ben@firm.example' })], 'ben@firm.example', 1)).chain).to.deep.equal([]);
    expect((await read([ben], 'somebody@firm.example')).chain).to.deep.equal([]);
    expect((await read([ben], ' ')).chain).to.deep.equal([]);
  });

  it('reads what is no amount as no authority', async () => {
    const [own] = (await read([line('BEN', { purchaseAmountApprovalLimit: '-1' })])).chain;
    expect(own?.limits.purchase).to.equal('0');
  });

  it('says that there is none, or that it may not be read; any other fault ends the preparation', async () => {
    const failing = (kind: ErpError['kind']) => {
      const fail = (): Promise<never> => Promise.reject(new ErpError(kind, 'no'));
      return readApprovalSetup({ list: fail, get: fail }, { email: 'ben@firm.example' }, subjectOf);
    };
    expect((await failing('not_found')).state).to.equal('absent');
    expect((await failing('denied')).state).to.equal('denied');
    const ended = await failing('timeout').catch((error: unknown) => error);
    expect(ended).to.be.instanceOf(ErpError);
  });
});
