import { expect } from 'chai';
import { RunningErp } from './running-erp.ts';
import type { Answer, Call } from './running-erp.ts';

describe('bound actions over the ERP API', function () {
  this.timeout(240_000);
  let erp: RunningErp;
  let company: string;
  let drafts: { id: string; customerNumber: string }[];
  before(async () => {
    erp = await RunningErp.start();
    company = await erp.company('finance-manager');
    drafts = (await erp.call(`${company}/salesInvoices?$filter=status eq 'Draft'`, { as: 'finance-manager' })).body.value;
    expect(drafts.length, 'the demo data has drafts').to.be.above(2);
  });
  after(() => erp.stop());

  const post = (id: string, call: Call = {}): Promise<Answer> =>
    erp.call(`${company}/salesInvoices(${id})/Microsoft.NAV.post`, { as: 'finance-manager', method: 'POST', ...call });
  const read = (id: string): Promise<Answer> => erp.call(`${company}/salesInvoices(${id})`, { as: 'finance-manager' });
  const nth = (at: number): string => drafts[at]?.id ?? '';

  it('posts a draft invoice: 204, and the posted one has the same id', async () => {
    const { status, text, headers } = await post(nth(0));
    expect([status, text]).to.deep.equal([204, '']);
    const posted = await erp.call(headers.get('location') ?? '', { as: 'finance-manager' });
    expect(posted.body).to.include({ status: 'Open', customerNumber: drafts[0]?.customerNumber });
    expect(posted.body.id).to.equal(nth(0));
  });

  it('does it once for an Idempotency-Key', async () => {
    const headers = { 'idempotency-key': 'post-once' };
    const first = await post(nth(1), { headers });
    const second = await post(nth(1), { headers });
    expect([first.status, second.status]).to.deep.equal([204, 204]);
    expect(second.headers.get('location')).to.equal(first.headers.get('location'));
    expect(second.headers.get('idempotency-replayed')).to.equal('true');
  });

  it('refuses who may not run the posting routine, and posts nothing', async () => {
    const visible = (await erp.call(`${company}/salesInvoices?$filter=status eq 'Draft'`, { as: 'ar-clerk' })).body.value[0].id as string;
    const { status, body } = await post(visible, { as: 'ar-clerk' });
    expect(status).to.equal(403);
    expect(body.error.message).to.match(
      /^Sorry, the current permissions prevented the action\. \(Codeunit 80 Sales-Post Execute: Base Application\)/,
    );
    expect((await read(visible)).body.status).to.equal('Draft');
  });

  it('refuses GET, read intent, query options, unknown parameters and unknown actions', async () => {
    const id = nth(2);
    const answers = await Promise.all([
      post(id, { method: 'GET' }),
      post(id, { headers: { 'data-access-intent': 'ReadOnly' } }),
      erp.call(`${company}/salesInvoices(${id})/Microsoft.NAV.post?$select=id`, { as: 'finance-manager', method: 'POST' }),
      post(id, { body: { force: true } }),
      erp.call(`${company}/salesInvoices(${id})/Microsoft.NAV.explode`, { as: 'finance-manager', method: 'POST' }),
    ]);
    expect(answers.map(({ status }) => status)).to.deep.equal([405, 400, 400, 400, 404]);
    expect((await read(id)).body.status).to.equal('Draft');
  });

  it('are described by $metadata', async () => {
    const { text } = await erp.call('v2.0/$metadata', { as: 'finance-manager' });
    expect(text).to.contain(
      '<Action Name="post" IsBound="true"><Parameter Name="bindingParameter" Type="Microsoft.NAV.salesInvoice" Nullable="false"/></Action>',
    );
  });
});
