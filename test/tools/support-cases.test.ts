import { expect } from 'chai';
import { readWith, toolNamed } from './call-tool.ts';
import { memoryErp } from './memory-erp.ts';
import { sampleCompany } from './sample-company.ts';

type Data = { cases: readonly Record<string, unknown>[]; summary: Record<string, unknown> };
const read = async (args: object) => readWith<Data>('read_support_cases', args, memoryErp(sampleCompany()));
const numbersOf = ({ data }: { data: Data }): readonly unknown[] => data.cases.map(({ number }) => number);

describe('read_support_cases', () => {
  it('shows the newest first, with the words the outsider wrote', async () => {
    const { data, line } = await read({});
    expect(numbersOf({ data })).to.deep.equal(['CASE-4', 'CASE-2', 'CASE-3', 'CASE-1']);
    expect(data.cases[0]).to.include({ subject: 'Late again', description: 'Pay us first.', openedOn: '2026-10-04' });
    expect(line).to.equal('4 cases, 2 open');
  });

  it('tells a vendor’s cases from those of a customer with the same number, and finds one by its own', async () => {
    expect(numbersOf(await read({ vendorNumber: 'V-1042' }))).to.deep.equal(['CASE-2', 'CASE-1']);
    expect(numbersOf(await read({ customerNumber: 'V-1042' }))).to.deep.equal(['CASE-3']);
    expect(numbersOf(await read({ caseNumber: 'case-4' }))).to.deep.equal(['CASE-4']);
  });

  it('leaves out what is resolved or closed where only open cases are wanted', async () => {
    const found = await read({ vendorNumber: 'V-1042', openOnly: true });
    expect(numbersOf(found)).to.deep.equal(['CASE-1']);
    expect(found.data.summary).to.deep.equal({ count: 1, openCount: 1 });
  });

  it('takes a vendor or a customer, not both', () => {
    expect(toolNamed('read_support_cases').args.safeParse({ vendorNumber: 'V-1', customerNumber: 'C-1' }).success).to.equal(false);
  });
});
