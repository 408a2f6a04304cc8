import { expect } from 'chai';
import { fakePages } from './fake-pages.ts';
import { askAndWait, openAs } from './open-as.ts';

describe('proposals that a second person decides on, in a real browser', function () {
  this.timeout(240_000);
  const pages = fakePages();
  const { open } = pages;
  const askedForByBen = async (...texts: readonly string[]) => {
    const { page, finish } = await openAs(pages.browser, pages.server, { who: 'ben', path: '/items' });
    for (const text of texts) await askAndWait(page, text);
    return { page, finish };
  };

  it('whoever asked is told whom it waits for, cannot confirm or reject it, and withdraws it with the keyboard', async () => {
    const asked = await askedForByBen('A large order');
    const card = asked.page.getByTestId('preview-card');
    expect(await card.getByTestId('waits-for').innerText()).to.equal('Waits for a second person: Marta Lindqvist');
    expect([await card.getByTestId('confirm').count(), await card.getByTestId('reject').count()]).to.deep.equal([0, 0]);
    await asked.finish('second-person-panel');

    const page = await open('ben', '/approvals');
    const others = page.getByRole('region', { name: 'Waits for others' });
    await others.getByRole('button', { name: 'Withdraw' }).press('Enter');
    await others.locator('[data-status="withdrawn"]').waitFor();
    expect(await others.innerText()).to.contain('Withdrawn by Ben Okafor');
  });

  it('the page sets apart what waits for the viewer, and the bar counts that alone', async () => {
    await (await askedForByBen('A large order', 'What should we reorder?')).finish('second-person-both');
    const page = await open('ben', '/approvals');
    await page.getByRole('link', { name: 'Approvals, 1 waiting' }).waitFor();
    const yours = page.getByRole('region', { name: 'Waits for you' });
    expect(await yours.getByTestId('asked-by').allInnerTexts()).to.deep.equal(['Asked for by you, decided by you']);
    const others = page.getByRole('region', { name: 'Waits for others' });
    expect(await others.getByTestId('asked-by').allInnerTexts()).to.deep.equal(['Asked for by you, decided by a second person: Marta Lindqvist']);
    expect(await others.getByTestId('confirm').count()).to.equal(0);
  });

  it('the second person sees who asked, and confirms', async () => {
    await (await askedForByBen('A large order')).finish('second-person-asked');
    const page = await open('marta', '/approvals');
    await page.getByRole('link', { name: 'Approvals, 1 waiting' }).waitFor();
    const card = page.getByRole('region', { name: 'Waits for you' }).getByTestId('preview-card');
    expect(await card.getByTestId('asked-by').innerText()).to.equal('Asked for by Ben Okafor, decided by a second person: you');
    expect(await card.getByTestId('reject').innerText()).to.equal('Reject');
    await card.getByTestId('confirm').click();
    await card.getByText('This changed since the version before').waitFor();
    await card.getByTestId('confirm').click();
    await card.getByText('Order PO-106058 created.').waitFor();
  });

  it('whoever may decide edits the values, is told beside the field what does not fit, and the new version waits with the difference', async () => {
    const { page, finish } = await openAs(pages.browser, pages.server, { who: 'ben', path: '/items' });
    await askAndWait(page, 'What should we reorder?');
    const card = page.getByTestId('preview-card');
    await card.getByTestId('edit').press('Enter');
    const form = card.getByRole('form', { name: 'Edit the proposal' });
    await form.getByLabel('Quantity').fill('a few');
    await form.getByLabel('Quantity').press('Enter');
    await form.getByText('A quantity is a number.').waitFor();
    await form.getByLabel('Quantity').fill('80');
    await form.getByRole('button', { name: 'Save' }).click();
    await card.getByText('This changed since the version before').waitFor();
    expect(await card.innerText())
      .to.contain('Edited by you')
      .and.to.match(/Quantity of I-2040: 120 → 80/);
    await card.getByTestId('edit').click();
    await form.getByRole('button', { name: 'Cancel' }).click();
    await card.getByTestId('confirm').waitFor();
    await finish('edited');
  });

  it('a run says beside its status for whom it waits in the ERP, and on its page what became of the rest there', async () => {
    const list = await openAs(pages.browser, pages.server, { who: 'noor', path: '/admin/executions' });
    await list.page.getByTestId('execution-row').first().waitFor();
    const runs = await list.page.getByTestId('execution-row').allInnerTexts();
    expect(runs.map((row) => row.match(/EX-\d+|Completed|Waiting in the ERP.*/g))).to.deep.equal([
      ['EX-0002', 'Completed', 'Waiting in the ERP for Noor Haddad'],
      ['EX-0001', 'Completed'],
    ]);
    await list.finish('erp-approval-listed');

    const narrow = await openAs(pages.browser, pages.server, { who: 'ben', path: '/executions', width: 1100 });
    await narrow.page.getByTestId('composer').waitFor();
    const isShown = await narrow.page.getByText('Waiting in the ERP for Noor Haddad').evaluate((tag) => {
      const list = tag.closest('table')!.parentElement!.getBoundingClientRect();
      return tag.getBoundingClientRect().right <= list.right && tag.scrollWidth <= tag.clientWidth;
    });
    expect(isShown, 'whole, beside the open panel').to.equal(true);
    await narrow.finish('erp-approval-beside-the-panel');

    const page = await open('noor', '/executions/EX-0002');
    const approvals = page.getByRole('region', { name: 'Approvals in the ERP' }).getByTestId('erp-approval');
    await approvals.last().scrollIntoViewIfNeeded();
    expect(await page.getByText('Waiting in the ERP for Noor Haddad').count()).to.equal(1);
    const isMoment = (cell: string): boolean => /^\d+ \w+, \d\d:\d\d$/.test(cell);
    const rows = (await approvals.allInnerTexts()).map((row) => row.split(/\s*\t\s*/).filter((cell) => !isMoment(cell)));
    expect(rows).to.deep.equal([
      ['106009', 'Rejected', '–', 'Marta Lindqvist', 'Too dear: ask the vendor for the price of last year, and send it again.'],
      ['106012', 'Waiting', 'Noor Haddad', '–', '–', '–'],
    ]);
    const isWhole = await approvals
      .first()
      .getByText('Too dear')
      .evaluate((cell) => cell.scrollWidth <= cell.clientWidth);
    expect(isWhole, 'what she said is shown to its end').to.equal(true);
  });

  it('an approver without conversations starts at what she is asked to decide on', async () => {
    const page = await open('ines', '/');
    await page.getByRole('heading', { name: 'Approvals' }).waitFor();
    await page.getByText('Nothing waits for you').waitFor();
    expect(await page.getByRole('complementary', { name: 'Agent panel' }).count()).to.equal(0);
  });
});
