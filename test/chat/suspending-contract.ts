import { expect } from 'chai';
import { AgentMoves, AgentStore, assistant, newAgentWrites } from '../../src/features/agents/index.ts';
import { SettingChanges } from '../../src/features/change-log/index.ts';
import { bumpRevision } from '../../src/features/settings/index.ts';
import { Admins } from '../../src/features/subjects/index.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { randomIds } from '../../src/kernel/ids.ts';
import { ChatWorld } from '../support/chat-world.ts';
import { thenSay, type Script } from '../support/scripted-model.ts';
import { ToyErp } from '../support/toy-tools.ts';

/** Something one turn waits for while another goes on. */
const gate = (): { readonly passed: Promise<void>; readonly open: () => void } => {
  let open = (): void => undefined;
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open: () => open() };
};

const look = { calls: [{ name: 'look', args: {} }] };

interface Attempt {
  readonly agentId: string;
  readonly decision: string;
  readonly layer: string;
  readonly rule: string;
}

/** What a suspension stops and what it leaves alone, whatever the database; `database` gives the URL of an empty one, undefined for a file of its own. */
export const suspendingContract = (name: string, database: () => Promise<string | undefined>): void => {
  describe(`suspending an agent in the middle of a turn${name}`, () => {
    it('refuses its next call by the agent’s layer, and touches nothing else: another agent’s turn, another person’s work', async () => {
      const erp = new ToyErp();
      const world = await ChatWorld.open({ script: () => ({ text: 'Done.' }), ports: erp.ports, tools: erp.tools(), databaseUrl: await database() });
      try {
        const { tenantId, agentId, person, templateId, company } = world.seeded;
        const tom = { ...person, oid: randomIds.next(), displayName: 'Tom Fielding', email: 'tom@example.test' };
        const settings = await world.core.parts.settings.current(tenantId);
        const configuration = { ...settings.agents.get(agentId)!.current.configuration, instructions: 'The other agent.' };
        const otherId = randomIds.next();
        await world.database.transaction(async (manager) => {
          const frame = {
            id: otherId,
            tenantId,
            name: 'Other',
            description: '',
            templateId,
            businessUnitId: null,
            lifecycle: 'active',
            ...assistant,
          };
          const made = { ownerSubjectId: agentId, sponsorSubjectId: agentId, versionId: randomIds.next(), allowedUsers: [tom.oid, person.oid] };
          await world.database.apply(manager, newAgentWrites({ ...frame, ...made, configuration, now: systemClock.now().toISOString() }));
          await bumpRevision(manager, tenantId);
        });

        const [firstIsSuspended, firstIsRefused] = [gate(), gate()];
        const steps = thenSay(look, look, { text: 'Done.' });
        const held: Script = async (request, call) => {
          const hasLooked = request.messages.at(-1)?.role === 'tool';
          const isOther = JSON.stringify(request.messages[0]).includes('The other agent.');
          if (hasLooked) await (isOther ? firstIsRefused : firstIsSuspended).passed;
          return steps(request, call);
        };
        world.model.script = held;

        const open = async (caller: typeof world.caller, id: string): Promise<{ sessionId: string; turnId: string }> => {
          const { id: sessionId } = await world.core.chat.sessions.create(caller.person, { agentId: id, company });
          const { turnId } = await world.core.chat.send(caller, { sessionId, clientMessageId: randomIds.next(), text: 'Look twice.' });
          return { sessionId, turnId };
        };
        const suspended = await open(world.caller, agentId);
        const toms = await open({ person: tom, signIn: 'tom', mayApprove: false }, otherId);
        await world.until((data) => data.type === 'tool.finished' && data.turnId === suspended.turnId);
        await world.until((data) => data.type === 'tool.finished' && data.turnId === toms.turnId);

        const { subjects } = world.core.parts;
        const moves = new AgentMoves({
          store: new AgentStore(world.database),
          changes: new SettingChanges({ database: world.database, clock: systemClock, ids: randomIds }),
          admins: new Admins({ database: world.database, clock: systemClock, subjects }),
          subjects,
        });
        const admin = await subjects.of({ ...person, oid: randomIds.next(), displayName: 'Adele Brandt' });
        await moves.move({ tenantId, subject: admin }, agentId, { revision: 1, to: 'suspended', reason: 'It wrote nonsense.' });
        firstIsSuspended.open();
        await world.turnEnd(suspended.turnId);
        firstIsRefused.open();
        expect((await world.turnEnd(toms.turnId)).at(-1)?.type).to.equal('turn.completed');
        // The same person goes on with another agent.
        const hers = await open(world.caller, otherId);
        await world.turnEnd(hers.turnId);

        const rows = await world.sql<Attempt>('SELECT agentId, decision, layer, "rule" FROM SmartAgentToolCallLog ORDER BY attemptedAt, id');
        const of = (id: string): readonly string[] => rows.filter((row) => row.agentId === id).map(({ decision }) => decision);
        expect(of(agentId)).to.deep.equal(['run', 'refuse']);
        expect(rows.find(({ decision }) => decision === 'refuse')).to.include({ agentId, layer: 'agent' });
        expect(of(otherId)).to.deep.equal(['run', 'run', 'run', 'run']);
        expect(erp.reads).to.equal(5);
      } finally {
        await world.close();
      }
    });
  });
};
