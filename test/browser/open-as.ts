import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import type { FakeServer } from '../web/fake-server.ts';

const output = fileURLToPath(new URL('../../test-output/browser/', import.meta.url));

/** A page opened as one person, with everything the browser complained about. */
export interface OpenPage {
  readonly page: Page;
  readonly complaints: string[];
  /** Keeps a picture under `test-output/browser`, and closes the page. */
  readonly finish: (picture: string) => Promise<void>;
}

/** Opens a path as one of the double's people, in a browser context of its own. Every violation of the content security policy is a complaint. */
export const openAs = async (
  browser: Browser,
  server: FakeServer,
  { who, path, width = 1366 }: { who: string; path: string; width?: number },
): Promise<OpenPage> => {
  const context = await browser.newContext({ viewport: { width, height: 860 }, locale: 'en-GB', acceptDownloads: true });
  context.setDefaultTimeout(30_000);
  await context.addCookies([{ name: 'who', value: who, url: server.origin }]);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => message.type() === 'error' && !/status of 4\d\d/.test(message.text()) && complaints.push(message.text()));
  await page.goto(`${server.origin}${path}`);
  const finish = async (picture: string) => {
    mkdirSync(output, { recursive: true });
    await page.screenshot({ path: `${output}${picture}.png` });
    await context.close();
  };
  return { page, complaints, finish };
};

/** Asks the agent something and waits until the turn has ended or waits for a person. */
export const askAndWait = async (page: Page, text: string): Promise<void> => {
  const turns = await page.locator('[data-turn-state]').count();
  await page.getByTestId('composer').fill(text);
  await page.getByTestId('composer').press('Enter');
  await page.locator('[data-turn-state]').nth(turns).waitFor();
  await page.locator('[data-turn-state]:not([data-turn-state="running"])').nth(turns).waitFor();
};
