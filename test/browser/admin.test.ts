import { expect } from 'chai';
import { fakePages } from './fake-pages.ts';

describe('the admin pages in a real browser', function () {
  this.timeout(240_000);
  const pages = fakePages({ isStory: true });
  const { open } = pages;

  it('set an agent to read-only, and the change log shows it', async () => {
    const page = await open('adele', '/admin/agents');
    await page.getByRole('row', { name: /Month-end statements/ }).press('Enter');
    await page.getByRole('radio', { name: /^Read only/ }).check();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved. It is in force now.').first().waitFor();
    await page.getByRole('link', { name: 'Change log' }).click();
    expect(
      await page
        .getByRole('row', { name: /Month-end statements/ })
        .first()
        .innerText(),
    ).to.match(/autonomy[^]*read-only/);
  });

  it('say on the first of them what is wrong with the program, and what to do', async () => {
    const page = await open('adele', '/admin/templates');
    const complaints = [{ part: 'disk', severity: 'degraded', what: 'The disk is nearly full.', remedy: 'Free space where DATA_DIR is.' }];
    await page.route('**/readyz', (route) => route.fulfill({ json: { status: 'degraded', complaints } }));
    await page.getByRole('link', { name: 'Agents' }).click();
    const health = page.getByRole('region', { name: 'Health' });
    await health.getByText('The disk is nearly full.').waitFor();
    expect(await health.innerText()).to.include('Free space where DATA_DIR is.');
  });

  it('warn that nobody may use an agent without people, until somebody is added', async () => {
    const page = await open('adele', '/admin/agents');
    await page.getByRole('row', { name: /Purchase planner/ }).click();
    await page.getByText('Nobody may use this agent.').waitFor();
    await page.getByRole('combobox', { name: 'Add a person' }).click();
    await page.getByRole('combobox', { name: 'Add a person' }).pressSequentially('ben');
    await page
      .getByRole('listbox')
      .getByRole('option', { name: /Ben Okafor/ })
      .click();
    expect(await page.getByText('Nobody may use this agent.').count()).to.equal(0);
    await page.getByRole('button', { name: 'Drop changes' }).click();
    await page.getByText('Nobody may use this agent.').waitFor();
  });

  it('tell who asked for what is not there, and what is older on request', async () => {
    const page = await open('adele', '/admin/missed-lookups');
    await page.getByRole('row', { name: /Renewals \(external agent\).*executions/ }).waitFor();
    await page.getByRole('button', { name: 'Show older' }).click();
    await page.getByRole('row', { name: /Ben Okafor.*sessions/ }).waitFor();
    expect(await page.getByRole('button', { name: 'Show older' }).count()).to.equal(0);
  });

  it('suspend an agent with a reason', async () => {
    const page = await open('adele', '/admin/agents');
    await page.getByRole('row', { name: /Vendor 360/ }).click();
    await page.getByRole('button', { name: 'Suspend' }).click();
    await page.getByLabel('Reason').fill('Under review');
    await page.getByRole('dialog').getByRole('button', { name: 'Suspend' }).click();
    await page.getByRole('button', { name: 'Resume' }).waitFor();
  });

  it('register an external agent, show its secret once, rotate it and revoke it', async () => {
    const page = await open('adele', '/admin/agents');
    await page.getByRole('button', { name: 'Register an agent' }).click();
    await page.getByLabel('Kind').selectOption('external');
    await page.getByRole('textbox', { name: 'Name' }).fill('Renewals');
    expect(await page.getByRole('button', { name: 'Register', exact: true }).isDisabled()).to.equal(true);
    await page.getByLabel('Client application').fill('Renewals by Example Software');
    await page.getByRole('button', { name: 'Register', exact: true }).click();

    await page.getByText('None yet: the agent cannot get a token.').waitFor();
    await page.getByRole('button', { name: 'New secret' }).click();
    await page.getByRole('button', { name: 'Make the secret' }).click();
    await page.getByText('This is the only time it is shown.').waitFor();
    expect(await page.getByLabel('Secret', { exact: true }).inputValue()).to.equal('sa_number01_told-this-once');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'Copy secret' }).click();
    await page.getByRole('button', { name: 'Secret copied' }).waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).to.equal('sa_number01_told-this-once');
    await page.getByRole('button', { name: 'I have kept it' }).click();
    expect(await page.getByText('told-this-once').count()).to.equal(0);

    const first = page.getByRole('row', { name: /sa_number01/ });
    await first.getByRole('button', { name: 'Rotate' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Rotate' }).click();
    await page.getByRole('button', { name: 'I have kept it' }).click();
    await page.getByRole('row', { name: /sa_number02.*Live/ }).waitFor();
    await first.getByRole('button', { name: 'Revoke' }).click();
    await page.getByRole('dialog').getByLabel('Reason').fill('Rotated');
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await page.getByRole('row', { name: /sa_number01.*Revoked/ }).waitFor();
    expect(await first.getByRole('button').count()).to.equal(0);
  });

  it('register a service with its owner, let it act, show what it gave, and retire it for good', async () => {
    const page = await open('adele', '/admin/services');
    await page.getByRole('button', { name: 'Register a service' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Night buyer');
    await dialog.getByLabel('Client application').fill('night-buyer');
    await dialog.getByLabel('Secret').fill('told to nobody');
    expect(await dialog.getByRole('button', { name: 'Register' }).isDisabled(), 'without an owner').to.equal(true);
    await dialog.getByLabel('Owner').selectOption('Ben Okafor');
    await dialog.getByRole('button', { name: 'Register' }).click();
    const card = page.getByRole('region', { name: 'Night buyer' });
    await card.getByText('It has given no authority.').waitFor();
    await card.getByRole('button', { name: 'Let it act' }).click();
    await card.getByRole('button', { name: 'Try its sign-in' }).click();
    await card.getByText(/The ERP shows it Alder & Finch Ltd\.; its owner may use 1 external agent\./).waitFor();
    await card.getByRole('button', { name: 'Retire' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Retire' }).click();
    await card.getByText('Retired', { exact: true }).waitFor();
    expect(await card.getByRole('button').count()).to.equal(0);
    expect(await page.content()).to.not.contain('told to nobody');
  });

  it('say who has to review an agent where the viewer may not, and ask for a reason where one is needed', async () => {
    const page = await open('adele', '/admin/agents');
    await page.getByRole('row', { name: /Purchase planner/ }).click();
    await page.getByText('You cannot activate it yourself.').waitFor();
    await page.getByText('Ask another admin to review it: Bea Winter.').waitFor();
    expect(await page.getByRole('button', { name: 'Activate' }).count()).to.equal(0);
    await page.getByRole('button', { name: 'Send back' }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByRole('button', { name: 'Send back' }).isDisabled()).to.equal(true);
    await dialog.getByLabel('Reason').fill('Too wide.');
    await dialog.getByRole('button', { name: 'Send back' }).click();
    await page.getByRole('button', { name: 'Send to review' }).waitFor();
  });

  it('tell the author that what gives more room waits for a second admin', async () => {
    const page = await open('adele', '/admin/agents');
    await page.getByRole('row', { name: /Month-end statements/ }).click();
    await page.getByRole('radio', { name: /^Execute/ }).check();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Waiting for a second admin.').first().waitFor();
    await page.getByText('Not in force yet: autonomy.').waitFor();
    const link = page.getByRole('navigation', { name: 'Administration' }).getByRole('link', { name: /Waiting changes/ });
    await link.getByText('2').waitFor();
    await link.click();
    await page.getByRole('region', { name: 'Agent Month-end statements', exact: true }).getByRole('button', { name: 'Withdraw' }).click();
    await link.getByText('1').waitFor();
  });

  it('let a second admin approve what somebody else asked for', async () => {
    const page = await open('adele', '/admin/pending-changes');
    const change = page.getByRole('region', { name: 'Agent Vendor 360', exact: true });
    await change.getByText(/Asked by Bea Winter/).waitFor();
    expect(await change.getByRole('button', { name: 'Reject' }).isDisabled()).to.equal(true);
    await change.getByRole('button', { name: 'Approve' }).click();
    await page.getByText('Nothing waits').waitFor();
    await page.getByRole('switch', { name: 'Show decided ones' }).check();
    await page.getByText(/Approved by Adele Brandt/).waitFor();
  });

  it('compare a version with the current one and roll back to it', async () => {
    const page = await open('adele', '/admin/agents');
    await page.getByRole('row', { name: /Vendor 360/ }).click();
    await page.getByText('An erasure took a person’s name out of its texts.').waitFor();
    await page.getByRole('button', { name: 'Compare version 1 with the current one' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('An erasure took a person’s name out of the texts of version 1.').waitFor();
    await dialog.getByText('Widens', { exact: true }).waitFor();
    await dialog.getByRole('button', { name: 'Roll back to version 1' }).click();
    await page.getByText('Rolled back to version 1.').first().waitFor();
  });

  it('name a group of companies', async () => {
    const page = await open('adele', '/admin/business-units');
    await page.getByRole('button', { name: 'Name a group' }).click();
    await page.getByLabel('Name').fill('North');
    await page.getByRole('checkbox', { name: 'Alder & Finch Ltd.' }).check();
    await page.getByRole('button', { name: 'Add' }).click();
    await page.getByRole('region', { name: 'North' }).waitFor();
  });

  it('name whom the agents of a template may ask: nobody at first', async () => {
    const page = await open('adele', '/admin/templates');
    await page.getByRole('row', { name: /Purchase planner/ }).click();
    await page.getByRole('switch', { name: 'Ask another agent: linked' }).click();
    const whom = page.getByRole('group', { name: 'Agents that may be asked' });
    await whom.getByText('Nobody is named, so nobody can be asked.').waitFor();
    await whom.getByRole('checkbox', { name: /^Every agent made from Vendor 360/ }).check();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved. It is in force for every agent made from it.').first().waitFor();
    expect(await whom.getByRole('checkbox', { name: 'Any agent that the user may use' }).isChecked()).to.equal(false);
    expect(await whom.getByRole('checkbox', { name: /^Every agent made from Vendor 360/ }).isChecked()).to.equal(true);
  });

  it('switch a tool off for the whole tenant', async () => {
    const page = await open('adele', '/admin/tools');
    const toggle = page.getByRole('switch', { name: 'Read vendors: on for the whole tenant' });
    await toggle.click();
    await page.getByText('Read vendors is off for everyone, in running turns too.').first().waitFor();
    expect(await toggle.isChecked()).to.equal(false);
  });

  it('say where an execute grant changes nothing', async () => {
    const page = await open('adele', '/admin/agents');
    await page.getByRole('row', { name: /Month-end statements/ }).click();
    await page.getByRole('radio', { name: /^Execute/ }).check();
    await page.getByText('Nobody holds a grant, so this agent asks everyone.').waitFor();
    await page.getByLabel('Person', { exact: true }).selectOption({ label: 'Clara Reyes' });
    await page.getByLabel('Tool', { exact: true }).selectOption({ label: 'Draft an email' });
    await page.getByRole('button', { name: 'Grant' }).click();
    const grant = page.getByRole('list', { name: 'Execute grants' }).getByRole('listitem');
    const asksAnyway = grant.getByText('asks all the same');
    const alwaysAsk = page.getByRole('checkbox', { name: 'Draft an email: always ask' });
    await alwaysAsk.check();
    await asksAnyway.waitFor();
    await alwaysAsk.uncheck();
    await asksAnyway.waitFor({ state: 'detached' });
  });

  it('say why a change was not saved where the user is looking', async () => {
    const page = await open('adele', '/admin/agents');
    await page.getByRole('row', { name: /Month-end statements/ }).click();
    const problem = { type: 'urn:p', title: 'Somebody changed it meanwhile', status: 412, detail: 'It moved.', code: 'precondition_failed' };
    await page.route('**/api/v1/admin/agents/*', (route) =>
      route.request().method() === 'PATCH' ? route.fulfill({ status: 412, json: problem }) : route.continue(),
    );
    await page.getByRole('textbox', { name: 'Description' }).fill('Another description');
    await page.getByRole('button', { name: 'Save' }).click();
    const notice = page.getByRole('alert').filter({ hasText: 'Somebody changed it meanwhile' });
    const box = await notice.boundingBox();
    expect((box?.y ?? 0) + (box?.height ?? 0)).to.be.within(1, 860);
    await notice.getByRole('button', { name: 'Load it again' }).click();
  });

  it('take over the example of a rule, change it, and let switching it off wait for a second admin', async () => {
    const page = await open('adele', '/admin/policy');
    await page.getByText('For example: Orders above 5,000 EUR need a second person.').waitFor();
    await page.getByRole('button', { name: 'Take over the example' }).click();
    await page.getByRole('button', { name: 'Add the rule' }).click();
    const rule = page.getByRole('region', { name: 'Orders above 5,000 EUR need a second person' });
    await rule.getByText('Above 5,000.00 EUR').waitFor();
    expect(await rule.innerText())
      .to.contain('Create purchase order draft')
      .and.to.contain('A second person: anyone who may approve');

    await rule.getByRole('button', { name: /^Change/ }).click();
    await rule.getByLabel('Amount').fill('2500');
    await rule.getByRole('button', { name: 'Save' }).click();
    await rule.getByText('Above 2,500.00 EUR').waitFor();
    await rule.getByRole('switch').click();
    await rule.getByText('1 change waiting for a second admin.').waitFor();
    expect(await rule.getByRole('switch').isChecked(), 'it asks until a second admin agrees').to.equal(true);
  });

  it('name a condition that rules can look at', async () => {
    const page = await open('adele', '/admin/policy');
    await page.getByRole('button', { name: 'Name a condition' }).click();
    await page.getByLabel('Name of the condition').fill('Restricted vendor');
    await page.getByLabel('Entity set').fill('vendors');
    await page.getByLabel('Holds where').fill("blocked eq 'Payment'");
    await page.getByRole('button', { name: 'Add the condition' }).click();
    await page.getByText('No rule of the policy looks at it.').waitFor();
    await page.getByRole('button', { name: 'Add a rule' }).click();
    await page.getByLabel('Asks').selectOption('condition');
    await page.getByLabel('Condition', { exact: true }).selectOption('Restricted vendor');
    await page.getByLabel('Name of the rule').fill('Restricted vendors');
    await page.getByRole('button', { name: 'Add the rule' }).click();
    await page.getByText('Where "Restricted vendor" holds').waitFor();
  });
});
