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

/** What is opened: as whom, where, and how wide. */
export interface Opening {
  readonly who: string;
  readonly path: string;
  readonly width?: number;
}

const newPage = async (browser: Browser): Promise<Page> => {
  const context = await browser.newContext({ locale: 'en-GB', acceptDownloads: true });
  context.setDefaultTimeout(30_000);
  return context.newPage();
};

/** Goes there as one of the double's people. Every violation of the content security policy is a complaint. */
const visit = async (page: Page, server: FakeServer, { who, path, width = 1366 }: Opening): Promise<Omit<OpenPage, 'finish'>> => {
  await page.setViewportSize({ width, height: 860 });
  await page.context().addCookies([{ name: 'who', value: who, url: server.origin }]);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => message.type() === 'error' && !/status of 4\d\d/.test(message.text()) && complaints.push(message.text()));
  await page.goto(`${server.origin}${path}`);
  return { page, complaints };
};

const keepPicture = async (page: Page, picture: string): Promise<void> => {
  mkdirSync(output, { recursive: true });
  await page.screenshot({ path: `${output}${picture}.png` });
};

/** Opens a path as one of the double's people, in a browser context of its own. */
export const openAs = async (browser: Browser, server: FakeServer, opening: Opening): Promise<OpenPage> => {
  const page = await newPage(browser);
  const finish = async (picture: string): Promise<void> => {
    await keepPicture(page, picture);
    await page.context().close();
  };
  return { ...(await visit(page, server, opening)), finish };
};

/**
 * A page that one test after the other opens, each as if it were new: what a page and its context keep is gone when a
 * test has finished. The browser's process and what it has compiled stay, which is most of what opening costs.
 */
export class ReopenedPage {
  #page: Page | undefined;
  #isOpen = false;

  /** Opens a path; where a test has the page open already, in a context of its own. */
  async open(browser: Browser, server: FakeServer, opening: Opening): Promise<OpenPage> {
    if (this.#isOpen) return openAs(browser, server, opening);
    this.#isOpen = true;
    const page = (this.#page ??= await newPage(browser));
    return { ...(await visit(page, server, opening)), finish: (picture) => this.#finish(page, picture) };
  }

  async #finish(page: Page, picture: string): Promise<void> {
    await keepPicture(page, picture);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await page.evaluate('localStorage.clear(); sessionStorage.clear();');
    await page.goto('about:blank');
    page.removeAllListeners();
    await page.context().clearCookies();
    await page.context().clearPermissions();
    this.#isOpen = false;
  }
}

/** Asks the agent something and waits until the turn has ended or waits for a person. */
export const askAndWait = async (page: Page, text: string): Promise<void> => {
  const turns = await page.locator('[data-turn-state]').count();
  await page.getByTestId('composer').fill(text);
  await page.locator('[data-testid="send"]:enabled').waitFor();
  await page.getByTestId('composer').press('Enter');
  await page.locator('[data-turn-state]').nth(turns).waitFor();
  await page.locator('[data-turn-state]:not([data-turn-state="running"])').nth(turns).waitFor();
};
