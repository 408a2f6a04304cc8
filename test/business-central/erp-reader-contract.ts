import { expect } from 'chai';
import { ErpError, type ErpReader } from '../../src/features/tools/index.ts';

/** What an ErpReader is tested over: a company with customers and with vendor V-1042, who has receipts. */
export type ReaderSource = () => (rowLimit?: number) => ErpReader;

const kindOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'nothing',
    (error: unknown) => (error instanceof ErpError ? error.kind : error),
  );

/** The promises of the ErpReader port; every implementation keeps them. */
export const describeErpReader = (name: string, source: ReaderSource): void => {
  describe(`the ERP reading port: ${name}`, () => {
    const reader = (rowLimit?: number): ErpReader => source()(rowLimit);

    it('finds one vendor by number, with its id and version', async () => {
      const { records, truncated } = await reader().list('vendors', { filter: "number eq 'V-1042'" });
      expect(records).to.have.length(1);
      expect(records[0]).to.include({ number: 'V-1042' });
      expect(records[0]!['id']).to.match(/^[0-9a-f-]{36}$/);
      expect(records[0]!['@odata.etag']).to.be.a('string').and.not.equal('');
      expect(truncated).to.equal(false);
    });

    it('finds nothing where nothing matches, and that is no error', async () => {
      expect((await reader().list('vendors', { filter: "number eq 'NO SUCH'" })).records).to.deep.equal([]);
    });

    it('shows the selected fields and the id, and the version all the same', async () => {
      const { records } = await reader().list('customers', { select: ['number'], top: 1 });
      expect(Object.keys(records[0]!).sort()).to.deep.equal(['@odata.etag', 'id', 'number']);
    });

    it('gives decimals as decimal strings, dates as YYYY-MM-DD, flags as booleans and whole numbers as numbers', async () => {
      const [entry] = (await reader().list('customerEntries', { top: 1 })).records;
      expect(entry!['amount']).to.match(/^-?\d+(\.\d+)?$/);
      expect(entry!['remainingAmount']).to.be.a('string');
      expect(entry!['dueDate']).to.match(/^\d{4}-\d{2}-\d{2}$/);
      expect(entry!['open']).to.be.a('boolean');
      expect(entry!['entryNumber']).to.be.a('number');
    });

    it('compares decimals and dates as such, and finds words in any case', async () => {
      const open = await reader().list('customerEntries', { filter: 'remainingAmount gt 9.5 and dueDate lt 2999-01-01 and open eq true', top: 5 });
      expect(open.records).to.not.be.empty;
      for (const record of open.records) expect(Number(record['remainingAmount'])).to.be.greaterThan(9.5);
      const name = String((await reader().list('vendors', { filter: "number eq 'V-1042'" })).records[0]!['displayName']);
      const found = await reader().list('vendors', { filter: `contains(tolower(displayName),'${name.toLowerCase().replaceAll("'", "''")}')` });
      expect(found.records.map((record) => record['number'])).to.include('V-1042');
    });

    it('orders as asked', async () => {
      const numbers = async (orderBy: string): Promise<string[]> =>
        (await reader().list('customers', { orderBy, select: ['number'] })).records.map((record) => String(record['number']));
      const up = await numbers('number');
      expect(up).to.deep.equal([...up].sort());
      expect(await numbers('number desc')).to.deep.equal([...up].reverse());
    });

    it('stops at the row limit, whatever is asked for, and says that there is more', async () => {
      expect(await reader(2).list('customers', { top: 50 }))
        .to.deep.include({ truncated: true })
        .and.to.have.property('records')
        .with.length(2);
      expect(await reader(50).list('customers', { top: 2 }))
        .to.have.property('records')
        .with.length(2);
    });

    it('reads a document with its lines', async () => {
      const { records } = await reader().list('purchaseReceipts', {
        filter: "vendorNumber eq 'V-1042'",
        select: ['number'],
        expand: 'purchaseReceiptLines($select=id,quantity,expectedReceiptDate)',
        top: 3,
      });
      expect(records).to.not.be.empty;
      for (const record of records) {
        const lines = record['purchaseReceiptLines'] as Record<string, unknown>[];
        expect(lines).to.not.be.empty;
        expect(lines[0]!['quantity']).to.be.a('string');
      }
    });

    it('gets one record by its id, and null where there is none', async () => {
      const [vendor] = (await reader().list('vendors', { filter: "number eq 'V-1042'" })).records;
      expect(await reader().get('vendors', String(vendor!['id']), { select: ['number'] })).to.include({ number: 'V-1042' });
      expect(await reader().get('vendors', '00000000-0000-4000-8000-00000000dead')).to.equal(null);
    });

    it('lists the bound company alone', async () => {
      const { records } = await reader().list('companies');
      expect(records).to.have.length(1);
      expect(records[0]).to.include.keys('id', 'name', 'displayName');
    });

    it('calls a field that does not exist invalid', async () => {
      expect(await kindOf(reader().list('vendors', { filter: "noSuchField eq 'x'" }))).to.equal('invalid');
    });
  });
};
