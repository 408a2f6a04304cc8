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

  it('leaves it to the ERP’s approval user setup who decides, by which amounts, and to whom it names nobody', async () => {
    const page = await open('ben', '/delegations/new');
    await fillIn(page);
    await page.getByRole('button', { name: 'Add a rule' }).click();
    await page.getByLabel('Who decides', { exact: true }).selectOption('the ERP’s approval user setup');
    await page.getByText('Within her own limit the user decides herself; above it, her approver in the ERP.').waitFor();
    await page.getByText('Nobody: where the setup names nobody who is known here, the change is refused.').waitFor();
    expect(await page.getByRole('combobox', { name: /^Add a person who may decide/ }).count(), 'the second person’s own field').to.equal(0);
    expect(await page.getByLabel('By which limits').getByRole('option').allInnerTexts()).to.deep.equal([
      ...['purchase amounts', 'sales amounts', 'request amounts'],
    ]);
    await page.getByLabel('By which limits').selectOption('request amounts');
    await page.getByRole('combobox', { name: /^Add a person who decides on .* otherwise$/ }).click();
    await page.getByRole('listbox').getByRole('option', { name: 'Marta Lindqvist' }).click();
    await page.getByText('One of these decides where the setup names nobody who is known here').waitFor();
    const [section, field] = await Promise.all(
      [page.getByRole('region', { name: 'When it asks' }), page.getByLabel('Who decides', { exact: true })].map((one) => one.boundingBox()),
    );
    const right = (box: typeof field) => (box?.x ?? 0) + (box?.width ?? 0);
    expect(right(field), 'the longest choice stays inside its section').to.be.within(1, right(section));
    await give(page).click();
    await page.getByText('Authority given.').waitFor();
    expect(await page.getByRole('main').innerText()).to.contain(
      "By the ERP's approval user setup, request amounts; where it names nobody, Marta Lindqvist",
    );
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
    await page.getByRole('checkbox', { name: 'It may act under the sign-in I have now' }).uncheck();
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
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('Not needed any more.').waitFor();
    expect(await page.getByRole('button', { name: 'Revoke' }).count()).to.equal(0);
  });

  it('gives a grant that lasts, says so, and takes it back', async () => {
    const page = await open('ben', '/delegations/new');
    await fillIn(page);
    await give(page).click();
    const away = page.getByRole('region', { name: 'While you are away' });
    await away.getByText('It acts under your sign-in for as long as that lasts').waitFor();
    await away.getByRole('link', { name: 'Give a grant that lasts' }).click();
    await away.getByText('It acts under a grant that you gave at the identity provider, signed in or not').waitFor();
    expect(await away.getByRole('link', { name: 'Give a grant that lasts' }).count()).to.equal(0);
    await away.getByRole('button', { name: 'Take the grant back' }).click();
    await away.getByText('Nothing is lost: its calls are refused with that reason, and what it proposed waits.').waitFor();
    await page.getByText('Needs your sign-in').waitFor();
    expect(await away.getByRole('button').allInnerTexts()).to.deep.equal(['Sign in for it again']);
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

  it('gives it as a service that the user owns, in the companies the ERP shows it, with its owner deciding', async () => {
    const page = await open('ben', '/delegations/new');
    await page.getByLabel('Given by').selectOption('Purchasing Service, a service');
    await page.getByText('Ben Okafor owns it, and decides unless you name somebody else.').waitFor();
    await fillIn(page);
    expect(await page.getByRole('group', { name: 'Companies' }).getByRole('checkbox').count()).to.equal(1);
    expect(await page.getByRole('checkbox', { name: 'It may act under the sign-in I have now' }).count()).to.equal(0);
    await give(page).click();
    await page.getByText('Authority given.').waitFor();
    expect(await page.getByRole('region', { name: 'Authority' }).innerText())
      .to.contain('Purchasing Service, a service')
      .and.to.contain('Ben Okafor');
  });

  it('an admin gives as a service alone, never of her own', async () => {
    const page = await open('adele', '/delegations');
    await page.getByRole('button', { name: 'Give authority' }).first().click();
    await page.getByLabel('Given by').waitFor();
    expect(await page.getByLabel('Given by').getByRole('option').allInnerTexts()).to.deep.equal(['Purchasing Service, a service']);
    await fillIn(page);
    await give(page).click();
    await page.getByText('Authority given.').waitFor();
  });

  it('says so where no external agent is shared with the user', async () => {
    const page = await open('clara', '/delegations/new');
    await page.getByText('There is no external agent for you').waitFor();
  });
});
