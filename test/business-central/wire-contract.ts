import { expect } from 'chai';
import { documentedFields, resourcePage } from './documented-fields.ts';
import { acting } from './wire-actions.ts';
import { codes, devItPro, type WireCase } from './wire-case.ts';
import type { Wire, WireAnswer, WireRequest } from './wire.ts';

const tips = `${devItPro}/developer/devenv-connect-apps-tips`;
const filtering = `${devItPro}/developer/devenv-connect-apps-filtering`;
const filters = `${devItPro}/webservices/use-filter-expressions-in-odata-uris`;
const paging = `${devItPro}/webservices/server-driven-paging-in-odata-web-services`;
const troubleshooting = `${devItPro}/webservices/web-service-troubleshooting`;
const edmx = `${devItPro}/webservices/return-obtain-service-metadata-edmx-document`;
const method = (name: string): string => `${devItPro}/api-reference/v2.0/api/dynamics_${name}`;
const queryOptions = 'https://learn.microsoft.com/odata/concepts/queryoptions-overview';

const nobody = '00000000-0000-4000-8000-00000000dead';
const etag = /^W\/"[^"]+"$/;
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const get =
  (path: string, request?: WireRequest) =>
  (wire: Wire): Promise<WireAnswer> =>
    wire.inCompany(path, request);

const change =
  (verb: 'PATCH' | 'DELETE', ifMatch: (etag: string) => Record<string, string>) =>
  async (wire: Wire): Promise<WireAnswer> => {
    const order = await wire.order();
    const body = verb === 'PATCH' ? { body: { requestedReceiptDate: '2026-12-24' } } : {};
    return wire.inCompany(`purchaseOrders(${order.id})`, { as: 'buyer', method: verb, headers: ifMatch(order.etag), ...body });
  };
const seen = (current: string) => ({ 'if-match': current });
const stale = () => ({ 'if-match': 'W/"JzE5OzAwMDAwMDAwMDAwMDAwMDAwMDA7MDA7Jw=="' });

