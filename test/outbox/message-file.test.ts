import { expect } from 'chai';
import fc from 'fast-check';
import { addressesIn, isAddress } from '../../src/features/outbox/addresses.ts';
import { messageFile, type MessageContent } from '../../src/features/outbox/message-file.ts';
import { decodedWords, readMessage } from './read-message.ts';

const message = (change: Partial<MessageContent> = {}): MessageContent => ({
  id: '00000000-0000-4000-8000-000000000001',
  date: new Date('2026-03-02T08:00:00Z'),
  from: { name: 'Clara Reyes', address: 'clara@alderfinch.example' },
  to: ['ap@cannon.example'],
  subject: 'Your statement',
  body: 'Dear customer,\nplease find your statement attached.\n\n-- \nPrepared by the AI agent',
  attachments: [{ fileName: 'statement.pdf', contentType: 'application/pdf', bytes: Buffer.from('%PDF-1.7') }],
  ...change,
});
const read = (content: MessageContent) => readMessage(Buffer.from(messageFile(content)));

describe('a message file', () => {
  it('opens as an unsent draft that says an agent wrote it', () => {
    const { headers, parts } = read(message());
    expect(Object.fromEntries(headers)).to.deep.include({
      ...{ from: 'Clara Reyes <clara@alderfinch.example>', to: 'ap@cannon.example', subject: 'Your statement' },
      ...{ date: 'Mon, 02 Mar 2026 08:00:00 +0000', 'x-unsent': '1', 'x-ai-generated': 'Smart Agents', 'mime-version': '1.0' },
    });
    expect(parts.map((part) => part.headers.get('content-type'))).to.deep.equal(['text/plain; charset=utf-8', 'application/pdf']);
    expect(parts[0]?.content.toString('utf8')).to.equal(message().body.replaceAll('\n', '\r\n'));
    expect(parts[1]?.headers.get('content-disposition')).to.equal('attachment; filename="statement.pdf"');
    expect(parts[1]?.content.toString()).to.equal('%PDF-1.7');
  });

  it('has no sender where the user has no address', () => {
    expect(read(message({ from: null })).headers.has('from')).to.equal(false);
  });

  it('keeps every header one header, and every text the same text, whatever they hold', () => {
    const nasty = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ maxLength: 300 }),
      fc.constantFrom('a\r\nBcc: x@y.example', 'a\n\nbody', '=?UTF-8?B?QQ==?=', 'Grüße aus Køge'.repeat(20), '--_smart_agents_', '"; Bcc: x'),
    );
    fc.assert(
      fc.property(nasty, nasty, nasty, (subject, body, name) => {
        const file = Buffer.from(
          messageFile(
            message({
              subject,
              body,
              from: { name, address: 'c@x.example' },
              attachments: [{ fileName: subject, contentType: 'application/pdf', bytes: Buffer.from(body) }],
            }),
          ),
        );
        const { headers, parts } = readMessage(file);
        expect([...headers.keys()]).to.have.members([
          'date',
          'from',
          'to',
          'subject',
          'message-id',
          'mime-version',
          'x-unsent',
          'x-ai-generated',
          'content-type',
        ]);
        expect(parts).to.have.length(2);
        expect(
          file
            .toString('utf8')
            .split('\r\n')
            .every((line) => line.length <= 998),
        ).to.equal(true);
        const oneLine = subject.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim();
        if (!/\p{Cs}/u.test(subject) && !subject.includes('=?')) expect(decodedWords(headers.get('subject') ?? '')).to.equal(oneLine);
        if (!/\p{Cs}/u.test(body)) expect(parts[0]?.content.toString('utf8').replaceAll('\r\n', '\n')).to.equal(body.replace(/\r\n|\r/g, '\n'));
      }),
      { numRuns: 300 },
    );
  });
});

describe('addresses on an ERP card', () => {
  it('may be several', () => {
    expect(addressesIn(' ap@cannon.example; büro@køge.example ,x@y.example;')).to.deep.equal([
      'ap@cannon.example',
      'büro@køge.example',
      'x@y.example',
    ]);
  });

  for (const text of [
    '',
    ';',
    'nobody',
    'a@b@c',
    'a@b.example\r\nBcc: x@y.example',
    'a b@c.example',
    '"a"@b.example',
    'a@b.example>',
    'Name <a@b.example>',
    'a@b.example; no',
  ]) {
    it(`are refused where one is none: ${JSON.stringify(text)}`, () => {
      expect(() => addressesIn(text)).to.throw(/email address/);
    });
  }

  it('never hold what could end a header', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        if (isAddress(text)) expect(text).to.match(/^[^\s,;<>]+$/);
      }),
    );
  });
});
