import { expect } from 'chai';
import fc from 'fast-check';
import { z } from 'zod';
import { argumentRedactor, redactUnknown, shippedTools } from '../../src/features/tools/index.ts';
import { defineReadTool } from '../../src/features/tools/tool.ts';
import { toolNamed } from './call-tool.ts';

const secret = 'Zq-secret-text.';
const redactOf = (name: string) => (args: unknown) => argumentRedactor(toolNamed(name))(args, 'key');

describe('redacted arguments', () => {
  it('keep numbers, dates and counts, and mask free text', () => {
    expect(
      redactOf('draft_email')({ customerNumber: 'C-1', subject: secret, message: secret, attachStatement: false, asOfDate: '2026-10-31' }),
    ).to.deep.equal({
      customerNumber: 'C-1',
      subject: '(masked: 15 characters)',
      message: '(masked: 15 characters)',
      attachStatement: false,
      asOfDate: '2026-10-31',
    });
  });

  it('keep a value only where it is valid: text in a number’s place is masked', () => {
    expect(
      redactOf('create_purchase_order_draft')({
        vendorNumber: 7,
        lines: [{ itemNumber: 'I-1', quantity: secret }, secret],
        requestedReceiptDate: secret,
      }),
    ).to.deep.equal({
      vendorNumber: '(masked: number)',
      lines: [{ itemNumber: 'I-1', quantity: '(masked: 15 characters)' }, '(masked: 15 characters)'],
      requestedReceiptDate: '(masked: 15 characters)',
    });
  });

  it('keep the number of a record, and hash what only stands in its place', () => {
    const numberOf = (vendorNumber: string) => (redactOf('read_vendor')({ vendorNumber }) as { vendorNumber: string }).vendorNumber;
    for (const number of ['V-1042', '1007', 'po/2026.17_b', 'Ä-1']) expect(numberOf(number)).to.equal(number);
    for (const text of ['MARY SMITH', 'Smith', 'Suite 12', 'a1@example.com', '12 Main St.'])
      expect(numberOf(text)).to.match(/^\(hash: [0-9a-f]{32}\)$/);
    expect(numberOf('Smith')).to.equal(numberOf('Smith')).and.not.to.equal(numberOf('Jones'));
  });

  it('count names the tool does not know, because a name is text too', () => {
    expect(redactOf('read_items')({ itemNumber: 'I-1', [secret]: 1, __proto__x: 2 })).to.deep.equal({
      itemNumber: 'I-1',
      '(other)': '(masked: 2 properties)',
    });
  });

  it('show nothing of text that belongs to no schema', () => {
    expect(redactUnknown(secret)).to.equal('(masked: 15 characters)');
    expect(redactUnknown({ a: secret })).to.equal('(masked: object)');
  });

  it('hash equal values alike under one key, and differently under another', () => {
    const tool = defineReadTool<{ email: string }>({
      kind: 'read',
      operation: 'read',
      name: 'sample',
      title: 'Sample',
      description: 'For the test.',
      args: z.strictObject({ email: z.string().meta({ redact: 'hash' }) }),
      subject: () => 'sample',
      read: () => Promise.resolve({ data: null, line: '' }),
    });
    const redact = argumentRedactor(tool);
    const hashed = (email: string, key: string) => (redact({ email }, key) as { email: string }).email;
    expect(hashed('a@example.com', 'k1'))
      .to.equal(hashed('a@example.com', 'k1'))
      .and.to.match(/^\(hash: [0-9a-f]{32}\)$/);
    expect(hashed('a@example.com', 'k1')).not.to.equal(hashed('b@example.com', 'k1'));
    expect(hashed('a@example.com', 'k1')).not.to.equal(hashed('a@example.com', 'k2'));
  });

  it('never let the secret through, wherever a model puts it, and stay short', () => {
    const names = [...new Set(shippedTools.flatMap((tool) => Object.keys((tool.args as unknown as { shape: object }).shape)))];
    const poisoned = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom<unknown>(secret, `C-1 ${secret}${secret}`, 1, true, null),
        fc.array(tie('value'), { maxLength: 5 }),
        fc.dictionary(fc.constantFrom(...names, 'itemNumber', 'quantity', secret, '__proto__'), tie('value'), { maxKeys: 5 }),
      ),
    })).value;
    fc.assert(
      fc.property(fc.constantFrom(...shippedTools), poisoned, (tool, args) => {
        const text = JSON.stringify(argumentRedactor(tool)(args, 'key'));
        expect(text.length).to.be.at.most(4_000);
        expect(text).not.to.include(secret);
      }),
      { numRuns: 2_000 },
    );
  });

  it('give only the size of arguments that are too many', () => {
    const lines = Array.from({ length: 5_000 }, () => ({ itemNumber: 'I-1234567890123456', quantity: 1 }));
    expect(redactOf('create_purchase_order_draft')({ vendorNumber: 'V', lines }))
      .to.be.a('string')
      .and.to.match(/^\(masked: \d+ characters of arguments\)$/);
  });
});
