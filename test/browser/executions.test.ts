import { expect } from 'chai';
import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { verifyEvidence } from '../../src/audit-verify/verify-evidence.ts';
import { ProgramWorld } from '../support/program-world.ts';
import { purchaseOrderScript } from '../support/purchase-order-script.ts';
import { launchBrowser } from './launch-browser.ts';
import { askAndWait } from './open-as.ts';
import { signInAs } from './sign-in.ts';

const pictures = fileURLToPath(new URL('../../test-output/browser/', import.meta.url));
const keep = (page: Page, name: string) => page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });

describe('an auditor in the browser', function () {
  this.timeout(300_000);
  let world: ProgramWorld;
  let browser: Browser;

  before(async () => {
    mkdirSync(pictures, { recursive: true });
    [world, browser] = await Promise.all([ProgramWorld.start(), launchBrowser()]);
  });
  after(async () => {
    await browser.close();
    await world.close();
  });

  it('finds the run behind a document number, reads its story, and takes away evidence that verifies', async () => {
    const buyer = await signInAs(browser, world.program.url, { email: 'ben@alderfinch.example', path: '/' });
    await buyer.getByRole('radio', { name: /^Purchase planner/ }).click();
    world.endpoint.script(...purchaseOrderScript);
    await askAndWait(buyer, 'What is running short? Order some of it.');
    await buyer.getByTestId('confirm').click();
    await buyer.locator('[data-testid="preview-card"][data-status="committed"]').waitFor();
    const number = /PO-\d+|\d{6}/.exec(await buyer.locator('[data-testid="preview-card"][data-status="committed"]').innerText())?.[0] ?? '';
    expect(number).not.to.equal('');
    await buyer.goto(`${world.program.url}/purchase-orders/${number}`);
    await buyer.getByRole('button', { name: 'Agent runs' }).click();
    await buyer.getByTestId('execution-row').filter({ hasText: number }).waitFor();
    await buyer.context().close();

    const auditor = await signInAs(browser, world.program.url, { email: 'noor@alderfinch.example', path: '/admin/executions' });
    await auditor.getByTestId('execution-row').first().waitFor();
    await auditor.getByLabel('Document').fill('XX-0');
    await auditor.getByText('Nothing matches these filters.').waitFor();
    await auditor.getByLabel('Document').fill(number);
    await auditor.getByTestId('execution-row').waitFor();
    expect(await auditor.getByTestId('execution-row').innerText())
      .to.contain(number)
      .and.to.contain('Ben Okafor');
    await keep(auditor, 'executions-found');
    await auditor.getByTestId('execution-row').press('Enter');
    await auditor.getByRole('heading', { name: 'Who acted, for whom, under which authority' }).waitFor();
    const written = auditor.getByTestId('touched-record').filter({ hasText: number });
    expect(await written.first().innerText()).to.contain('Written');
    const events = await auditor.getByTestId('approval-event').allInnerTexts();
    expect(events.map((text) => /Requested|Confirmed/.exec(text)?.[0])).to.deep.equal(['Requested', 'Confirmed']);
    await keep(auditor, 'execution-story');
    const [file] = await Promise.all([auditor.waitForEvent('download'), auditor.getByTestId('evidence').click()]);
    expect(verifyEvidence(await readFile(await file.path(), 'utf8'))).to.include({ kind: 'ok' });
    await auditor.goto(`${world.program.url}/admin/stops`);
    await auditor.getByText('Nothing was refused').waitFor();
    await auditor.getByRole('row', { name: /create_purchase_order_draft/ }).waitFor();
    await keep(auditor, 'where-runs-stop');
    await auditor.context().close();
  });
});
