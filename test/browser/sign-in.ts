import type { Browser, Page } from 'playwright-core';

/** Opens a path of the running program in a browser context of its own, and signs in the way a person does. */
export const signInAs = async (browser: Browser, origin: string, { email, path }: { email: string; path: string }): Promise<Page> => {
  const context = await browser.newContext({ viewport: { width: 1366, height: 860 }, locale: 'en-GB', acceptDownloads: true });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  await page.goto(`${origin}${path}`);
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill('demo');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('button', { name: /: account$/ }).waitFor();
  return page;
};
