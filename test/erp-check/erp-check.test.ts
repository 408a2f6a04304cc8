import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { checkBase, type BaseCheck } from '../../src/erp-check/check-base.ts';
import { openEmbeddedErp, type CheckedEmbeddedErp } from '../../src/erp-check/embedded-erp.ts';
import { checkText } from '../../src/erp-check/print.ts';
import { isUsable, type CheckReport, type SetFinding, type UserReport } from '../../src/erp-check/report.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { randomIds } from '../../src/kernel/ids.ts';
import { copySeededErp } from '../support/seeded-erp.ts';
import { startPlainEnvironment, type PlainEnvironment } from './plain-environment.ts';

const check = (base: string, users: BaseCheck['users'], change: Partial<BaseCheck> = {}): Promise<CheckReport> =>
  checkBase({ base, users, company: undefined, rowCap: 50, clock: systemClock, ids: randomIds, progress: () => undefined, ...change });

describe('erp:check of the embedded ERP, as each demo account', () => {
  let erp: CheckedEmbeddedErp;
  let report: CheckReport;
  const dataDir = mkdtempSync(join(tmpdir(), 'smart-agents-check-'));
  before(async function () {
    this.timeout(300_000);
    await copySeededErp(dataDir);
    erp = await openEmbeddedErp(dataDir, '2026-11-20');
    report = await check(erp.base, erp.users);
  });
  after(async () => {
    await erp.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const of = (firstName: string): UserReport => report.users.find(({ user }) => user.startsWith(firstName))!;
  const finding = (firstName: string, set: string): SetFinding =>
    of(firstName)
      .routes.flatMap(({ sets }) => sets)
      .find((one) => one.set === set)!;

  it('lets everyone in, into the own organisation’s company', () => {
    expect(report.users.map(({ company }) => company)).to.deep.equal([...Array<string>(7).fill('Alder & Finch Ltd.'), 'Birch Harbour Trading']);
    expect(isUsable(report)).to.equal(true);
  });

  it('finds what a user may read, how much of it, and that more was there', () => {
    const terms = finding('Ben', 'paymentTerms');
    expect(terms).to.include({ reading: 'yes', mayBePartial: false, reason: null });
    expect(terms.rows?.count).to.be.greaterThan(1);
    expect(terms.rows?.more).to.equal(false);
    expect(finding('Ben', 'purchaseReceipts').rows).to.deep.equal({ count: 50, more: true });
  });

  it('finds what a user may not read, in the ERP’s words', () => {
    expect(finding('Clara', 'vendors')).to.include({
      reading: 'denied',
      rows: null,
      reason: 'Sorry, the current permissions prevented the action. (TableData 23 Vendor Read: Base Application)',
    });
  });

  it('finds that a security filter may hide rows', () => {
    expect([finding('Clara', 'customers').mayBePartial, finding('Marta', 'customers').mayBePartial]).to.deep.equal([true, false]);
  });

  it('reads lines through their document', () => {
    const lines = finding('Ben', 'purchaseOrderLines');
    expect(lines.reading).to.equal('yes');
    expect(lines.rows?.count).to.be.greaterThan(0);
  });

  it('reads parts of many kinds of parents through one that the user may read, and denies them where there is none', () => {
    expect(finding('Clara', 'generalLedgerEntries').reading).to.equal('denied');
    expect(finding('Clara', 'dimensionSetLines')).to.include({ reading: 'yes', reason: null });
    expect(finding('Adele', 'dimensionSetLines').reading).to.equal('denied');
  });

  it('finds what the API offers besides reading', () => {
    expect(finding('Clara', 'purchaseOrders')).to.deep.include({ writes: ['create', 'modify', 'delete'] });
    expect(finding('Marta', 'salesInvoices').actions).to.include('post');
    expect(finding('Marta', 'generalLedgerEntries')).to.deep.include({ writes: [], actions: [] });
  });

  it('finds every route, and nothing failed for anyone', () => {
    expect(of('Marta').routes.map(({ problem }) => problem)).to.deep.equal([null, null, null]);
    const all = report.users.flatMap(({ routes }) => routes.flatMap(({ sets }) => sets));
    expect(all.filter(({ reading }) => reading === 'failed')).to.deep.equal([]);
  });

  it('prints a line for each set', () => {
    const text = checkText(report);
    expect(text).to.match(/━━ Clara Reyes \(CLARA\) in Alder & Finch Ltd\.: may read \d+ of \d+ entity sets/);
    expect(text).to.match(/^ {4}customers +yes +\d+ +\d+ +maybe/m);
    expect(text).to.match(/^ {4}vendors +denied .*TableData 23 Vendor Read/m);
  });

  it('looks into the company that is named, and names the others where it is not there', async () => {
    const [clara] = erp.users;
    const elsewhere = await check(erp.base, [clara!], { company: 'Nowhere Ltd.' });
    expect(elsewhere.users[0]?.problem?.remedy).to.include('Alder & Finch Ltd.');
    expect(isUsable(elsewhere)).to.equal(false);
    const named = await check(erp.base, [clara!], { company: 'Alder & Finch Ltd.' });
    expect(named.users[0]).to.include({ company: 'Alder & Finch Ltd.', problem: null });
  });
});

describe('erp:check of an environment without our extensions', () => {
  const token = 'a-very-secret-token';
  let environment: PlainEnvironment;
  before(async () => {
    environment = await startPlainEnvironment(token);
  });
  after(() => environment.close());

  const main = fileURLToPath(new URL('../../src/erp-check/main.ts', import.meta.url));
  /** The command as a process of its own; its settings are in its environment. */
  const run = (args: readonly string[], settings: Readonly<Record<string, string>>): Promise<{ code: number | null; out: string; err: string }> =>
    new Promise((resolve, reject) => {
      const env = { PATH: process.env['PATH'], ...settings };
      const child = spawn(process.execPath, ['--import', 'tsx', main, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
      const said = { out: '', err: '' };
      child.stdout.on('data', (piece: Buffer) => (said.out += piece.toString()));
      child.stderr.on('data', (piece: Buffer) => (said.err += piece.toString()));
      child.once('error', reject);
      child.once('close', (code) => resolve({ code, ...said }));
    });

  it('says what the environment has not, and what it cannot tell', async () => {
    const { code, out } = await run(['--base', environment.base, '--rows', '3', '--json'], { ERP_TOKEN: token });
    expect(code).to.equal(0);
    const { users } = JSON.parse(out) as CheckReport;
    expect(users[0]?.routes.map(({ problem }) => problem)).to.deep.equal([
      null,
      'not installed in this environment',
      'not installed in this environment',
    ]);
    const [vendors, items] = users[0]?.routes[0]?.sets ?? [];
    expect(vendors).to.deep.include({ reading: 'yes', rows: { count: 3, more: true }, mayBePartial: null, writes: null });
    expect(items).to.include({ reading: 'denied' });
  });

  it('only reads, and never shows the token', async () => {
    environment.asked.length = 0;
    const { out, err } = await run([environment.base], { ERP_TOKEN: token });
    expect(environment.asked).to.not.be.empty;
    for (const { method } of environment.asked) expect(method).to.equal('GET');
    for (const { path, readOnly } of environment.asked.filter(({ path }) => path.includes('companies('))) expect(readOnly, path).to.equal(true);
    expect(out + err)
      .to.include('CRONUS')
      .and.to.not.include(token);
  });

  it('explains what keeps a user out', async () => {
    const { code, out, err } = await run(['--base', environment.base], { ERP_TOKEN: 'an-old-token' });
    expect(code).to.equal(1);
    expect(out).to.include('rejected the client credentials').and.to.include('audience https://api.businesscentral.dynamics.com');
    expect(out + err).to.not.include('an-old-token');
  });

  it('says what is missing where nobody can sign in', async () => {
    const { code, err } = await run(['--base', environment.base], {});
    expect(code).to.equal(2);
    expect(err).to.include('ERP_TOKEN').and.to.include('OIDC_ISSUER').and.to.include('docs/business-central.md');
  });
});
