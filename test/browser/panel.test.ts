import { expect } from 'chai';
import { fakePages } from './fake-pages.ts';
import { askAndWait } from './open-as.ts';

describe('the side panel in a real browser', function () {
  this.timeout(240_000);
  const pages = fakePages({ paceMs: 2 });
  const { open } = pages;

  it('streams the answer, shows the tool calls, and says what may be partial', async () => {
    const page = await open('ben', '/vendors/V-1042');
    await page.getByText('Vendors · V-1042').waitFor();
    await askAndWait(page, 'Show me everything about this vendor');
    expect(await page.getByTestId('tool-call').count()).to.equal(4);
    expect(await page.getByTestId('tool-call').nth(2).innerText()).to.contain('May be partial');
    const answer = page.getByTestId('answer').last();
    expect(await answer.getByRole('cell', { name: '9.0' }).count()).to.equal(1);
    expect(await answer.getByRole('link', { name: 'PO-106021' }).getAttribute('href')).to.equal('/purchase-orders/PO-106021');
    const [event] = pages.server.chat.eventsOf([...pages.server.chat.sessions.keys()][0] ?? '');
    expect(event?.data.type === 'turn.started' && event.data.page).to.deep.equal({
      page: 'vendors',
      recordNumber: 'V-1042',
      recordName: 'Brightwater Fixings',
    });
  });

  it('keeps the beginning of a long answer in view, and goes to its end on request', async () => {
    const page = await open('ben', '/');
    await askAndWait(page, 'Hello there');
    await askAndWait(page, 'Tell me everything in full');
    const isInView = async (text: string) => {
      const [line, area] = await Promise.all([
        page.getByTestId('answer').getByText(text, { exact: true }).boundingBox(),
        page.getByRole('region', { name: 'Conversation' }).boundingBox(),
      ]);
      return line !== null && area !== null && line.y >= area.y && line.y + line.height <= area.y + area.height;
    };
    expect(await isInView('Line 1 of a long answer.')).to.equal(true);
    expect(await isInView('Line 60 of a long answer.')).to.equal(false);
    await page.getByRole('button', { name: 'To the end' }).click();
    expect(await isInView('Line 60 of a long answer.')).to.equal(true);
    await askAndWait(page, 'Thank you');
    expect(await isInView('You said: Thank you')).to.equal(true);
  });

  it('confirms one email and rejects another with a reason, and finds the draft in the outbox', async () => {
    const page = await open('clara', '/customers');
    await page.getByRole('button', { name: 'Prepare statements for my overdue customers' }).click();
    const cards = page.getByTestId('preview-card');
    await cards.nth(1).waitFor();
    await cards.nth(0).getByTestId('confirm').click();
    await cards.nth(0).getByText('Draft in your outbox.').waitFor();
    expect(await page.getByTestId('tool-call').nth(1).getAttribute('data-result')).to.equal('committed');
    await cards.nth(1).getByRole('button', { name: 'Add a reason' }).click();
    await cards.nth(1).getByLabel('Reason (optional)').fill('They paid yesterday');
    await cards.nth(1).getByTestId('reject').click();
    await cards.nth(1).getByText('Reason: They paid yesterday').waitFor();
    await page.getByRole('link', { name: /^Outbox/ }).click();
    await page.getByTestId('outbox-item').waitFor();
    expect(await page.getByTestId('outbox-item').count()).to.equal(1);
    expect(await page.getByRole('link', { name: 'Open in mail program' }).getAttribute('href')).to.match(/^\/api\/v1\/outbox\/[0-9a-f-]+\/message$/);
  });

  it('tells an auditor what became of a proposal, and plainly that its content is not for her', async () => {
    await askAndWait(await open('clara', '/customers'), 'statements');
    await pages.opened?.finish('proposals-of-a-clerk');
    const reference = [...pages.server.chat.approvals.values()][0]?.executionReference ?? '';
    const page = await open('noor', `/executions/${reference}`);
    const card = page.getByTestId('overview-card').first();
    await card.getByText('What it says is shown only to those who were asked.').waitFor();
    expect(await card.innerText()).to.match(/Waits for others[^]*Waits for\s+Clara Reyes/);
    expect(await card.getByText(/Why it asks/).count()).to.equal(1);
    expect(await page.getByTestId('preview-card').count()).to.equal(0);
  });

  it('shows a confirmed draft on the open outbox at once, discards it and takes it back with Undo', async () => {
    const page = await open('clara', '/outbox');
    await askAndWait(page, 'statements');
    await page.getByTestId('confirm').first().click();
    await page.getByTestId('outbox-item').waitFor();
    await page.getByRole('button', { name: 'Discard', exact: true }).click();
    await page.getByText('No drafts').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByTestId('outbox-item').waitFor();
  });

  it('shows the difference when something moved between the preview and Confirm', async () => {
    const page = await open('ben', '/items');
    await askAndWait(page, 'What should we reorder?');
    const card = page.getByTestId('preview-card');
    await card.getByTestId('confirm').click();
    await card.getByText('This changed since the version before').waitFor();
    expect(await card.innerText()).to.match(/Unit cost of I-2040: 4\.10 → 4\.45/);
    expect(await card.getAttribute('data-status')).to.equal('pending');
    await card.getByTestId('confirm').click();
    await card.getByText('Order PO-106058 created.').waitFor();
  });

  it('explains a denial on the page and in the panel', async () => {
    const page = await open('clara', '/vendors');
    await page.getByRole('heading', { name: 'Your ERP permissions do not cover this page' }).waitFor();
    await askAndWait(page, 'something that is not mine');
    const denial = page.getByTestId('tool-call').getByTestId('denial');
    expect(await denial.innerText()).to.contain('Sorry, the current permissions prevented the action.');
    expect(await denial.innerText()).to.contain('Ask your ERP administrator');
  });

  it('stops a running turn with Esc', async () => {
    const page = await open('ben', '/');
    await page.getByTestId('composer').fill('slow please');
    await page.getByTestId('send').click();
    await page.getByTestId('stop').waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('You stopped this turn.').first().waitFor();
    await page.getByTestId('send').waitFor();
  });

  it('comes back after a broken connection without loss or doubles', async () => {
    const page = await open('ben', '/');
    await page.getByTestId('composer').fill('Tell me about the vendor');
    await page.getByTestId('send').click();
    await page.getByTestId('tool-call').first().waitFor();
    pages.server.cut();
    await page.locator('[data-turn-state="completed"]').waitFor();
    expect(await page.getByTestId('tool-call').count()).to.equal(4);
    expect(await page.getByTestId('answer').last().getByRole('heading').allInnerTexts()).to.deep.equal(['Receipts, last six months', 'Patterns']);
  });

  it('keeps what was written where it cannot be sent, also over a reload', async () => {
    const page = await open('ben', '/');
    await page.getByTestId('agent-picker').waitFor();
    await page.route('**/api/v1/sessions', (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()));
    await page.getByTestId('composer').fill('Worth keeping');
    await page.getByTestId('send').click();
    await page.getByText('No connection').first().waitFor();
    expect(await page.getByTestId('composer').inputValue()).to.equal('Worth keeping');
    await page.reload();
    await page.getByTestId('agent-picker').waitFor();
    expect(await page.getByTestId('composer').inputValue()).to.equal('Worth keeping');
    pages.opened?.complaints.splice(0);
  });

  it('sends what was entered before the agents were there as soon as they are, and nothing that was changed since', async () => {
    const page = await open('ben', '/');
    await page.getByTestId('agent-picker').waitFor();
    const asked: (() => void)[] = [];
    await page.route('**/api/v1/agents', (route) => void asked.push(() => void route.continue()));
    const write = async (text: string) => {
      await page.getByTestId('composer').fill(text);
      await page.getByTestId('composer').press('Enter');
      await page.getByText('It is sent as soon as your agents are found').waitFor();
    };
    await page.reload();
    await write('Hello, is anybody');
    await page.getByTestId('composer').pressSequentially(' there?');
    await page.getByText('Finding your agents').last().waitFor();
    await write('Hello there, all of you');
    for (const go of asked) go();
    await page.getByTestId('answer').getByText('You said: Hello there, all of you').waitFor();
    expect(await page.getByTestId('composer').inputValue()).to.equal('');
    expect(await page.getByTestId('answer').count()).to.equal(1);
  });

  it('keeps the conversation over a reload, and starts a new one with Ctrl+K', async () => {
    const page = await open('ben', '/');
    await askAndWait(page, 'Hello there');
    await page.reload();
    await page.getByText('You said: Hello there').first().waitFor();
    await page.keyboard.press('Control+k');
    await page.getByTestId('agent-picker').waitFor();
    expect(await page.getByTestId('composer').evaluate((element) => element.matches(':focus'))).to.equal(true);
  });

  it('renames a conversation, and deletes one only when the undo has passed', async () => {
    const page = await open('ben', '/');
    await askAndWait(page, 'First question');
    await page.getByRole('button', { name: 'Conversations' }).click();
    await page.getByRole('button', { name: 'More for First question' }).click();
    await page.getByRole('menuitem', { name: 'Rename' }).click();
    await page.getByLabel('New name').fill('Renamed');
    await page.getByLabel('New name').press('Enter');
    await page.getByRole('button', { name: 'More for Renamed' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByText('No conversations yet').waitFor();
    expect(pages.server.chat.sessions.size).to.equal(1);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByTestId('session-list').getByText('Renamed').waitFor();
  });

  it('opens and closes with Ctrl+. and takes the keyboard along', async () => {
    const page = await open('ben', '/');
    await page.getByTestId('agent-picker').waitFor();
    await page.getByTestId('composer').focus();
    await page.keyboard.press('Control+.');
    await page.locator('#main:focus').waitFor();
    expect(await page.getByTestId('composer').isVisible()).to.equal(false);
    await page.keyboard.press('Control+.');
    await page.locator('[data-testid="composer"]:focus').waitFor();
  });

  it('is full-width on a narrow screen and opens on request', async () => {
    const page = await open('clara', '/customers', 480);
    expect(await page.getByTestId('composer').isVisible()).to.equal(false);
    await page.getByRole('button', { name: 'Open the agent panel' }).click();
    const box = await page.getByRole('complementary', { name: 'Agent panel' }).boundingBox();
    expect(box?.width).to.equal(480);
  });

  it('keeps what the model writes from becoming HTML', async () => {
    const page = await open('ben', '/');
    await askAndWait(page, '<img src=x onerror="document.title=1"> **bold** [x](javascript:alert(1))');
    const answer = page.getByTestId('answer').last();
    expect(await answer.locator('img, a').count()).to.equal(0);
    expect(await answer.locator('strong').innerText()).to.equal('bold');
  });
});
