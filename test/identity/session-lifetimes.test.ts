import { expect } from 'chai';
import { ManualClock } from '../../src/kernel/clock.ts';
import { IdentitySite } from './identity-site.ts';
import type { TestBrowser } from './test-browser.ts';

const minute = 60_000;
const hour = 60 * minute;

describe('how long a session lasts', () => {
  let site: IdentitySite;
  let clock: ManualClock;
  let browser: TestBrowser;
  beforeEach(async () => {
    clock = new ManualClock(new Date());
    site = await IdentitySite.start({ identity: { clock, lifetimes: { idle: hour, absolute: 3 * hour } } });
    browser = await site.signIn('ben@alderfinch.example');
  });
  afterEach(() => site.stop());

  const isSignedIn = async (): Promise<boolean> => (await browser.fetch('/auth/session')).status === 200;

  it('ends after the idle time without a request', async () => {
    clock.advance(hour - 1);
    expect(await isSignedIn()).to.equal(true);
    clock.advance(hour);
    expect(await isSignedIn()).to.equal(false);
  });

  it('goes on while there are requests, and ends at the absolute time all the same', async () => {
    for (let spent = 0; spent < 3 * hour - 40 * minute; spent += 40 * minute) {
      clock.advance(40 * minute);
      expect(await isSignedIn(), `after ${spent + 40 * minute}`).to.equal(true);
    }
    clock.advance(20 * minute);
    expect(await isSignedIn()).to.equal(false);
  });

  it('counts activity on a socket as activity, and expired sessions as gone', async () => {
    const sessionId = site.onlySessionId();
    clock.advance(50 * minute);
    await site.identity.sessions.touch(sessionId);
    clock.advance(50 * minute);
    expect((await site.identity.sessions.load(sessionId))?.user.displayName).to.equal('Ben Okafor');
    clock.advance(hour);
    expect(await site.identity.sessions.load(sessionId)).to.equal(undefined);
    await site.identity.sessions.touch(sessionId);
    expect(await site.identity.sessions.load(sessionId), 'touching revives nothing').to.equal(undefined);
    expect(await site.identity.sessions.sweep()).to.equal(1);
    expect(site.sessionStore.records.size).to.equal(0);
  });

  it('writes nothing for a request that follows another within a minute', async () => {
    await isSignedIn();
    const before = site.sessionStore.writes;
    clock.advance(30_000);
    await isSignedIn();
    expect(site.sessionStore.writes).to.equal(before);
    clock.advance(minute);
    await isSignedIn();
    expect(site.sessionStore.writes).to.equal(before + 1);
  });

  it('lets nobody in by a sign-in that was begun more than ten minutes ago', async () => {
    const late = await site.signIn('nobody@alderfinch.example');
    clock.advance(10 * minute);
    await late.submit({ email: 'tom@alderfinch.example', password: 'demo' });
    expect(late.page.status).to.equal(400);
    expect(late.page.text).to.include('took too long');
  });
});
