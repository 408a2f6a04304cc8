import { expect } from 'chai';
import { createPdfRenderer } from '../../src/adapters/pdf/index.ts';
import { printableText } from '../../src/adapters/pdf/printable-text.ts';
import { AppError } from '../../src/kernel/errors.ts';
import { sampleStatement } from './sample-statement.ts';

/** The words of a PDF that was written without compression: text is in `[<hex> kerning …] TJ`, in Windows-1252. */
const wordsOf = (bytes: Uint8Array): string =>
  [
    ...Buffer.from(bytes)
      .toString('latin1')
      .matchAll(/\[([^\]]*)\] TJ/g),
  ]
    .map(([, parts = '']) =>
      [...parts.matchAll(/<([0-9a-f]*)>/g)].map(([, hex = '']) => Buffer.from(hex, 'hex').toString('latin1').replaceAll('\x85', '…')).join(''),
    )
    .join('\n');

const read = async (lines: number, change: Record<string, unknown> = {}): Promise<string> =>
  wordsOf(await createPdfRenderer({ compress: false }).render(sampleStatement(lines, change)));

const pageCount = (text: string): number => Number(/Page 1 of (\d+)/.exec(text)?.[1]);

describe('the customer statement as a PDF', () => {
  it('is the same bytes for the same data, and others for other data', async () => {
    const render = async (change = {}) => Buffer.from(await createPdfRenderer().render(sampleStatement(7, change))).toString('base64');
    expect(await render()).to.equal(await render());
    expect(await render({ asOf: '2026-10-30' })).not.to.equal(await render());
  });

  it('prints company, customer, address, day, figures, ages and the agent’s label', async () => {
    const text = await read(7);
    for (const words of [
      'Alder & Finch Ltd.',
      'Brösel Øst Handel GmbH',
      'Hauptstraße 14',
      '31 October 2026',
      '182,345.10 GBP',
      '92,345.10 GBP',
      'PSI-10400',
      '-120.50',
      '61 to 90 days',
      '50,000.00',
      'Prepared by the AI agent "Month-end statements" (EX-2026-000123)',
      'Page 1 of 1',
    ]) {
      expect(text).to.include(words);
    }
  });

  it('prints every line, on as many pages as it takes, and the ages once', async () => {
    const text = await read(150);
    for (let index = 0; index < 150; index++) expect(text).to.include(`PSI-${10400 + index}`);
    expect(pageCount(text)).to.be.greaterThan(3);
    expect(text.match(/Over 90 days/g)).to.have.length(1);
    expect(text.match(/Prepared by the AI agent/g)).to.have.length(pageCount(text));
  });

  it('goes from one page to two as lines are added, never to more and never back', async () => {
    const pages = await Promise.all([22, 23, 24, 25, 28, 32].map(async (lines) => pageCount(await read(lines))));
    expect(pages).to.deep.equal([...pages].sort());
    expect([pages[0], pages.at(-1)]).to.deep.equal([1, 2]);
  });

  it('says so where nothing is open, and names the company where no agent was at work', async () => {
    const text = await read(0, { preparedBy: null });
    expect(text).to.include('There are no open items.').and.not.to.include('AI agent');
  });

  it('cuts a name that is too long instead of writing over its neighbour', async () => {
    expect(await read(1, { customerName: 'Very Long Name '.repeat(20) })).to.match(/Very Long Name.*…/);
  });

  it('prints what the fonts lack as the nearest letters, never as others', () => {
    expect(printableText('Łódź Šumava – „Ø“ €5\n\tnext 株式')).to.equal('Lódz Šumava – „Ø“ €5 next ??');
  });

  it('refuses data that is not a statement', async () => {
    const error: unknown = await createPdfRenderer()
      .render(sampleStatement(1, { password: 'x' }))
      .catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(AppError).and.to.include({ code: 'unprocessable' });
  });
});
