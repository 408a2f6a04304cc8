import { expect } from 'chai';
import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { ProgramWorld } from '../support/program-world.ts';
import { launchBrowser } from './launch-browser.ts';
import { signInAs } from './sign-in.ts';

const pictures = fileURLToPath(new URL('../../test-output/browser/', import.meta.url));
const keep = (page: Page, name: string) => page.screenshot({ path: join(pictures, `${name}.png`) });

/** Something that the model waits for in the middle of a turn. */
const gate = (): { readonly passed: Promise<void>; readonly open: () => void } => {
  let open = (): void => undefined;
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open: () => open() };
};

describe('an admin in the browser, while a turn is running', function () {
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

  it('switches a tool off: its next call is refused in the panel, and the log page and its CSV have the row', async () => {
    const admin = await signInAs(browser, world.program.url, { email: 'adele@alderfinch.example', path: '/admin/tools' });
    const clerk = await signInAs(browser, world.program.url, { email: 'clara@alderfinch.example', path: '/customers' });
    const isOff = gate();
    world.endpoint.script(
      { calls: [['read_customer', { overdueOnly: true }]] },
      async () => {
        await isOff.passed;
        return { calls: [['read_customer', { overdueOnly: true }]] };
      },
      { text: 'I may not look at customers any more.' },
    );
    await clerk.getByTestId('composer').fill('Who is overdue?');
    await clerk.getByTestId('send').click();
    await clerk.locator('[data-testid="tool-call"][data-result="ok"]').waitFor();
    expect(await clerk.getByTestId('stop').isVisible()).to.equal(true);

    await admin.getByRole('switch', { name: /^Read customers:/ }).click();
    await admin.getByText('Read customers is off for everyone, in running turns too.').first().waitFor();
    await keep(admin, 'live-tool-off');
    isOff.open();

    const refused = clerk.locator('[data-testid="tool-call"][data-result="refused"]');
    await refused.getByTestId('denial').waitFor();
    expect(await refused.innerText()).to.contain("The tenant's tool settings");
    await keep(clerk, 'live-tool-refused');

    await admin.getByRole('link', { name: 'Tool-call log' }).click();
    await admin.getByLabel('Tool', { exact: true }).fill('read_customer');
    await admin.getByLabel('Outcome').selectOption('refused');
    await admin.getByText('1 row', { exact: true }).waitFor();
    await admin.getByTestId('log-row').press('Enter');
    await admin.getByRole('heading', { name: 'Decision: Refuse' }).waitFor();
    await keep(admin, 'live-log-row');
    await admin.getByRole('button', { name: 'Close' }).click();
    const [file] = await Promise.all([admin.waitForEvent('download'), admin.getByTestId('csv').click()]);
    const lines = (await readFile(await file.path(), 'utf8')).trimEnd().split('\r\n');
    expect(lines).to.have.length(2);
    expect(lines[1]).to.contain('read_customer').and.to.contain('refused');
  });
});
