import { expect } from 'chai';
import { randomIds } from '../../../src/kernel/ids.ts';
import { InProcessErp } from './in-process-erp.ts';
import { RunningErp } from './running-erp.ts';
import type { Answer, Call, Role } from './running-erp.ts';

interface Row {
  readonly [field: string]: unknown;
}

describe('contract renewals over the ERP API', function () {
  this.timeout(240_000);
  let erp: RunningErp;
  let custom: string;
  before(async () => {
    erp = await RunningErp.start();
    custom = await erp.company('buyer', 0, 'smartAgents/erp/v1.0');
  });
  after(() => erp.stop());

  const send = (path: string, as: Role, call: Call = {}): Promise<Answer> => erp.call(`${custom}/${path}`, { as, method: 'POST', ...call });
  const rows = async (path: string, as: Role = 'buyer'): Promise<Row[]> => (await erp.call(`${custom}/${path}`, { as })).body.value;
  const contract = async (number: string): Promise<Row> => (await rows(`purchaseContracts?$filter=number eq '${number}'`))[0] ?? {};
  const renewal = async (number: string): Promise<Row> => (await rows(`contractRenewals?$filter=number eq '${number}'`))[0] ?? {};
  const draft = (contractNumber: string, body: Row = {}, as: Role = 'buyer', headers = {}): Promise<Answer> =>
    send('contractRenewals', as, { body: { contractNumber, proposedEndingDate: '2028-01-31', ...body }, headers });
  const change = ({ id }: Row, body: Row, as: Role = 'buyer', etag = '*'): Promise<Answer> =>
    erp.call(`${custom}/contractRenewals(${String(id)})`, { as, method: 'PATCH', body, headers: { 'if-match': etag } });
  const remove = ({ id }: Row, as: Role = 'buyer'): Promise<Answer> =>
    erp.call(`${custom}/contractRenewals(${String(id)})`, { as, method: 'DELETE', headers: { 'if-match': '*' } });
  const submit = ({ id }: Row, as: Role = 'buyer', headers = {}): Promise<Answer> =>
    send(`contractRenewals(${String(id)})/Microsoft.NAV.submit`, as, { headers });
  const changeContract = async (number: string, body: Row): Promise<Answer> =>
    erp.call(`${custom}/purchaseContracts(${String((await contract(number))['id'])})`, {
      as: 'buyer',
      method: 'PATCH',
      body,
      headers: { 'if-match': '*' },
    });

  // Each rule has contracts of its own.
  it('are drafted under the next number of their series, with the contract’s value and notice, and leave the contract as it is', async () => {
    const before = await contract('CT-10001');
    const made = await draft('CT-10001', { reason: 'Good service.', agentLabel: 'Prepared by an agent', externalReference: 'EX-1/1' });
    expect(made.status, made.text).to.equal(201);
    expect(made.body).to.include({
      number: 'RN-10003',
      contractNumber: 'CT-10001',
      vendorNumber: before['vendorNumber'],
      category: 'GOODS',
      currentAnnualValue: 52000,
      proposedAnnualValue: 52000,
      currentEndingDate: '2027-01-31',
      proposedEndingDate: '2028-01-31',
      proposedNoticePeriodDays: 30,
      status: 'Draft',
      reason: 'Good service.',
      createdByUserId: 'BUYER',
      agentLabel: 'Prepared by an agent',
      externalReference: 'EX-1/1',
    });
    expect(made.headers.get('location')).to.contain(`contractRenewals(${String(made.body.id)})`);
    expect(await contract('CT-10001')).to.deep.equal(before);
  });

  it('are drafted once for one Idempotency-Key, and the key serves no other request', async () => {
    const key = { 'idempotency-key': 'EX-2026-000001/1' };
    const [first, second] = [await draft('CT-10007', {}, 'buyer', key), await draft('CT-10007', {}, 'buyer', key)];
    expect([first.status, second.status, second.body.id]).to.deep.equal([201, 201, first.body.id]);
    expect(second.headers.get('idempotency-replayed')).to.equal('true');
    expect((await draft('CT-10013', {}, 'buyer', key)).status).to.equal(422);
    expect(await rows(`contractRenewals?$filter=contractNumber eq 'CT-10007'`)).to.have.length(1);
  });

  const refusals: readonly (readonly [rule: string, contractNumber: string, body: Row, message: RegExp])[] = [
    ['a contract that is there', 'CT-NONE', {}, /^The field Contract No\. of table Purchase Contract Renewal contains a value \(CT-NONE\)/],
    ['a contract that runs, not a draft', 'CT-10008', {}, /^Status must be Active or In Renewal in Purchase Contract/],
    ['a contract that runs, not one that expired', 'CT-10005', {}, /^Status must be Active or In Renewal in Purchase Contract/],
    ['a contract that runs, not a terminated one', 'CT-10009', {}, /^Status must be Active or In Renewal in Purchase Contract/],
    ['a window that is open already', 'CT-10006', {}, /^The contract can be renewed from 2026-12-01 to 2027-03-01 only/],
    ['no other draft beside them', 'CT-10015', {}, /^Purchase Contract CT-10015 has a draft renewal already: RN-10002/],
    ['a new ending date', 'CT-10011', { proposedEndingDate: '0001-01-01' }, /^Proposed Ending Date must have a value/],
    ['a term that is longer than before', 'CT-10011', { proposedEndingDate: '2027-01-31' }, /^Ending Date must be later than before/],
    ['a value of nothing or more', 'CT-10011', { proposedAnnualValue: -1 }, /^Annual Value must not be negative/],
    ['a notice that can be given', 'CT-10011', { proposedNoticePeriodDays: 4_000 }, /^Notice Period Days must be between 0 and 3652/],
    ['no status at first', 'CT-10011', { status: 'Submitted' }, /^A new renewal is a draft/],
    ['no number of their own', 'CT-10011', { number: 'RN-1' }, /read-only/],
  ];
  it('need what a contract that can be renewed has', async () => {
    const before = await rows('contractRenewals');
    for (const [rule, number, body, message] of refusals) {
      const answer = await draft(number, body);
      expect(answer.status, rule).to.equal(400);
      expect(answer.body.error.message, rule).to.match(message);
    }
    expect(await rows('contractRenewals')).to.deep.equal(before);
  });

  it('can be changed, cancelled and deleted while they are drafts, and are history afterwards', async () => {
    const open = await renewal('RN-10002');
    const changed = await change(open, { proposedAnnualValue: 6500.5, reason: 'More rooms.' }, 'buyer', String(open['@odata.etag']));
    expect(changed.body, changed.text).to.include({ proposedAnnualValue: 6500.5, currentAnnualValue: 6000, reason: 'More rooms.' });
    expect((await change(open, { reason: 'Late' }, 'buyer', String(open['@odata.etag']))).status).to.equal(409);
    expect((await change(open, { proposedEndingDate: '2020-01-01' })).text).to.contain('Ending Date must not be before Starting Date');
    expect((await change(open, { status: 'Submitted' })).text).to.contain('Status cannot be changed from Draft to Submitted');
    expect((await change(open, { contractNumber: 'CT-10011' })).text).to.contain(`Control 'contractNumber' is read-only.`);
    expect((await change(open, { status: 'Cancelled' })).body).to.include({ status: 'Cancelled' });
    for (const late of [await change(open, { reason: 'x' }), await remove(open), await submit(open)]) {
      expect([late.status, late.body.error.message.split(' in ')[0]]).to.deep.equal([400, 'Status must be Draft']);
    }
    expect((await remove((await draft('CT-10015')).body)).status).to.equal(204);
    expect((await remove(await renewal('RN-10001'))).text).to.contain('Status must be Draft');
  });

  it('give the contract its new term by being submitted, and move its window', async () => {
    const before = await contract('CT-10011');
    const { body: made } = await draft('CT-10011', { proposedAnnualValue: 12600.5, proposedNoticePeriodDays: 60 });
    const done = await submit(made);
    expect([done.status, done.text]).to.deep.equal([204, '']);
    expect(await contract('CT-10011')).to.include({
      status: 'Active',
      annualValue: 12600.5,
      endingDate: '2028-01-31',
      noticePeriodDays: 60,
      renewalWindowTo: '2027-12-02',
      renewalWindowFrom: '2027-09-03',
      isRenewalDue: false,
      startingDate: before['startingDate'],
    });
    const after = await renewal(made.number);
    expect(after).to.include({ status: 'Submitted', submittedByUserId: 'BUYER' });
    expect(after['submittedAt']).to.match(/^20\d\d-/);
    expect((await submit(made)).text).to.contain('Status must be Draft');
    expect((await draft('CT-10011')).text, 'a renewed contract has to wait for its next window').to.contain('can be renewed from');
  });

  it('are submitted once for one Idempotency-Key', async () => {
    const { body: made } = await draft('CT-10003', { proposedEndingDate: '2028-02-29' });
    const key = { 'idempotency-key': 'EX-2026-000001/2' };
    const [first, second] = [await submit(made, 'buyer', key), await submit(made, 'buyer', key)];
    expect([first.status, second.status, second.headers.get('idempotency-replayed')]).to.deep.equal([204, 204, 'true']);
    expect(await contract('CT-10003'), 'a contract that was in renewal is active again').to.include({ status: 'Active', endingDate: '2028-02-29' });
  });

  it('are not submitted where the contract is no longer what they were drafted against', async () => {
    const { body: open } = await draft('CT-10014');
    await changeContract('CT-10014', { annualValue: 9000 });
    const refused = await submit(open);
    expect([refused.status, refused.body.error.message.split(' CorrelationId')[0].trim()]).to.deep.equal([
      400,
      `Purchase Contract CT-10014 was changed after renewal ${open.number} was drafted. Change the draft or make a new one.`,
    ]);
    expect((await change(open, { reason: 'At the new value.' })).body).to.include({ currentAnnualValue: 9000, proposedAnnualValue: 8000 });
    expect((await submit(open)).status).to.equal(204);
  });

  it('are not submitted once the contract is terminated', async () => {
    const { body: open } = await draft('CT-10013');
    await changeContract('CT-10013', { status: 'Terminated' });
    expect((await submit(open)).text).to.contain('Status must be Active or In Renewal');
  });

  it('are drafted and submitted with no vendor that is blocked, and with one that is restricted', async () => {
    const vendors = `${custom.replace('smartAgents/erp/v1.0', 'v2.0')}/vendors`;
    const vendorNumber = String((await contract('CT-10015'))['vendorNumber']);
    const found = await erp.call(`${vendors}?$filter=number eq '${vendorNumber}'`, { as: 'buyer' });
    const block = await erp.call(`${vendors}(${String(found.body.value[0].id)})`, {
      as: 'finance-manager',
      method: 'PATCH',
      body: { blocked: 'All' },
      headers: { 'if-match': '*' },
    });
    expect(block.status, block.text).to.equal(200);
    expect((await draft('CT-10015')).text).to.contain(`Vendor ${vendorNumber} is blocked`);
    const { body: restricted } = await draft('CT-10012');
    expect((await submit(restricted)).status).to.equal(204);
  });

  it('are written by the buyer and the finance manager alone, and read by the payables clerk', async () => {
    const [existing = {}] = await rows(`contractRenewals?$filter=status eq 'Draft' and contractNumber eq 'CT-10007'`);
    for (const role of ['ar-clerk', 'ap-clerk', 'sales-rep', 'auditor'] as const) {
      const denied = [
        await draft('CT-10015', {}, role),
        await change(existing, { reason: 'x' }, role),
        await remove(existing, role),
        await submit(existing, role),
      ];
      expect(
        denied.map(({ status }) => status),
        role,
      ).to.deep.equal([403, 403, 403, 403]);
      expect((await erp.call(`${custom}/contractRenewals`, { as: role })).status, role).to.equal(role === 'ap-clerk' ? 200 : 403);
    }
    expect((await remove(existing, 'finance-manager')).status).to.equal(204);
    const again = await draft('CT-10007', {}, 'finance-manager');
    expect(again.status, again.text).to.equal(201);
    expect((await submit(again.body, 'finance-manager')).status).to.equal(204);
    expect(await renewal(again.body.number)).to.include({ createdByUserId: 'FINANCE-MANAGER', submittedByUserId: 'FINANCE-MANAGER' });
  });
});

