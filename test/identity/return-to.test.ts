import { expect } from 'chai';
import fc from 'fast-check';
import { safeReturnTo } from '../../src/features/identity/return-to.ts';
import { IdentitySite, password } from './identity-site.ts';
import { TestBrowser } from './test-browser.ts';

const hostile = [
  'https://evil.example/',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '/%2e%2e//evil.example/..//evil.example',
  '/..//evil.example',
  'javascript:alert(1)',
  'evil.example',
  '@evil.example',
  '',
  ' /orders',
  '/auth/sign-in?returnTo=/auth/sign-in',
  '/auth/callback',
];

describe('where a sign-in leads', () => {
  it('is the path asked for, if it is one on this site', () => {
    for (const path of ['/', '/orders', '/orders/12?x=1&y=%2F#part', '/~a/b.c', '/authors']) expect(safeReturnTo(path)).to.equal(path);
  });

  it('is home for whatever a browser could read as another host, and for the sign-in itself', () => {
    for (const path of [...hostile, undefined, null, 7, ['/orders'], `/${'a'.repeat(3000)}`]) {
      expect(safeReturnTo(path), String(path)).to.equal('/');
    }
  });

  it('never leaves this site, whatever is asked', () => {
    const pieces = fc.array(fc.constantFrom('/', '\\', '.', '..', '@', ':', '?', '#', '%2f', '%5c', '\t', '\r', ' ', 'http:', 'evil.example', 'a'));
    fc.assert(
      fc.property(
        fc.oneof(
          pieces.map((parts) => `/${parts.join('')}`),
          fc.string(),
        ),
        (asked) => {
          const target = new URL(safeReturnTo(asked), 'https://here.example/deep/page');
          expect(target.origin).to.equal('https://here.example');
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('holds over HTTP: a hostile returnTo ends at home', async () => {
    const site = await IdentitySite.start();
    try {
      for (const path of hostile.slice(0, 4)) {
        const browser = new TestBrowser();
        await browser.go(`${site.url}/auth/sign-in?returnTo=${encodeURIComponent(path)}`);
        await browser.submit({ email: 'ben@alderfinch.example', password });
        expect(browser.page.url).to.equal(`${site.url}/`);
        const again = await browser.fetch(`/auth/sign-in?returnTo=${encodeURIComponent(path)}`);
        expect(again.headers.get('location')).to.equal('/');
      }
    } finally {
      await site.stop();
    }
  });
});
