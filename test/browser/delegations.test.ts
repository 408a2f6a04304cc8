import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { fakePages } from './fake-pages.ts';
import { openAs } from './open-as.ts';

describe('giving authority to an external agent, in a real browser', function () {
  this.timeout(240_000);
  const pages = fakePages();
  const { open } = pages;
  const give = (page: Page) => page.getByRole('form', { name: 'Give authority' }).getByRole('button', { name: 'Give authority' });
  const fillIn = async (page: Page) => {
    await page.getByLabel('Workflow').fill('Contract renewals');
    await page.getByLabel('Reason').fill('I am away until Monday.');
    await page.getByRole('checkbox', { name: 'Renew a purchase contract' }).check();
  };

  it('an empty list says what a delegation is and leads to giving one', async () => {
    const page = await open('ben', '/');
    await page.getByRole('link', { name: 'Delegations' }).click();
    await page.getByText('It never gets more rights than you have, and you can revoke it at any time.').waitFor();
    await page.getByRole('button', { name: 'Give authority' }).last().click();
    await page.getByRole('heading', { name: 'Give authority' }).waitFor();
    expect(await give(page).isDisabled(), 'before anything is said').to.equal(true);
  });

  it('gives it with limits, rules and a record filter, and hands over the id', async () => {
    const page = await open('ben', '/delegations/new');
    await fillIn(page);
    await page.getByRole('button', { name: 'Add a limit' }).click();
    await page.getByLabel('Each change at most').fill('5000');
    await page.getByLabel('All together at most').fill('20000');
    await page.getByRole('button', { name: 'Add a rule' }).click();
    await page.getByRole('combobox', { name: /^Add a person who may decide/ }).click();
    await page.getByRole('listbox').getByRole('option', { name: 'Marta Lindqvist' }).click();
    await page.getByRole('button', { name: 'Add a filter' }).click();
    await page.getByLabel('Entity set').fill('purchaseContracts');
    await page.getByLabel('Only where').fill("category eq 'GOODS'");
    await give(page).click();

    await page.getByText('Authority given.').waitFor();
    const id = page.url().split('/').at(-1) ?? '';
    expect(await page.getByRole('textbox', { name: 'Delegation id' }).inputValue()).to.equal(id);
    expect(await page.getByLabel('How the agent asks for a token').innerText()).to.contain(`"identifier":"${id}"`);
    const words = await page.getByRole('main').innerText();
    expect(words)
      .to.contain('At most 5,000.00 EUR each change')
      .and.to.contain('12,400.00 of 20,000.00 EUR used this month')
      .and.to.contain('Above 5,000.00 EUR')
      .and.to.contain('A second person: Marta Lindqvist')
      .and.to.contain("category eq 'GOODS'");
    await page.getByRole('button', { name: 'Back to delegations' }).click();
    await page.getByTestId('delegation-row').waitFor();
    expect(await page.getByTestId('delegation-row').innerText())
      .to.contain('Contract renewals')
      .and.to.contain('Renewals')
      .and.to.contain('1 rule');
  });

  it('shows what the server refuses beside the field it is about', async () => {
    const page = await open('ben', '/delegations/new');
    await fillIn(page);
    await page.getByRole('button', { name: 'Add a filter' }).click();
    await page.getByLabel('Entity set').fill('nothing');
    await page.getByLabel('Only where').fill('a eq 1');
    await give(page).click();
    const filter = page.getByRole('group', { name: 'filter 1' });
    await filter.getByText('There is no entity set "nothing" that tools read.').waitFor();
    expect(await page.getByRole('alert').filter({ hasText: 'what is wrong stands beside them' }).count()).to.equal(1);
  });

  it('signs in for it again, extends it as a new one, and revokes it with a reason', async () => {
    const page = await open('ben', '/delegations/new');
    await fillIn(page);
    await page.getByRole('checkbox', { name: 'It may act while I am away' }).uncheck();
    await give(page).click();
    await page.getByText('Needs your sign-in').waitFor();
    await page.getByRole('button', { name: 'Sign in for it again' }).click();
    await page.getByText('Active', { exact: true }).waitFor();
    const first = page.url();

    await page.getByRole('button', { name: 'Extend' }).click();
    await page.getByRole('dialog').getByLabel('Reason').fill('A week longer.');
    await page.getByRole('dialog').getByRole('button', { name: 'Extend' }).click();
    await page.getByRole('link', { name: 'an earlier one' }).waitFor();
    expect(page.url()).to.not.equal(first);

    await page.getByRole('button', { name: 'Revoke' }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByRole('button', { name: 'Revoke' }).isDisabled(), 'without a reason').to.equal(true);
    await dialog.getByLabel('Reason').fill('Not needed any more.');
    await dialog.getByRole('button', { name: 'Revoke' }).click();
    await page.getByText('Not needed any more.').waitFor();
    expect(await page.getByRole('button', { name: 'Revoke' }).count()).to.equal(0);
  });

  it('whoever oversees the tenant sees what others gave, and gives nothing', async () => {
    const ben = await openAs(pages.browser, pages.server, { who: 'ben', path: '/delegations/new' });
    await fillIn(ben.page);
    await give(ben.page).click();
    await ben.page.getByText('Authority given.').waitFor();
    await ben.finish('delegation-given');
    const page = await open('noor', '/admin');
    await page.getByRole('link', { name: 'Delegations' }).click();
    expect(await page.getByTestId('delegation-row').innerText()).to.contain('Ben Okafor');
    expect(await page.getByRole('button', { name: 'Give authority' }).count()).to.equal(0);
    await page.getByTestId('delegation-row').press('Enter');
    await page.getByRole('heading', { name: 'Contract renewals' }).waitFor();
    expect(await page.getByRole('button', { name: 'Extend' }).count()).to.equal(0);
  });

  it('says so where no external agent is shared with the user', async () => {
    const page = await open('clara', '/delegations/new');
    await page.getByText('There is no external agent for you').waitFor();
  });
});
