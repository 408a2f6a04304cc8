import { expect } from 'chai';
import { fakePages } from './fake-pages.ts';

describe('changes of which nobody knows whether they were made, in a real browser', function () {
  this.timeout(240_000);
  const pages = fakePages({ isStory: true });
  const { open } = pages;

  it('an admin sees that they wait and where to look, but neither what they say nor a way to settle them', async () => {
    const page = await open('adele', '/unsettled-effects');
    const first = page.getByTestId('unsettled-effect').first();
    await first.getByText('What it says is shown only to Ben Okafor.').waitFor();
    expect(await first.innerText())
      .to.contain('[EX-0071/2]')
      .and.to.contain('5f0c-bc')
      .and.to.contain('1,250.00 EUR')
      .and.to.contain('V-20004')
      .and.to.contain('An approver, or Ben Okafor, can settle this.')
      .and.not.to.contain('Canal Paper');
    expect(await page.getByRole('button', { name: 'It is in the ERP' }).count()).to.equal(0);
  });

  it('her own are found from the bar and settled with a reason; one that the ERP may still be at says from when on', async () => {
    const page = await open('ben', '/');
    await page.getByRole('link', { name: 'Unsettled, 2 waiting' }).click();
    const cards = page.getByTestId('unsettled-effect');
    await cards.nth(1).getByText('The ERP may still be at it.').waitFor();
    const first = cards.filter({ hasText: 'EX-0071' });
    expect(await first.innerText()).to.contain('Purchase order for Canal Paper');
    const isThere = page.getByRole('button', { name: 'It is in the ERP' });
    expect(await isThere.count(), 'the other one cannot be settled yet').to.equal(1);
    expect(await isThere.isDisabled(), 'without a reason').to.equal(true);
    await page.getByLabel('What did you look at?').fill('Order PO-10645 carries the mark.');
    await isThere.click();
    await page.getByText('Ben Okafor looked in the ERP: Order PO-10645 carries the mark.').first().waitFor();
    await page.getByRole('link', { name: 'Unsettled, 1 waiting' }).waitFor();
    await cards.nth(1).waitFor({ state: 'detached' });
    expect(await cards.count()).to.equal(1);
  });

  it('where there are none, the page says so, and the bar has no entry', async () => {
    const page = await open('clara', '/unsettled-effects');
    await page.getByText('Everything is settled').waitFor();
    expect(await page.getByRole('link', { name: /^Unsettled/ }).count()).to.equal(0);
  });
});
