import type { ToolCallFacts } from '../../src/domain/tool-call.ts';
import { expect } from 'chai';
import { SmartAgentApproval, SmartAgentModelCall } from '../../entities/index.ts';
import { executionViewSchema, type ExecutionView } from '../../src/contracts/executions.ts';
import { proposalRow, proposalWrite } from '../../src/features/approvals/index.ts';
import { insert } from '../../src/kernel/database.ts';
import { randomIds } from '../../src/kernel/ids.ts';
import { account, ApiWorld } from '../http/api-world.ts';
import { company, LogRows } from './log-rows.ts';

const proposed = randomIds.next();
const basis = [{ layer: 'autonomy' as const, rule: 'asks', setting: 'agent autonomy', message: 'This agent asks first.' }];
const records = [{ entitySet: 'customers', id: 'c1', label: 'C-10010', etag: 'W/"1"' }];

describe('an execution', () => {
  let world: ApiWorld;
  let rows: LogRows;
  before(async () => {
    world = await ApiWorld.open();
    rows = new LogRows(world);
    await rows.add({ attempt: { attemptedAt: '2026-03-01T10:00:00.000Z' } });
    await rows.add({
      attempt: { attemptedAt: '2026-03-01T10:00:05.000Z', tool: 'draft_email', phase: 'prepare', decision: 'ask' },
      outcome: { outcome: 'prepared' },
    });
    await rows.add({ user: 'BEN' });
    await addModelCalls();
    await addProposal();
  });
  after(() => world.close());

  const addModelCalls = async (): Promise<void> => {
    const { executionId, sessionId } = await rows.run('CLARA');
    const { id: subjectId } = await world.subject('CLARA');
    const call = (credits: string) =>
      insert(SmartAgentModelCall, {
        ...{
          id: randomIds.next(),
          tenantId: account('CLARA').tid,
          sessionId,
          turnId: randomIds.next(),
          executionId,
          subjectId,
          agentId: null,
          model: 'offline',
          tier: 'smart',
        },
        ...{
          inputTokens: 100,
          outputTokens: 10,
          credits,
          toolCalls: 1,
          outcome: 'ok',
          startedAt: '2026-03-01T10:00:00.000Z',
          durationMs: 5,
          day: '2026-03-01',
        },
      });
    await world.database.commit([call('0.1000'), call('0.2003')]);
  };

  const addProposal = async (): Promise<void> => {
    const { executionId, sessionId, agent } = await rows.run('CLARA');
    const { id: requesterSubjectId, box } = await world.subject('CLARA');
    const id = randomIds.next();
    const frame = {
      ...{
        id,
        tenantId: account('CLARA').tid,
        proposalId: id,
        version: 1,
        executionId,
        sessionId,
        turnId: randomIds.next(),
        toolCallId: proposed,
      },
      ...{ agentId: agent.id, agentVersionId: agent.currentVersionId, delegationId: randomIds.next(), requesterSubjectId, companyId: company.id },
      ...{ responsibleSubjectId: requesterSubjectId, editedBySubjectId: null, raisedBySubjectId: null },
      ...{ tool: 'draft_email', effectKey: 'EX-CLARA/1', requestedAt: '2026-03-01T10:00:05.000Z', expiresAt: '2026-03-02T10:00:05.000Z' },
    };
    const preview = { title: 'Email to Cannon', summary: 'Puts a draft into your outbox.', fields: [], table: null, text: 'Dear …', attachments: [] };
    await world.database.commit([
      proposalWrite(
        proposalRow(
          frame,
          { payload: { arguments: {}, draft: {} }, preview, amount: null, conditions: [], records, mayBePartial: false },
          { box, basis, facts: { rules: [] } as unknown as ToolCallFacts, changedSince: [] },
        ),
      ),
    ]);
  };

  const get = (user: string, reference = 'EX-CLARA') => world.call(user, `/api/v1/executions/${reference}`);

  it('is told whole: who, for whom, which calls, which proposals, what it cost', async () => {
    const view: ExecutionView = executionViewSchema.parse((await get('CLARA')).json);
    expect(view).to.deep.include({ reference: 'EX-CLARA', status: 'completed', user: 'Clara Reyes', company: company.name, credits: '0.3003' });
    expect(view.agent).to.include({ name: 'Month-end statements', version: 1 });
    expect(view.agent.versionHash).to.match(/^[0-9a-f]{64}$/);
    expect(view.toolCalls.map(({ tool, outcome }) => `${tool} ${outcome}`)).to.deep.equal(['read_customer ok', 'draft_email prepared']);
    expect(view.approvals).to.have.length(1);
    expect(view.approvals[0]).to.deep.include({
      status: 'pending',
      tool: { name: 'draft_email', title: view.approvals[0]?.tool.title },
      decidedBy: null,
    });
    expect(view.approvals[0]).to.have.nested.property('preview.title', 'Email to Cannon');
  });

  it('is seen by its user and by those who oversee the tenant', async () => {
    for (const user of ['CLARA', 'ADELE', 'NOOR', 'SUPPORT', 'MARTA']) expect((await get(user)).status, user).to.equal(200);
  });

  it('tells overseers that there was a proposal, why it asked and what became of it, and not what it says', async () => {
    for (const user of ['ADELE', 'NOOR', 'SUPPORT', 'MARTA']) {
      const { json, text } = await get(user);
      const [approval] = executionViewSchema.parse(json).approvals;
      expect(approval, user).to.deep.include({ status: 'pending', decidedBy: null, basis, supportingRecords: records });
      expect(approval, user).not.to.have.any.keys('preview', 'changedSince', 'reason', 'resultLine');
      expect(text, user).not.to.match(/Cannon|Dear|draft into/);
    }
  });

  it('shows what a proposal says to whoever decided it', async () => {
    const marta = await world.subject('MARTA');
    const { box } = await world.subject('CLARA');
    const decided = { decidedAt: '2026-03-01T11:00:00.000Z', deciderSubjectId: marta.id, sealedReason: box.seal('"Too late"') };
    await world.database.transaction((manager) => manager.update(SmartAgentApproval, { toolCallId: proposed }, { state: 'rejected', ...decided }));
    for (const user of ['CLARA', 'MARTA']) {
      const [approval] = executionViewSchema.parse((await get(user)).json).approvals;
      expect(approval, user).to.deep.include({ status: 'rejected', decidedBy: 'Marta Lindqvist', reason: 'Too late' });
    }
    expect(executionViewSchema.parse((await get('NOOR')).json).approvals[0]).to.include({ status: 'rejected', decidedBy: 'Marta Lindqvist' });
    expect((await get('NOOR')).text).not.to.include('Too late');
  });

  it('does not exist for other users and other tenants', async () => {
    for (const user of ['BEN', 'TOM', 'PAUL']) expect((await get(user)).json.code, user).to.equal('not_found');
    expect((await get('SIEM')).status).to.equal(403);
    expect((await get('NOOR', 'EX-NONE')).status).to.equal(404);
  });
});
