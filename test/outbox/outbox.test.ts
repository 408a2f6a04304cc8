import { expect } from 'chai';
import { SmartAgentEmailDraft, SmartAgentUserFile } from '../../entities/index.ts';
import { emailDraftViewSchema, type EmailDraftView } from '../../src/contracts/outbox.ts';
import type { NewDraft, UserOutbox } from '../../src/features/outbox/index.ts';
import { account, ApiWorld } from '../http/api-world.ts';
import { company, LogRows } from '../log-page/log-rows.ts';
import { sampleStatement } from '../pdf/sample-statement.ts';
import { decodedWords, readMessage } from './read-message.ts';

const draft = (change: Partial<NewDraft> = {}): NewDraft => ({
  to: 'ap@cannon.example',
  subject: 'Kontoauszug für März',
  body: 'Dear customer,\nplease find your statement attached.\n\n-- \nPrepared by the AI agent "Month-end statements" (EX-CLARA)',
  attachments: [sampleStatement(12)],
  ...change,
});

describe('the outbox', () => {
  let world: ApiWorld;
  let rows: LogRows;
  beforeEach(async () => {
    world = await ApiWorld.open();
    rows = new LogRows(world);
  });
  afterEach(() => world.close());

  const outboxOf = async (user: string): Promise<UserOutbox> => {
    const { executionId, agent } = await rows.run(user);
    return world.parts.outboxOf({
      tenantId: account(user).tid,
      subject: await world.subject(user),
      companyId: company.id,
      executionId,
      agentId: agent.id,
    });
  };
  const list = async (user = 'CLARA'): Promise<EmailDraftView[]> =>
    (await world.call(user, '/api/v1/outbox')).json.value.map((one: unknown) => emailDraftViewSchema.parse(one));
  const post = (user: string, path: string) => world.call(user, path, { method: 'POST' });

  it('makes one draft for one effect, however often and however simultaneously it is asked', async () => {
    const outbox = await outboxOf('CLARA');
    expect(await outbox.findDraft('EX-CLARA/1')).to.equal(null);
    const made = await Promise.all([1, 2, 3, 4].map(() => outbox.createDraft(draft(), 'EX-CLARA/1')));
    const again = await outbox.createDraft(draft({ subject: 'Another' }), 'EX-CLARA/1');
    expect(new Set([...made, again].map(({ emailDraftId }) => emailDraftId)).size).to.equal(1);
    expect(await outbox.findDraft('EX-CLARA/1')).to.deep.equal(made[0]);
    expect(await world.database.reader.count(SmartAgentEmailDraft)).to.equal(1);
    expect(await world.database.reader.count(SmartAgentUserFile)).to.equal(1);
    expect((await outbox.createDraft(draft(), 'EX-CLARA/2')).emailDraftId).to.not.equal(again.emailDraftId);
  });

  it('does not mistake another tenant’s effect for its own', async () => {
    await (await outboxOf('CLARA')).createDraft(draft(), 'EX-1/1');
    expect(await (await outboxOf('PAUL')).findDraft('EX-1/1')).to.equal(null);
  });

  it('keeps nothing of a draft in the clear', async () => {
    await (await outboxOf('CLARA')).createDraft(draft(), 'EX-CLARA/1');
    const kept = JSON.stringify([await world.database.reader.find(SmartAgentEmailDraft), await world.database.reader.find(SmartAgentUserFile)]);
    for (const word of ['cannon', 'Kontoauszug', 'Dear customer', 'JVBERi']) expect(kept).to.not.include(word);
  });

  it('puts nothing in where the address is none', async () => {
    const outbox = await outboxOf('CLARA');
    const failure = await outbox.createDraft(draft({ to: 'a@b.example\r\nBcc: x@y.example' }), 'EX-CLARA/1').then(
      () => 'made',
      (error: { code: string }) => error.code,
    );
    expect(failure).to.equal('unprocessable');
    expect(await list()).to.deep.equal([]);
  });

  it('lists the user’s drafts with what they carry', async () => {
    const { emailDraftId } = await (await outboxOf('CLARA')).createDraft(draft(), 'EX-CLARA/1');
    const [view] = await list();
    const { attachments, ...rest } = view ?? { attachments: [] };
    expect(rest).to.deep.include({
      id: emailDraftId,
      status: 'draft',
      to: 'ap@cannon.example',
      subject: 'Kontoauszug für März',
      agentName: 'Month-end statements',
      executionReference: 'EX-CLARA',
    });
    expect(attachments).to.have.length(1);
    expect(attachments[0]).to.include({ fileName: 'statement-C-10010-2026-10-31.pdf', contentType: 'application/pdf' });
  });

  it('hands a draft out as a message for her own mail program, and remembers that it did', async () => {
    const { emailDraftId } = await (await outboxOf('CLARA')).createDraft(draft(), 'EX-CLARA/1');
    const answer = await world.call('CLARA', `/api/v1/outbox/${emailDraftId}/message`);
    expect(answer.headers.get('content-type')).to.equal('message/rfc822');
    expect(answer.headers.get('content-disposition')).to.match(/^attachment; filename="Kontoauszug f_r M_rz.eml"/);
    const { headers, parts } = readMessage(Buffer.from(answer.text, 'utf8'));
    expect(headers.get('to')).to.equal('ap@cannon.example');
    expect(headers.get('from')).to.equal('Clara Reyes <clara@alderfinch.example>');
    expect(decodedWords(headers.get('subject') ?? '')).to.equal('Kontoauszug für März');
    expect([headers.get('x-unsent'), headers.get('x-ai-generated')]).to.deep.equal(['1', 'Smart Agents']);
    expect(parts[0]?.content.toString('utf8')).to.include('Prepared by the AI agent');
    const [view] = await list();
    expect(parts[1]?.content.subarray(0, 5).toString()).to.equal('%PDF-');
    expect(parts[1]?.content.byteLength).to.equal(view?.attachments[0]?.bytes);
    expect(view?.status).to.equal('opened');
  });

  it('shows a file as what it is and as nothing else', async () => {
    await (await outboxOf('CLARA')).createDraft(draft(), 'EX-CLARA/1');
    const [view] = await list();
    const { status, headers, text } = await world.call('CLARA', `/api/v1/files/${view?.attachments[0]?.fileId ?? ''}/content`);
    expect(status).to.equal(200);
    expect([headers.get('content-type'), headers.get('x-content-type-options')]).to.deep.equal(['application/pdf', 'nosniff']);
    expect(headers.get('content-disposition')).to.equal('inline; filename="statement-C-10010-2026-10-31.pdf"');
    expect(text.startsWith('%PDF-')).to.equal(true);
  });

  it('throws drafts away and takes them back, as often as she likes', async () => {
    const { emailDraftId } = await (await outboxOf('CLARA')).createDraft(draft({ attachments: [] }), 'EX-CLARA/1');
    const at = `/api/v1/outbox/${emailDraftId}`;
    for (let round = 0; round < 2; round++) expect((await post('CLARA', `${at}/discard`)).json.status).to.equal('discarded');
    expect((await world.call('CLARA', `${at}/message`)).json).to.include({ status: 409, code: 'conflict' });
    for (let round = 0; round < 2; round++) expect((await post('CLARA', `${at}/restore`)).json.status).to.equal('draft');
    expect((await world.call('CLARA', `${at}/message`)).status).to.equal(200);
    expect((await post('CLARA', `${at}/restore`)).json.status).to.equal('opened');
  });

  it('belongs to its user: to everybody else her drafts and files do not exist', async () => {
    const { emailDraftId } = await (await outboxOf('CLARA')).createDraft(draft(), 'EX-CLARA/1');
    const fileId = (await list())[0]?.attachments[0]?.fileId ?? '';
    for (const other of ['BEN', 'MARTA', 'PAUL']) {
      expect(await list(other)).to.deep.equal([]);
      expect((await world.call(other, `/api/v1/outbox/${emailDraftId}/message`)).status).to.equal(404);
      expect((await post(other, `/api/v1/outbox/${emailDraftId}/discard`)).status).to.equal(404);
      expect((await world.call(other, `/api/v1/files/${fileId}/content`)).status).to.equal(404);
    }
    expect((await list())[0]?.status).to.equal('draft');
  });
});