describe('contract renewals and what their writer may see', () => {
  const grant = (erp: InProcessErp, table: number, ...rights: readonly string[]): void => {
    const names = rights.map((right) => `"${right}Permission"`).join(', ');
    erp.db
      .prepare(
        `INSERT INTO "Permission" SELECT "roleId", "type", 'Table Data', ?, 'Yes', ' ', ' ', ' ', ' ', '', ?, '', '', 1
         FROM "Permission" WHERE "roleId" = 'AF-BASIC' LIMIT 1`,
      )
      .run(table, randomIds.next());
    if (names !== '')
      erp.db.prepare(`UPDATE "Permission" SET (${names}) = (${rights.map(() => `'Yes'`).join(', ')}) WHERE "objectId" = ?`).run(table);
  };

  it('are not drafted by someone who sees the contract and not the vendor, or not the contract', () => {
    const erp = new InProcessErp();
    const draft = () =>
      erp.answer(
        0,
        'POST',
        `smartAgents/erp/v1.0/${erp.company}/contractRenewals`,
        '{"contractNumber":"CT-10011","proposedEndingDate":"2028-01-31"}',
      );
    grant(erp, 50104, 'insert', 'modify');
    expect(draft().status).to.equal(403);
    expect(draft().body).to.contain('TableData 50100 Purchase Contract Read');
    grant(erp, 50100);
    expect(draft().body).to.contain('TableData 23 Vendor Read');
    grant(erp, 23);
    expect(draft().status).to.equal(201);
  });
});
