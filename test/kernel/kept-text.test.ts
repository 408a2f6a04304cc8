import { expect } from 'chai';
import fc from 'fast-check';
import { cutText, keptText } from '../../src/kernel/kept-text.ts';
import { anyText } from '../support/any-text.ts';

describe('text that is kept', () => {
  it('is given back by UTF-8 as it went in', () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        const kept = keptText(text);
        expect(Buffer.from(kept, 'utf8').toString('utf8')).to.equal(kept);
        expect(kept).to.have.length(text.length);
      }),
    );
  });

  it('is cut to its length, or one short of it where a character would be halved', () => {
    fc.assert(
      fc.property(anyText(), fc.nat({ max: 20 }), (text, length) => {
        const cut = cutText(text, length);
        expect(cut.isWellFormed()).to.equal(true);
        expect(keptText(text).startsWith(cut)).to.equal(true);
        expect(cut.length).to.be.within(Math.min(text.length, length) - (cut.length < text.length && length > 0 ? 1 : 0), length);
      }),
    );
    expect(cutText('abc😀', 4)).to.equal('abc');
    expect(cutText('abc😀', 5)).to.equal('abc😀');
  });
});