const reading: readonly WireCase[] = [
  {
    rule: 'a list is an object with its context and its entities in `value`',
    page: tips,
    ask: (wire) => wire.ask('companies'),
    status: 200,
    holds: ({ body }) => {
      expect(body['@odata.context']).to.match(/\/api\/v2\.0\/\$metadata#companies$/);
      expect(body.value).to.be.an('array').that.is.not.empty;
      for (const company of body.value) expect(company).to.include.keys('id', 'systemVersion', 'name', 'displayName', 'businessProfileId');
    },
  },
  {
    rule: 'resources live in a company, and each is named by its id',
    page: tips,
    ask: get('customers?$top=2'),
    status: 200,
    holds: ({ body }, wire) => {
      expect(body['@odata.context'].endsWith(`/$metadata#${wire.company}/customers`)).to.equal(true);
      for (const customer of body.value) expect([guid.test(customer.id), etag.test(customer['@odata.etag'])]).to.deep.equal([true, true]);
    },
  },
  {
    rule: 'one entity comes with its version and every property',
    page: method('customer_get'),
    ask: async (wire) => wire.inCompany(`customers(${(await wire.first('customers?$top=1')).id})`),
    status: 200,
    holds: ({ body }) => {
      expect(body['@odata.context']).to.match(/\/customers\/\$entity$/);
      expect(body['@odata.etag']).to.match(etag);
      expect(body).to.include.keys(documentedFields['customers']!.slice(1).join(' ').split(' '));
    },
  },
  {
    rule: '$expand puts a related entity or its parts inside',
    page: method('customer_get'),
    ask: get('customers?$top=1&$expand=customerFinancialDetails,paymentTerm'),
    status: 200,
    holds: ({ body }) => {
      expect(body.value[0].customerFinancialDetails).to.be.an('object').that.includes.keys('balance', 'overdueAmount');
      expect(body.value[0].paymentTerm).to.be.an('object').that.includes.keys('code', 'displayName');
    },
  },
  {
    rule: 'a document expands to its lines',
    page: resourcePage('purchaseOrder'),
    ask: get('purchaseOrders?$top=1&$expand=purchaseOrderLines($select=sequence,quantity)'),
    status: 200,
    holds: ({ body }) => expect(Object.keys(body.value[0].purchaseOrderLines[0]).sort()).to.deep.equal(['@odata.etag', 'quantity', 'sequence']),
  },
  {
    rule: '$filter takes a value and an amount together',
    page: filtering,
    ask: get(`salesInvoices?$filter=${encodeURIComponent("status eq 'Open' and totalAmountExcludingTax gt 100.00")}&$top=5`),
    status: 200,
    holds: ({ body }) => {
      expect(body.value).to.not.be.empty;
      for (const invoice of body.value) expect([invoice.status, invoice.totalAmountExcludingTax > 100]).to.deep.equal(['Open', true]);
    },
  },
  ...(
    [
      ['startswith', "startswith(number,'V-10')"],
      ['endswith', "endswith(number,'42')"],
      ['contains', "contains(number,'104')"],
      ['or on one field', "number eq 'V-1042' or number eq 'none'"],
      ['a range', "number ge 'V-1042' and number le 'V-1042'"],
    ] as const
  ).map(([what, filter]): WireCase => ({
    rule: `$filter knows ${what}`,
    page: filters,
    ask: get(`vendors?$filter=${encodeURIComponent(filter)}&$select=number`),
    status: 200,
    holds: ({ body }) => expect(body.value.map((vendor: { number: string }) => vendor.number)).to.include('V-1042'),
  })),
  {
    rule: '$count=true tells how many there are, whatever $top shows',
    page: queryOptions,
    ask: get('vendors?$count=true&$top=1'),
    status: 200,
    holds: ({ body }) => {
      expect(body['@odata.count']).to.be.greaterThan(1);
      expect(body.value).to.have.length(1);
    },
  },
  {
    rule: '$select shows what is selected, and the version',
    page: queryOptions,
    ask: get('vendors?$select=number,displayName&$top=1'),
    status: 200,
    holds: ({ body }) => expect(Object.keys(body.value[0]).sort()).to.deep.equal(['@odata.etag', 'displayName', 'number']),
  },
  {
    rule: 'a page of the size that is asked for names the next one',
    page: paging,
    ask: get('vendors?$orderby=number', { headers: { prefer: 'odata.maxpagesize=3' } }),
    status: 200,
    holds: ({ body, headers }) => {
      expect(body.value).to.have.length(3);
      expect(body['@odata.nextLink']).to.match(/^https?:\/\/.*\/vendors\?.*\$skiptoken=/);
      expect(headers.get('preference-applied')).to.equal('odata.maxpagesize=3');
    },
  },
  {
    rule: 'the next page goes on where the last one ended',
    page: paging,
    ask: async (wire) => {
      const { body } = await wire.inCompany('vendors?$orderby=number&$select=number', { headers: { prefer: 'odata.maxpagesize=3' } });
      const next = await wire.ask(body['@odata.nextLink']);
      const numbers: string[] = [...body.value, ...next.body.value].map((vendor: { number: string }) => vendor.number);
      expect(numbers).to.deep.equal([...new Set(numbers)].sort());
      return next;
    },
    status: 200,
  },
  {
    rule: 'the last page names no next one',
    page: paging,
    ask: get("vendors?$filter=number eq 'V-1042'", { headers: { prefer: 'odata.maxpagesize=3' } }),
    status: 200,
    holds: ({ body }) => expect(body).to.not.have.property('@odata.nextLink'),
  },
  {
    rule: '$metadata is an EDMX document that names the entity types and their keys',
    page: edmx,
    ask: (wire) => wire.ask('$metadata'),
    status: 200,
    holds: ({ text, headers }) => {
      expect(headers.get('content-type')).to.include('application/xml');
      expect(text)
        .to.match(/<edmx:Edmx [^>]*Version="4\.0"/)
        .and.to.include('<EntityType Name="customer"><Key><PropertyRef Name="id"/></Key>');
    },
  },
];

const writing: readonly WireCase[] = [
  {
    rule: 'POST answers 201 and the entity as it was made',
    page: method('purchaseorder_create'),
    ask: (wire) => wire.inCompany('purchaseOrders', { as: 'buyer', method: 'POST', body: { vendorNumber: 'V-1042' } }),
    status: 201,
    holds: ({ body }) => {
      expect(body).to.include({ vendorNumber: 'V-1042', status: 'Draft' });
      expect(body.id).to.match(guid);
      expect(body['@odata.etag']).to.match(etag);
    },
  },
  {
    rule: 'PATCH answers 200 and the entity as it is now',
    page: method('purchaseorder_update'),
    ask: change('PATCH', seen),
    status: 200,
    holds: ({ body }) => expect(body).to.include({ requestedReceiptDate: '2026-12-24' }),
  },
  {
    rule: 'PATCH changes nothing in another version',
    page: method('purchaseorder_update'),
    ask: change('PATCH', stale),
    status: 409,
    code: 'Request_EntityChanged',
  },
  {
    rule: 'PATCH wants If-Match',
    page: codes,
    ask: change('PATCH', () => ({})),
    status: 412,
    code: 'BadRequest_InvalidToken',
  },
  {
    rule: 'DELETE answers 204 and nothing',
    page: method('purchaseorder_delete'),
    ask: change('DELETE', seen),
    status: 204,
    holds: ({ text }) => expect(text).to.equal(''),
  },
  {
    rule: 'DELETE deletes nothing in another version',
    page: method('purchaseorder_delete'),
    ask: change('DELETE', stale),
    status: 409,
    code: 'Request_EntityChanged',
  },
  {
    rule: 'a field that is only shown is not written',
    page: codes,
    ask: (wire) => wire.inCompany('purchaseOrders', { as: 'buyer', method: 'POST', body: { vendorNumber: 'V-1042', totalTaxAmount: 1 } }),
    status: 400,
    code: 'BadRequest_InvalidOperation',
  },
  {
    rule: 'a read-only intent lets nothing be written',
    page: `${tips}#DataAccessIntent`,
    ask: (wire) =>
      wire.inCompany('purchaseOrders', {
        as: 'buyer',
        method: 'POST',
        headers: { 'data-access-intent': 'ReadOnly' },
        body: { vendorNumber: 'V-1042' },
      }),
    status: 400,
    code: 'BadRequest_InvalidOperation',
  },
  {
    rule: 'what the business rules refuse is a dialog in words',
    page: codes,
    ask: (wire) => wire.inCompany('purchaseOrders', { as: 'buyer', method: 'POST', body: {} }),
    status: 400,
    code: 'Application_DialogException',
  },
  {
    rule: 'a field that names nothing in its related table is an invalid relation',
    page: codes,
    ask: (wire) => wire.inCompany('purchaseOrders', { as: 'buyer', method: 'POST', body: { vendorNumber: 'NO SUCH VENDOR' } }),
    status: 400,
    code: 'Internal_InvalidTableRelation',
  },
];

const refusals: readonly WireCase[] = [
  { rule: 'there is no such record', page: codes, ask: get(`vendors(${nobody})`), status: 404, code: 'Internal_RecordNotFound' },
  { rule: 'there is no such set', page: codes, ask: get('noSuchThings'), status: 404, code: 'BadRequest_ResourceNotFound' },
  {
    rule: 'there is no such company',
    page: codes,
    ask: (wire) => wire.ask(`companies(${nobody})/vendors`),
    status: 404,
    code: 'Internal_CompanyNotFound',
  },
  { rule: 'there is no such field', page: codes, ask: get("vendors?$filter=nothing eq 'x'"), status: 400, code: 'BadRequest_NotFound' },
  {
    rule: 'companies are not made by the API',
    page: codes,
    ask: (wire) => wire.ask('companies', { method: 'POST', body: { name: 'x' } }),
    status: 405,
    code: 'BadRequest_MethodNotAllowed',
  },
  {
    rule: 'the permissions do not reach that far',
    page: troubleshooting,
    ask: get('vendors', { as: 'clerk' }),
    status: 403,
    code: 'Internal_ServerError',
  },
  {
    rule: 'a document’s lines are read through the document',
    page: resourcePage('purchaseOrderLine'),
    ask: get('purchaseOrderLines'),
    status: 400,
    code: 'Application_DialogException',
  },
];

const errorShape = ({ body }: WireAnswer, code: string): void => {
  expect(Object.keys(body)).to.deep.equal(['error']);
  expect(Object.keys(body.error)).to.deep.equal(['code', 'message']);
  expect(body.error.code).to.equal(code);
  expect(body.error.message).to.match(/\S CorrelationId: {2}[0-9a-f-]{36}\.$/);
};

/** Entities that are served below another alone. */
const parents: Readonly<Record<string, string>> = {
  journalLines: 'journals',
  customerPayments: 'customerPaymentJournals',
  vendorPayments: 'vendorPaymentJournals',
  dimensionSetLines: 'salesInvoices',
};

/** What a client relies on, each with the page of Microsoft's documentation that says it. `open` gives the ERP to be held to it. */
export const describeWire = (name: string, open: () => Wire): void => {
  for (const [what, cases] of Object.entries({ reading, writing, acting, 'saying no': refusals })) {
    describe(`the API as Microsoft documents it, ${what}: ${name}`, () => {
      for (const { rule, page, ask, status, code, holds } of cases) {
        it(`${rule} (${page})`, async () => {
          const answer = await ask(open());
          expect(answer.status, answer.text.slice(0, 300)).to.equal(status);
          if (code !== undefined) errorShape(answer, code);
          holds?.(answer, open());
        });
      }
    });
  }

  describe(`the resources as Microsoft documents them: ${name}`, () => {
    for (const [set, [resource, ...lines]] of Object.entries(documentedFields)) {
      it(`${set} have every property in the order of the page (${resourcePage(resource)})`, async () => {
        const entity = await open().firstBelow(parents[set], set);
        const served = Object.keys(entity).filter((key) => !key.startsWith('@'));
        expect(served).to.deep.equal(lines.join(' ').split(' '));
      });
    }
  });
};
