import { expect } from 'chai';
import fc from 'fast-check';
import { parseInline } from '../../src/web/markdown/parse-inline.ts';
import { parseMarkdown } from '../../src/web/markdown/parse-markdown.ts';
import { spokenText } from '../../src/web/markdown/spoken-text.ts';

const text = (words: string) => ({ kind: 'text', text: words });

describe('an answer in markdown', () => {
  it('knows bold, italic and code inside running text', () => {
    expect(parseInline('a **b *c*** `d_e`')).to.deep.include({ kind: 'code', text: 'd_e' });
    expect(parseInline('**late**: 4')).to.deep.equal([{ kind: 'strong', children: [text('late')] }, text(': 4')]);
    expect(parseInline('*so*')).to.deep.equal([{ kind: 'emphasis', children: [text('so')] }]);
  });

  it('leaves underscores inside names alone', () => {
    expect(parseInline('read_vendor_ledger')).to.deep.equal([text('read_vendor_ledger')]);
  });

  it('leaves a mark without its end as text, as while an answer streams', () => {
    expect(parseInline('**Average')).to.deep.equal([text('**Average')]);
    expect(parseMarkdown('```\nhalf')).to.deep.equal([{ kind: 'code', text: 'half' }]);
  });

  it('keeps HTML as plain text', () => {
    expect(parseMarkdown('<img src=x onerror=alert(1)>')).to.deep.equal([{ kind: 'paragraph', text: [text('<img src=x onerror=alert(1)>')] }]);
  });

  it('follows only web addresses and pages of this site', () => {
    expect(parseInline('[open](https://example.org/a)')).to.deep.equal([{ kind: 'link', label: 'open', address: 'https://example.org/a' }]);
    expect(parseInline('[card](/vendors/V-1042)')[0]).to.deep.include({ kind: 'link' });
    for (const address of ['javascript:alert(1)', 'data:text/html,x', '//evil.example', '/\\evil.example', 'vbscript:x']) {
      expect(parseInline(`[x](${address})`).some((piece) => piece.kind === 'link')).to.equal(false);
    }
  });

  it('reads a table with alignments and fills missing cells', () => {
    const [table] = parseMarkdown('| Order | Late |\n|:--|--:|\n| PO-1 | 4 |\n| PO-2 |');
    expect(table).to.deep.equal({
      kind: 'table',
      columns: [
        { text: [text('Order')], align: 'start' },
        { text: [text('Late')], align: 'end' },
      ],
      rows: [
        [[text('PO-1')], [text('4')]],
        [[text('PO-2')], []],
      ],
    });
  });

  it('reads nested and numbered lists', () => {
    const [list, numbers] = parseMarkdown('- one\n  - inner\n- two\n\nThen\n\n3. three\n4. four').filter((block) => block.kind === 'list');
    expect(list?.items.map((item) => item.children.length)).to.deep.equal([1, 0]);
    expect(numbers).to.deep.include({ isOrdered: true, start: 3 });
    expect(numbers?.items).to.have.length(2);
  });

  it('ends for any text and loses no word of plain paragraphs', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('a', ' ', '\n', '*', '_', '`', '|', '-', '#', '>', '[', ']', '(', ')', '1', '.', '\\', '<'),
          maxLength: 200,
        }),
        (source) => {
          expect(parseMarkdown(source)).to.be.an('array');
        },
      ),
    );
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1 }), (words) => {
        expect(parseMarkdown(words.join(' '))).to.deep.equal([{ kind: 'paragraph', text: [text(words.join(' '))] }]);
      }),
    );
  });

  it('reads a hostile text of 8,000 marks in well under a second', () => {
    const started = performance.now();
    for (const mark of ['*', '**a', '[', '`a', '_a ', '| - |\n', '> ', '- \n', '  - a\n']) parseMarkdown(mark.repeat(8_000 / mark.length));
    expect(performance.now() - started).to.be.lessThan(4_000);
  });

  it('is heard without its marks, and a table by its columns and size', () => {
    const answer = '### In short\n**4 days** late\n\n- one [PO-1](/purchase-orders/PO-1)\n- two\n\n| No. | Days |\n|:--|--:|\n| A | 1 |\n| B | 2 |';
    expect(spokenText(answer)).to.equal('In short. 4 days late. one PO-1; two. Table with 2 rows: No., Days.');
  });
});
