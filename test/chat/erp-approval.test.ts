import { expect } from 'chai';
import { z } from 'zod';
import { executionQuerySchema } from '../../src/contracts/executions.ts';
import type { ErpRecord, Tool } from '../../src/features/tools/index.ts';
import { defineWriteTool } from '../../src/features/tools/tool.ts';
import type { Json } from '../../src/kernel/canonical-json.ts';
import { ChatWorld } from '../support/chat-world.ts';
import { thenSay } from '../support/scripted-model.ts';
import { executionsOf, storyOf } from '../support/story-of.ts';
import { ToyErp } from '../support/toy-tools.ts';

/** A toy ERP whose approval workflow takes over what is sent. */
class ApprovingErp extends ToyErp {
  status = 'Open';
  hasDocument = true;
  isDown = false;

  constructor() {
    super();
    const sets: Record<string, () => ErpRecord> = {
      approvalEntries: () => ({
        id: 'r',
        sequenceNumber: 2,
        approverId: 'MARTA',
        approverName: 'Marta',
        status: this.status,
        workflowStepInstanceId: 'w',
      }),
      approvalUserSetups: () => ({ id: 'm', userId: 'MARTA', userFullName: 'Marta Lindqvist', email: 'marta@example.test' }),
      approvalRequests: () => ({ id: 'r', lastModifiedByUserId: 'MARTA', comment: 'Too dear.' }),
    };
    this.reader.list = async (set) => {
      this.reads += 1;
      if (this.isDown) throw new Error('no answer');
      return { records: [sets[set]!()], mayBePartial: false, truncated: false };
    };
    this.reader.get = async (set) => (set in sets ? sets[set]!() : this.hasDocument ? { id: 'd' } : null);
  }

  override tools(): readonly Tool[] {
    return [
      defineWriteTool<object, Json>({
        ...{ kind: 'write', operation: 'action', commitment: 'binding', name: 'send', title: 'Send', description: 'Sends.' },
        args: z.strictObject({}),
        subject: () => 'order',
        prepare: async () => ({
          ...{ kind: 'prepared', draft: {}, amount: null },
          preview: { title: 'Send PO-1', summary: 'Sends it.', fields: [], table: null, text: null, attachments: [] },
        }),
        commit: async () => ({
          ...{ data: { status: 'Pending Approval' }, line: 'Purchase order PO-1 sent for approval in the ERP' },
          handedOver: {
            ...{ documentSet: 'purchaseDocuments', documentId: 'd', documentNumber: 'PO-1', documentName: 'Purchase order PO-1' },
            ...{ requestId: 'r', approverName: 'Marta' },
          },
        }),
      }),
    ];
  }
}

describe('a change of a conversation that waits for the ERP’s own approval', () => {
  let millis = Date.parse('2026-03-02T08:00:00.000Z');
  const clock = { now: () => new Date(millis) };
  let erp: ApprovingErp;
  let world: ChatWorld;
  let session: string;

  beforeEach(async () => {
    erp = new ApprovingErp();
    world = await ChatWorld.open({
      script: thenSay({ calls: [{ name: 'send', args: {} }] }, { text: 'Sent.' }, { text: 'So it ended.' }),
      ports: erp.ports,
      tools: erp.tools(),
      clock,
    });
    session = await world.session();
    const events = await world.say(session, 'Send it.');
    const asked = events.find((event) => event.type === 'approval.requested');
    const id = asked?.type === 'approval.requested' ? asked.approval.id : '';
    await world.core.deciding.decide(world.caller, { approvalId: id, version: 1, decision: 'confirm', reason: undefined });
    await world.until((event) => event.type === 'turn.completed');
  });
  afterEach(() => world.close());

  const later = (minutes = 20): Promise<void> => {
    millis += minutes * 60_000;
    return world.core.following.sweep();
  };
  const told = (): string[] =>
    world.events.flatMap(({ data }) => (data.type === 'turn.started' && data.cause === 'decision' ? [data.text ?? ''] : []));
  const states = async (): Promise<(string | null)[][]> => {
    const rows = await world.sql<{ state: string; endedAt: string | null }>('SELECT "state", "endedAt" FROM "SmartAgentErpApproval"');
    return rows.map(({ state, endedAt }) => [state, endedAt]);
  };

  it('stands in the list of runs, and is found among what waits, for as long as the ERP decides', async () => {
    const [{ subjectId }] = (await world.sql<{ subjectId: string }>('SELECT "subjectId" FROM "SmartAgentExecution"')) as [{ subjectId: string }];
    const reader = { tenantId: world.seeded.tenantId, subjectId, maySeeOthers: false };
    const found = async (status: 'waiting' | 'completed'): Promise<string[][]> => {
      const { value } = await executionsOf(world).list(reader, executionQuerySchema.parse({ status }));
      return value.map((run) => [run.status, ...run.waitingInErp.map(({ documentNumber, waitingFor }) => `${documentNumber}, ${waitingFor}`)]);
    };
    expect(await found('waiting')).to.deep.equal([['completed', 'PO-1, Marta']]);
    expect(await found('completed')).to.deep.equal([['completed', 'PO-1, Marta']]);
    erp.status = 'Approved';
    await later();
    await world.until((event) => event.type === 'turn.completed' && event.turnId !== world.events[0]?.data.turnId);
    expect(await found('waiting')).to.deep.equal([]);
    expect(await found('completed')).to.deep.equal([['completed'], ['completed']]);
  });

  it('is told how it ended, once, by the agent in a turn of its own', async () => {
    await later();
    expect(told()).to.deep.equal([]);
    erp.status = 'Rejected';
    await later();
    await world.until((event) => event.type === 'turn.completed' && event.turnId !== world.events[0]?.data.turnId);
    await later();
    const ended = 'Purchase order PO-1 was rejected in the ERP by Marta Lindqvist. Reason: Too dear.';
    expect(told()).to.deep.equal([ended]);
    expect(JSON.stringify(world.model.requests.at(-1)!.messages)).to.contain(ended);
    const [{ reference, subjectId }] = (await world.sql<{ reference: string; subjectId: string }>(
      'SELECT "reference", "subjectId" FROM "SmartAgentExecution" ORDER BY "startedAt"',
    )) as [{ reference: string; subjectId: string }];
    const { erpApprovals } = await storyOf(world, reference, subjectId);
    expect(erpApprovals[0]).to.include({ documentNumber: 'PO-1', state: 'rejected', by: 'Marta Lindqvist', reason: 'Too dear.' });
  });

  it('is looked at again later where the ERP does not answer, and by one process of several', async () => {
    erp.isDown = true;
    await later();
    expect(await states()).to.deep.equal([['waiting', null]]);
    erp.isDown = false;
    erp.status = 'Approved';
    const [row] = await world.core.erpApprovals.due(new Date(millis + 3_600_000).toISOString(), 1);
    expect(await Promise.all([1, 2, 3].map(() => world.core.erpApprovals.takeLook(row!, clock.now())))).to.have.members([true, false, false]);
    await later();
    expect((await states())[0]?.[0]).to.equal('approved');
  });

  it('is over where its document is gone, and where nobody decided in 90 days', async () => {
    await later(90 * 24 * 60);
    expect((await states())[0]?.[0]).to.equal('lapsed');
    const { reads } = erp;
    await later();
    expect(erp.reads, 'what has ended is not looked at any more').to.equal(reads);
  });

  it('ends with its document', async () => {
    erp.hasDocument = false;
    await later();
    expect((await states())[0]?.[0]).to.equal('gone');
    expect(told()[0]).to.contain('posted or deleted before its approval ended');
  });
});
