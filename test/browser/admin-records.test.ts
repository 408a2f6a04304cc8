import { expect } from 'chai';
import { readFile } from 'node:fs/promises';
import { fakePages } from './fake-pages.ts';

describe('the admin pages on records in a real browser', function () {
  this.timeout(240_000);
  const pages = fakePages();
  const { open } = pages;

  it('refuse a retention under a year before it is sent', async () => {
    const page = await open('adele', '/admin/setup');
    await page.getByLabel('Tool-call log, days').fill('30');
    await page.getByText('The log is kept at least 365 days.').waitFor();
  });

  it('say how long the log is kept, list what was removed, and remove what is too old when asked', async () => {
    const page = await open('adele', '/admin/setup');
    await page.getByText('The log is kept 730 days, and 365 days from 1 Dec 2026 on; conversations 90 days.').waitFor();
    await page.getByRole('row', { name: /Every night 1,204 records of 1 day, 3 conversations\. Done/ }).waitFor();
    await page.getByRole('button', { name: 'Remove now' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove now' }).click();
    await page.getByRole('row', { name: /Adele Vance Nothing was old enough\. 6 records held\. Done/ }).waitFor();
    expect(await page.getByRole('button', { name: 'Remove now' }).isEnabled()).to.equal(true);
  });

  it('show what agents drafted and what became of it, found by status and by the whole address', async () => {
    const page = await open('noor', '/admin/email-log');
    await page.getByText('12 messages').waitFor();
    await page.getByLabel('Status').selectOption('deleted');
    await page.getByText('3 messages').waitFor();
    await page.getByLabel('Addressee').fill('nobody@cannon.example');
    await page.getByText('No messages', { exact: true }).waitFor();
  });

  it('register a log reader, show its secret once, and remove it', async () => {
    const page = await open('adele', '/admin/log-readers');
    await page.getByRole('button', { name: 'Register a log reader' }).click();
    await page.getByLabel('Name').fill('Sentinel');
    await page.getByRole('button', { name: 'Register', exact: true }).click();
    await page.getByRole('button', { name: 'New secret' }).click();
    await page.getByRole('button', { name: 'Make the secret' }).click();
    expect(await page.getByLabel('Secret', { exact: true }).inputValue()).to.equal('sa_number01_told-this-once');
    await page.getByRole('button', { name: 'I have kept it' }).click();
    await page.getByRole('row', { name: /sa_number01.*Live/ }).waitFor();
    await page.getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await page.getByText(/removed 2 Mar 2026 by Adele Brandt/).waitFor();
    expect(await page.getByRole('button', { name: 'New secret' }).count()).to.equal(0);
  });

  it('set a legal hold and ask before lifting it, which may wait for a second admin', async () => {
    const page = await open('adele', '/admin/holds');
    await page.getByText('Nothing is held').waitFor();
    await page.getByRole('button', { name: 'Set a hold' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('What is held').selectOption('document');
    await dialog.getByLabel('Document').fill('PI-1001');
    expect(await dialog.getByRole('button', { name: 'Set the hold' }).isDisabled(), 'without a reason').to.equal(true);
    await dialog.getByLabel('Reason').fill('Case 17');
    await dialog.getByRole('button', { name: 'Set the hold' }).click();
    const row = page.getByRole('row', { name: /Runs that touched PI-1001/ });
    expect(await row.innerText()).to.match(/Case 17[^]*1 Mar 2026, by Adele Brandt[^]*Stands/);

    await row.getByRole('button', { name: 'Lift' }).click();
    await dialog.getByText('Neither can be undone.').waitFor();
    await dialog.getByLabel('Reason').fill('Settled');
    await dialog.getByRole('button', { name: 'Lift the hold' }).click();
    await row.getByText('Lifted 2 Mar 2026 by Adele Brandt: Settled').waitFor();

    await page.getByRole('button', { name: 'Set a hold' }).click();
    await dialog.getByLabel('What is held').selectOption('agent');
    await dialog.getByLabel(/^Agent/).selectOption('Month-end statements');
    await dialog.getByLabel('Reason').fill('Case 18');
    await dialog.getByRole('button', { name: 'Set the hold' }).click();
    const agent = page.getByRole('row', { name: /Runs of the agent Month-end statements/ });
    await agent.getByRole('button', { name: 'Lift' }).click();
    await dialog.getByLabel('Reason').fill('Settled');
    await dialog.getByRole('button', { name: 'Lift the hold' }).click();
    await agent.getByText('Lifting waits for a second admin').waitFor();
    expect(await agent.getByRole('button', { name: 'Lift' }).count()).to.equal(0);
  });

  it('follow a person’s erasure: deferred by a hold, running when it is lifted, done, and not asked for twice', async () => {
    const page = await open('adele', '/admin/holds');
    await page.getByText('Nobody was erased').waitFor();
    const dialog = page.getByRole('dialog');
    const clara = async (): Promise<void> => {
      await dialog.getByRole('combobox', { name: 'Find a person' }).click();
      await dialog.getByRole('combobox', { name: 'Find a person' }).pressSequentially('clara');
      await page.getByRole('option', { name: /Clara Reyes/ }).click();
      await dialog.getByLabel('Reason').fill('She asked for it');
    };
    await page.getByRole('button', { name: 'Set a hold' }).click();
    await clara();
    await dialog.getByRole('button', { name: 'Set the hold' }).click();
    await page.getByRole('row', { name: /What Clara Reyes asked for or decided/ }).waitFor();

    await page.getByRole('button', { name: 'Erase a person' }).click();
    await dialog.getByText('This cannot be undone.').waitFor();
    await clara();
    await dialog.getByRole('button', { name: 'Erase', exact: true }).click();
    const hers = page.getByRole('article', { name: 'Erasure of Clara Reyes' });
    await hers.getByText('Deferred by 1 legal hold: A user (Clara Reyes): She asked for it.').waitFor();

    await page.getByRole('button', { name: 'Erase a person' }).click();
    await clara();
    await dialog.getByRole('button', { name: 'Erase', exact: true }).click();
    await dialog.getByText('Look at the list of erasures to see how far it is.').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();

    await page
      .getByRole('row', { name: /What Clara Reyes/ })
      .getByRole('button', { name: 'Lift' })
      .click();
    await dialog.getByLabel('Reason').fill('Settled');
    await dialog.getByRole('button', { name: 'Lift the hold' }).click();
    const erased = page.getByRole('article', { name: 'Erasure of Erased person' });
    await erased.getByText(/^Done .*: 3 rows deleted or changed/).waitFor();
    await erased.getByRole('cell', { name: 'SmartAgentSession' }).waitFor();
  });

  it('give the auditor the records and nothing else: filters, a whole row and the way back to it, CSV', async () => {
    const page = await open('noor', '/');
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
    await page.getByLabel('Outcome').selectOption('denied');
    await page.getByText('17 rows').waitFor();
    await page.getByTestId('log-row').first().click();
    await page.getByRole('heading', { name: 'Decision: Run' }).waitFor();
    await page.keyboard.press('Escape');
    await page.locator('[data-testid="log-row"]:focus').waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('csv').click()]);
    const csv = await readFile(await download.path(), 'utf8');
    expect(
      csv
        .split('\r\n')
        .slice(1, -1)
        .every((line) => line.endsWith('denied')),
    ).to.equal(true);
  });

  it('turn away whoever has no right to them', async () => {
    const page = await open('clara', '/admin/tools');
    expect(await page.getByTestId('denial').innerText()).to.contain('SMART AGENTS ADMIN');
  });
});
