import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { startFakeServer, type FakeServer } from '../web/fake-server.ts';
import { ensureBuiltPages } from './built-pages.ts';
import { launchBrowser } from './launch-browser.ts';
import { ReopenedPage, type OpenPage } from './open-as.ts';

/** How a suite sees the pages against the double of the program. */
export interface FakePagesOptions {
  /** Pause between the pieces of an answer, in milliseconds. */
  readonly paceMs?: number;
  /** Whether the tests follow one another on one server, as steps of a story. */
  readonly isStory?: boolean;
}

/** The pages in a real browser against the double: each test opens its page as if it were new, its picture is kept, and the browser has no complaint. */
export interface FakePages {
  readonly browser: Browser;
  readonly server: FakeServer;
  /** The page of the test at hand. */
  readonly opened: OpenPage | undefined;
  readonly open: (who: string, path: string, width?: number) => Promise<Page>;
}

/** Sets a suite's hooks up; to be called inside its `describe`. */
export const fakePages = ({ paceMs = 0, isStory = false }: FakePagesOptions = {}): FakePages => {
  let browser: Browser;
  let server: FakeServer;
  let opened: OpenPage | undefined;
  let port = 0;
  const reopened = new ReopenedPage();
  const startServer = async (): Promise<void> => {
    server = await startFakeServer({ paceMs, port });
    port = Number(new URL(server.origin).port);
  };
  before(async () => {
    await ensureBuiltPages();
    browser = await launchBrowser();
    if (isStory) await startServer();
  });
  after(async () => {
    await browser.close();
    if (isStory) await server.close();
  });
  beforeEach(async () => {
    if (!isStory) await startServer();
  });
  afterEach(async function () {
    const complaints = opened?.complaints;
    await opened?.finish((this.currentTest?.title ?? 'page').replaceAll(/\W+/g, '-').slice(0, 60));
    opened = undefined;
    if (!isStory) await server.close();
    expect(complaints ?? []).to.deep.equal([]);
  });
  return {
    get browser() {
      return browser;
    },
    get server() {
      return server;
    },
    get opened() {
      return opened;
    },
    open: async (who, path, width) => {
      opened = await reopened.open(browser, server, { who, path, ...(width === undefined ? {} : { width }) });
      return opened.page;
    },
  };
};
