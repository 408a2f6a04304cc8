import { expect } from 'chai';
import { resourcePage } from './documented-fields.ts';
import { codes, type WireCase } from './wire-case.ts';

const draftInvoice = `salesInvoices?$filter=${encodeURIComponent("status eq 'Draft'")}&$top=1`;

/** Bound actions: each is `POST …/Microsoft.NAV.{action}` on one record. */
export const acting: readonly WireCase[] = [
  {
    rule: '`post` of a sales invoice answers 204 and nothing',
    page: resourcePage('salesInvoice'),
    ask: async (wire) => {
      const { id, customerNumber } = await wire.first(draftInvoice);
      const answer = await wire.inCompany(`salesInvoices(${id})/Microsoft.NAV.post`, { method: 'POST' });
      const posted = await wire.ask(answer.headers.get('location') ?? `${wire.company}/salesInvoices(${id})`);
      expect(posted.body).to.include({ status: 'Open', customerNumber });
      return answer;
    },
    status: 204,
    holds: ({ text }) => expect(text).to.equal(''),
  },
  {
    rule: '`makeOrder` of a quote answers 204, and the order is there',
    page: resourcePage('salesQuote'),
    ask: async (wire) => {
      const { customerNumber } = await wire.first(draftInvoice);
      const item = await wire.first('items?$top=1&$select=number');
      const body = { customerNumber, salesQuoteLines: [{ lineType: 'Item', lineObjectNumber: item.number, quantity: 1 }] };
      const quote = await wire.inCompany('salesQuotes', { method: 'POST', body });
      const answer = await wire.inCompany(`salesQuotes(${quote.body.id})/Microsoft.NAV.makeOrder`, { method: 'POST' });
      const orders = await wire.inCompany(`salesOrders?$filter=customerNumber eq '${customerNumber}'&$orderby=number desc&$top=1`);
      expect(orders.body.value[0]).to.include({ totalAmountIncludingTax: quote.body.totalAmountIncludingTax });
      return answer;
    },
    status: 204,
  },
  {
    rule: '`cancel` of a posted sales invoice answers 204, and it is cancelled',
    page: resourcePage('salesInvoice'),
    ask: async (wire) => {
      const { id } = await wire.first(draftInvoice);
      await wire.inCompany(`salesInvoices(${id})/Microsoft.NAV.post`, { method: 'POST' });
      const answer = await wire.inCompany(`salesInvoices(${id})/Microsoft.NAV.cancel`, { method: 'POST' });
      expect((await wire.inCompany(`salesInvoices(${id})`)).body).to.include({ id, status: 'Canceled' });
      return answer;
    },
    status: 204,
  },
  {
    rule: '`post` of a journal answers 204, and its lines are gone',
    page: resourcePage('journal'),
    ask: async (wire) => {
      const made = await wire.inCompany('journals', { method: 'POST', body: { code: 'WIRE', displayName: 'Over the wire' } });
      const line = { accountNumber: '8110', balancingAccountNumber: '2920', amount: 12.5, description: 'Rent' };
      const added = await wire.inCompany(`journals(${made.body.id})/journalLines`, { method: 'POST', body: line });
      expect(added.status, added.text).to.equal(201);
      const answer = await wire.inCompany(`journals(${made.body.id})/Microsoft.NAV.post`, { method: 'POST' });
      expect((await wire.inCompany(`journals(${made.body.id})/journalLines`)).body.value).to.deep.equal([]);
      return answer;
    },
    status: 204,
  },
  {
    rule: '`post` of a purchase invoice answers 204, and it keeps its id',
    page: resourcePage('purchaseInvoice'),
    ask: async (wire) => {
      const item = await wire.first('items?$top=1&$select=number');
      const purchaseInvoiceLines = [{ lineType: 'Item', lineObjectNumber: item.number, quantity: 1, unitCost: 3 }];
      const made = await wire.inCompany('purchaseInvoices', {
        method: 'POST',
        body: { vendorNumber: 'V-1042', vendorInvoiceNumber: 'WIRE-1', purchaseInvoiceLines },
      });
      expect(made.status, made.text).to.equal(201);
      const answer = await wire.inCompany(`purchaseInvoices(${made.body.id})/Microsoft.NAV.post`, { method: 'POST' });
      expect((await wire.inCompany(`purchaseInvoices(${made.body.id})`)).body.status).to.equal('Open');
      return answer;
    },
    status: 204,
  },
  {
    rule: 'there is no such action',
    page: codes,
    ask: async (wire) => wire.inCompany(`salesInvoices(${(await wire.first(draftInvoice)).id})/Microsoft.NAV.makeTea`, { method: 'POST' }),
    status: 404,
    code: 'BadRequest_ResourceNotFound',
  },
  {
    rule: 'an action is posted, not got',
    page: codes,
    ask: async (wire) => wire.inCompany(`salesInvoices(${(await wire.first(draftInvoice)).id})/Microsoft.NAV.post`),
    status: 405,
    code: 'BadRequest_MethodNotAllowed',
  },
];
