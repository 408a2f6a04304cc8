import Database from 'better-sqlite3';
import { join } from 'node:path';
import { expect } from 'chai';
import { oidOf, RunningErp, tenantOne } from './running-erp.ts';
import type { Role } from './running-erp.ts';

interface Row {
  readonly [field: string]: unknown;
}

describe('permissions over the ERP API', function () {
  this.timeout(240_000);
  let erp: RunningErp;
  let company: string;
  let custom: string;
  let north: ReadonlySet<string>;
  let south: Row;
  let southInvoice: Row;
  before(async () => {
    erp = await RunningErp.start();
    company = await erp.company('ar-clerk');
    custom = company.replace('v2.0', 'smartAgents/erp/v1.0');
    const db = new Database(join(erp.dataDir, `erp-${tenantOne}.sqlite`), { readonly: true });
    north = new Set(db.prepare(`SELECT "no" FROM "Customer" WHERE "territoryCode" = 'NORTH'`).pluck().all() as string[]);
    db.close();
    const invoices: Row[] = (await erp.call(`${company}/salesInvoices?$expand=salesInvoiceLines,customer`, { as: 'finance-manager' })).body.value;
    southInvoice = invoices.find((one) => !north.has(String(one['customerNumber']))) ?? {};
    south = southInvoice['customer'] as Row;
  });
  after(() => erp.stop());

  const read = (path: string, as: Role = 'ar-clerk') =>
    erp.call(path.startsWith('smartAgents') || path.startsWith('v2.0') || path.startsWith('microsoft') ? path : `${company}/${path}`, { as });

  describe('a clerk whose security filter is one region', () => {
    it('sees her region’s customers and no other, and is told that the list may be partial', async () => {
      const { body } = await read('customers');
      expect(body.value.map((one: Row) => one['number'])).to.have.members([...north]);
      expect(body['@smartAgents.mayBePartial']).to.equal(true);
    });

    it('finds no one else by any filter, order, count or expansion', async () => {
      const number = String(south['number']);
      const attempts = [
        `customers?$filter=number eq '${number}'`,
        `customers?$filter=number ne 'X'&$orderby=city desc&$count=true`,
        `customers?$filter=not (number eq 'X')`,
        `customers?$filter=number in ('${number}','X')`,
        `customers?$filter=contains(displayName,'')`,
        `customers?$filter=id eq ${String(south['id'])}`,
        `customers?$expand=customerFinancialDetails,agedAccountsReceivable`,
        `customerFinancialDetails?$filter=id eq ${String(south['id'])}`,
        `agedAccountsReceivables?$filter=customerNumber eq '${number}'`,
        `salesInvoices?$filter=customerNumber eq '${number}'`,
        `salesInvoices?$filter=customerId eq ${String(south['id'])}`,
        `salesInvoices?$expand=customer,salesInvoiceLines&$orderby=customerNumber desc`,
        `salesInvoiceLines?$filter=documentId eq ${String(southInvoice['id'])}`,
        `salesInvoiceLines?$filter=documentId eq ${String(southInvoice['id'])}&$expand=salesInvoice`,
        `${custom}/customerEntries?$filter=customerNumber eq '${number}'`,
        `${custom}/customerEntries`,
        `${company.replace('v2.0', 'microsoft/reportsFinance/beta')}/customerLedgerEntries`,
      ];
      for (const attempt of attempts) {
        const { status, body, text } = await read(attempt);
        expect(status, attempt).to.equal(200);
        const numbers = (body.value as Row[]).flatMap((one) => one['customerNumber'] ?? (attempt.startsWith('customers') ? one['number'] : []));
        expect(
          numbers.filter((one) => !north.has(String(one))),
          attempt,
        ).to.deep.equal([]);
        expect(text, attempt).not.to.contain(String(south['displayName']));
        if (body['@odata.count'] !== undefined) expect(body['@odata.count']).to.equal(north.size);
      }
      expect((await read('customers/$count')).text).to.equal(String(north.size));
    });

    it('gets 404 for a record outside, as if it were not there', async () => {
      const nowhere = '11111111-1111-4111-8111-111111111111';
      const line = (southInvoice['salesInvoiceLines'] as Row[])[0];
      const paths: (readonly [string, unknown])[] = [
        ['customers', south['id']],
        ['customerFinancialDetails', south['id']],
        ['agedAccountsReceivables', south['id']],
        ['salesInvoices', southInvoice['id']],
        ['salesInvoiceLines', line?.['id']],
      ];
      for (const [set, id] of paths) {
        const outside = await read(`${set}(${String(id)})`);
        const absent = await read(`${set}(${nowhere})`);
        expect(outside.status, set).to.equal(404);
        expect(outside.text.replaceAll(String(id), nowhere).replace(/CorrelationId.*/, '')).to.equal(absent.text.replace(/CorrelationId.*/, ''));
      }
      expect((await read(`customers(${String(south['id'])})/agedAccountsReceivable`)).status).to.equal(404);
      expect((await read(`salesInvoices(${String(southInvoice['id'])})/salesInvoiceLines`)).status).to.equal(404);
      expect((await read(`salesInvoices(${String(southInvoice['id'])})/customer`)).status).to.equal(404);
    });

    it('cannot page past her rows with a token of someone who sees more', async () => {
      const wide = await erp.call(`${company}/customers?$orderby=displayName`, { as: 'finance-manager', headers: { prefer: 'odata.maxpagesize=1' } });
      const next = new URL(wide.body['@odata.nextLink']);
      const { body } = await erp.call(next.href, { as: 'ar-clerk' });
      expect((body.value as Row[]).every((one) => north.has(String(one['number'])))).to.equal(true);
    });

    it('sees her second company not at all', async () => {
      const { body } = await read('v2.0/companies');
      expect(body.value).to.have.length(1);
    });
  });

  describe('denials', () => {
    const denied: readonly (readonly [Role, string, string])[] = [
      ['buyer', 'customers', 'TableData 18 Customer Read'],
      ['buyer', 'generalLedgerEntries', 'TableData 17 G/L Entry Read'],
      ['buyer', 'salesInvoices', 'TableData 112 Sales Invoice Header Read'],
      ['ap-clerk', 'customers', 'TableData 18 Customer Read'],
      ['sales-rep', 'vendors', 'TableData 23 Vendor Read'],
      ['sales-rep', 'purchaseOrders', 'TableData 38 Purchase Header Read'],
      ['ar-clerk', 'purchaseOrders', 'TableData 38 Purchase Header Read'],
      ['auditor', 'customers', 'TableData 18 Customer Read'],
      ['ar-clerk', 'vendors', 'TableData 23 Vendor Read'],
    ];
    for (const [role, set, what] of denied) {
      it(`tells ${role} about ${set} in Business Central's words`, async () => {
        for (const path of [set, `${set}?$top=1&$filter=lastModifiedDateTime gt 2020-01-01T00:00:00Z`, `${set}/$count`]) {
          const { status, body } = await read(path, role);
          expect([status, body.error.code]).to.deep.equal([403, 'Internal_ServerError']);
          expect(body.error.message).to.match(
            new RegExp(
              `^Sorry, the current permissions prevented the action\\. \\(${what.replace('/', '\\/')}: Base Application\\) CorrelationId: {2}[0-9a-f-]{36}\\.$`,
            ),
          );
        }
      });
    }

    it('reach through expansions and navigation too', async () => {
      const [order] = (await read('purchaseOrders?$top=1', 'ap-clerk')).body.value;
      const [line] = (await read(`purchaseOrders(${order.id})/purchaseOrderLines`, 'ap-clerk')).body.value;
      expect((await read(`purchaseOrderLines(${line.id})/account`, 'buyer')).status).to.equal(403);
      expect((await read(`purchaseOrders?$expand=purchaseOrderLines($expand=account)`, 'buyer')).status).to.equal(403);
    });

    it('come before anything is written', async () => {
      const { status, body } = await erp.call(`${company}/purchaseOrders`, { as: 'sales-rep', method: 'POST', body: {} });
      expect(status).to.equal(403);
      expect(body.error.message).to.contain('TableData 38 Purchase Header Insert');
    });
  });

  describe('changes of permissions', () => {
    const change = (sql: string, ...values: unknown[]): void => {
      const db = new Database(join(erp.dataDir, `erp-${tenantOne}.sqlite`));
      db.prepare(sql).run(...values);
      db.close();
    };

    it('take effect on the next request', async () => {
      expect((await read('salesInvoices', 'buyer')).status).to.equal(403);
      change(`UPDATE "Permission" SET "readPermission" = 'Yes' WHERE "roleId" = 'AF-BASIC' AND "objectId" = 3`);
      change(`UPDATE "Permission" SET "readPermission" = 'Yes' WHERE "roleId" = 'AF-PURCHASING' AND "objectId" = 36`);
      const { status, body } = await read('salesInvoices', 'buyer');
      expect(status).to.equal(200);
      expect((body.value as Row[]).every((one) => one['status'] === 'Draft')).to.equal(true);
      expect(body['@smartAgents.mayBePartial'], 'drafts only, without a word but with the flag').to.equal(true);
    });

    it('show nothing at all when a security filter is not understood', async () => {
      change(`UPDATE "Permission" SET "securityFilter" = 'Terrytory=NORTH' WHERE "objectId" = 18 AND "roleId" = 'AF-RECEIVABLES-N'`);
      expect((await read('customers')).body.value).to.deep.equal([]);
      change(`UPDATE "Permission" SET "securityFilter" = 'Territory Code=NORTH|SOUTH' WHERE "objectId" = 18 AND "roleId" = 'AF-RECEIVABLES-N'`);
      expect((await read('customers')).body.value.length).to.be.above(north.size);
    });

    it('lock a disabled user out', async () => {
      change(`UPDATE "User" SET "state" = 'Disabled' WHERE "authenticationObjectId" = ?`, oidOf('auditor'));
      expect((await read('v2.0/companies', 'auditor')).status).to.equal(401);
    });
  });
});
