import { expect } from 'chai';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { ProgramProcess } from '../support/program-process.ts';
import { copySeededErp } from '../support/seeded-erp.ts';
import { launchBrowser } from './launch-browser.ts';
import { askAndWait } from './open-as.ts';
import { signInAs } from './sign-in.ts';

const pictures = fileURLToPath(new URL('../../test-output/browser/', import.meta.url));
const keep = (page: Page, name: string) => page.screenshot({ path: join(pictures, `${name}.png`) });

describe('the whole program, in a real browser', function () {
  this.timeout(300_000);
  let folder: string;
  let program: ProgramProcess;
  let browser: Browser;

  before(async () => {
    mkdirSync(pictures, { recursive: true });
    folder = mkdtempSync(join(tmpdir(), 'smart-agents-browser-'));
    await copySeededErp(folder);
    program = await ProgramProcess.start({ dataDir: folder });
    browser = await launchBrowser();
  });
  after(async () => {
    await browser.close();
    await program.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('lets the AR clerk ask, confirm one email, reject another, and find the draft in her outbox', async () => {
    const page = await signInAs(browser, program.url, { email: 'clara@alderfinch.example', path: '/customers' });
    await page.getByRole('row', { name: /^C-/ }).first().waitFor();
    await keep(page, 'program-customers');
    await askAndWait(page, 'Prepare statements for my overdue customers');
    const cards = page.getByTestId('preview-card');
    expect(await cards.count()).to.be.greaterThan(1);
    const to = await cards.nth(0).getByRole('definition').first().innerText();
    await keep(page, 'program-preview');
    await cards.nth(0).getByTestId('confirm').click();
    await cards.nth(0).getByText('put into your outbox').waitFor();
    await cards.nth(1).getByTestId('reject').click();
    await page.locator('[data-testid="preview-card"][data-status="rejected"]').waitFor();
    await keep(page, 'program-decided');
    await page.getByRole('link', { name: /^Outbox/ }).click();
    await page.getByTestId('outbox-item').waitFor();
    expect(await page.getByTestId('outbox-item').allInnerTexts()).to.have.length(1);
    expect(await page.getByTestId('outbox-item').innerText()).to.contain(to);
    const [message] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Open in mail program' }).click()]);
    expect(await readFile(await message.path(), 'utf8')).to.contain(to);
    await keep(page, 'program-outbox');
    await page.context().close();
  });

  it('shows the buyer everything about a late vendor, computed from the data', async () => {
    const page = await signInAs(browser, program.url, { email: 'ben@alderfinch.example', path: '/vendors/V-1042' });
    await page.getByRole('heading', { name: /^V-1042/ }).waitFor();
    await page.getByRole('radio', { name: /^Vendor 360/ }).click();
    await askAndWait(page, 'Show me everything about vendor V-1042 for the last six months and flag any patterns');
    expect(await page.getByTestId('tool-call').count()).to.be.greaterThan(3);
    expect(await page.getByTestId('answer').last().innerText()).to.match(/days late/i);
    await keep(page, 'program-vendor-360');
    await page.context().close();
  });

  it('tells the buyer, before he decides on an order, that vendors’ own words were read, and where they stood', async () => {
    const page = await signInAs(browser, program.url, { email: 'ben@alderfinch.example', path: '/' });
    await page.getByRole('radio', { name: /^Purchase planner/ }).click();
    await askAndWait(page, 'Which cases did vendors open with us?');
    expect(await page.getByTestId('tool-call').innerText()).to.contain('from here on changes ask');
    expect(await page.getByTestId('answer').last().innerText()).to.contain('New bank details');
    await keep(page, 'program-outsiders-words');
    await askAndWait(page, 'Order 10 of item 1007 from vendor V-1042');
    const note = page.getByTestId('preview-card').getByTestId('trust-note');
    expect(await note.innerText()).to.contain('read text that outsiders wrote (subject and description of support cases)');
    await note.scrollIntoViewIfNeeded();
    await keep(page, 'program-trust-note');
    await page.context().close();
  });

  it('shows what another agent did and answered under that one’s name, within the conversation that asked it', async () => {
    const page = await signInAs(browser, program.url, { email: 'marta@alderfinch.example', path: '/' });
    await page.getByRole('radio', { name: /^Sales invoice manager/ }).click();
    await askAndWait(page, 'Ask the purchase planner what we should reorder');
    const calls = page.getByTestId('tool-call');
    expect(await calls.count()).to.equal(2);
    expect(await calls.nth(1).innerText()).to.match(/^Purchase planner: /);
    expect(await page.getByTestId('answer').last().innerText()).to.contain('The agent "Purchase planner" answers');
    await keep(page, 'program-asked-agent');
    await askAndWait(page, 'Ask the purchase planner to order 10 of item 1007 from vendor V-1042');
    expect(await page.getByTestId('preview-card').innerText()).to.contain('Purchase planner · Create a draft purchase order');
    await page.getByTestId('preview-card').scrollIntoViewIfNeeded();
    await keep(page, 'program-asked-proposal');
    await page.getByTestId('confirm').click();
    await page.locator('[data-testid="preview-card"][data-status="committed"]').waitFor();
    await page.getByTestId('answer').filter({ hasText: 'Confirmed. Draft purchase order' }).waitFor();
    await page.context().close();
  });

  it('explains to somebody without rights what the ERP said', async () => {
    const page = await signInAs(browser, program.url, { email: 'clara@alderfinch.example', path: '/vendors' });
    await page.getByTestId('denial').waitFor();
    expect(await page.getByTestId('denial').innerText()).to.contain('Sorry, the current permissions prevented the action.');
    await keep(page, 'program-denial');
    await page.context().close();
  });

  it('gives the auditor the records only, and ends a session at sign-out', async () => {
    const page = await signInAs(browser, program.url, { email: 'noor@alderfinch.example', path: '/' });
    await page.getByTestId('log-row').first().waitFor();
    expect(await page.getByRole('navigation', { name: 'Administration' }).getByRole('link').allInnerTexts()).to.deep.equal([
      'Tool-call log',
      'Email log',
      'Executions',
      'Delegations',
      'Where runs stop',
      'Missed lookups',
      'Holds, erasures',
    ]);
    expect(await page.getByRole('complementary', { name: 'Agent panel' }).count()).to.equal(0);
    await page.getByRole('button', { name: /: account$/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.waitForURL((address) => !address.pathname.startsWith('/admin'));
    await page.goto(`${program.url}/admin/log`);
    await page.getByLabel('Email').waitFor();
    await page.context().close();
  });
});
