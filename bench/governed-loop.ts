import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { pino } from 'pino';
import { openDatabase } from '../src/adapters/database/database.ts';
import { createHeadFile } from '../src/adapters/files/head-file.ts';
import { createOpenAiModel } from '../src/adapters/openai/openai-model.ts';
import type { PanelEvent } from '../src/contracts/panel-events.ts';
import type { PortFactory } from '../src/features/gateway/index.ts';
import { seedTenant } from '../src/features/setup/index.ts';
import type { Person } from '../src/features/subjects/index.ts';
import { shippedTools, type ErpReader, type Tool } from '../src/features/tools/index.ts';
import { systemClock } from '../src/kernel/clock.ts';
import { timeOrderedIds } from '../src/kernel/ids.ts';
import { newSecretKey } from '../src/kernel/secret-box.ts';
import { createCore, type Core } from '../src/wiring/core.ts';
import { loadSecrets } from '../src/wiring/program-secrets.ts';
import { benchTools } from './bench-tools.ts';
import { erpReaders } from './erp-access.ts';
import type { Loop, Surroundings } from './loop.ts';
import { instructions, question } from './turn-script.ts';

const tenantId = '11111111-1111-4111-8111-111111111111';
const person: Person = { tid: tenantId, oid: '00000000-0000-4000-8000-000000000001', displayName: 'Buyer', email: 'buyer@example.test' };

const noReader: ErpReader = { list: () => Promise.reject(new Error('no ERP')), get: () => Promise.reject(new Error('no ERP')) };

const noEffect = (): never => {
  throw new Error('nothing is written in this measurement');
};

const portsOf = ({ erp }: Surroundings): PortFactory => {
  const readerOf = erp ? erpReaders(erp) : () => noReader;
  return { reader: readerOf, effects: noEffect, reconciling: noEffect };
};

/** Ends of turns, told by the panel's own events, which are made into text as a socket would send them. */
class Ends {
  readonly #waiting = new Map<string, { resolve: (answer: string) => void; reject: (error: Error) => void }>();
  readonly #answers = new Map<string, string>();
  #bytes = 0;

  readonly publish = (event: PanelEvent): void => {
    this.#bytes += JSON.stringify(['event', event]).length;
    const { data } = event;
    if (data.type === 'answer.completed') this.#answers.set(data.turnId, data.text);
    if (data.type === 'turn.completed') this.#waiting.get(event.sessionId)?.resolve(this.#answers.get(data.turnId) ?? '');
    if (data.type === 'turn.failed') this.#waiting.get(event.sessionId)?.reject(new Error(data.message));
    if (data.type === 'turn.completed' || data.type === 'turn.failed') this.#answers.delete(data.turnId);
  };

  readonly problem = (at: { readonly sessionId: string }, error: Error): void => void this.#waiting.get(at.sessionId)?.reject(error);

  of(sessionId: string): Promise<string> {
    return new Promise((resolve, reject) => this.#waiting.set(sessionId, { resolve, reject }));
  }
}

const seed = async (core: Core, tools: readonly Tool[]): Promise<string> => {
  const { database, subjects, tools: registry, clock, ids } = core.parts;
  const toolLinks = tools.map((tool) => ({ tool: tool.name, ask: false, rowLimit: null, allowedOperations: [tool.operation] }));
  await seedTenant(
    { database, subjects, tools: registry, clock, ids },
    {
      tenant: { id: tenantId, name: 'Bench', issuer: 'https://issuer.test', erpBaseUrl: 'https://erp.test' },
      owner: person,
      people: [person],
      templates: [
        { key: 'bench', name: 'Bench', description: 'Bench', version: 1, tier: 'smart', autonomy: 'ask', instructions, suggestions: [], toolLinks },
      ],
      agents: [{ name: 'Bench', templateKey: 'bench', autonomy: 'ask', allowedUserOids: [person.oid] }],
    },
  );
  const [agent] = (await core.parts.settings.current(tenantId)).agents.values();
  if (!agent) throw new Error('there is no agent');
  return agent.id;
};

const openCore = async (given: Surroundings, tools: readonly Tool[], ends: Ends): Promise<{ core: Core; close: () => Promise<void> }> => {
  const masterKey = newSecretKey();
  const database = await openDatabase(`sqlite:${join(given.folder, 'bench.sqlite')}`);
  const models = { smart: 'scripted' };
  const core = createCore({
    ...{ database, masterKey, clock: systemClock, ids: timeOrderedIds, programVersion: 'bench', channel: ends },
    logger: pino({ level: 'silent' }),
    secrets: await loadSecrets(database, masterKey, systemClock),
    witness: createHeadFile(join(given.folder, 'log-heads.ndjson')),
    model: createOpenAiModel({ apiKey: 'bench', baseUrl: given.modelUrl, models, offline: false, timeoutMs: 60_000 }),
    ports: portsOf(given),
    signIns: { isLive: async () => true },
    // The registry of the program, with the four tools of the turn in it; the agent has those four.
    tools: [...tools, ...shippedTools],
  });
  await core.start();
  const close = async (): Promise<void> => {
    await core.stop();
    await database.close();
  };
  return { core, close };
};

/** The product's own core on a real database file, each turn in a new conversation: decisions, rows, chain, kept events and all. */
export const createGovernedLoop = async (given: Surroundings): Promise<Loop> => {
  const tools = benchTools(given.tools) as readonly Tool[];
  const ends = new Ends();
  const { core, close } = await openCore(given, tools, ends);
  const agentId = await seed(core, tools);
  const company = { id: given.erp?.companyId ?? randomUUID(), name: 'Bench company' };
  const sessions: string[] = [];
  return {
    prepare: async (turns) => {
      const made = Array.from({ length: turns }, () => core.chat.sessions.create(person, { agentId, company }));
      for (const view of await Promise.all(made)) sessions.push(view.id);
    },
    turn: async () => {
      const sessionId = sessions.pop();
      if (sessionId === undefined) throw new Error('more turns than were prepared');
      const end = ends.of(sessionId);
      await core.chat.send({ person, signIn: 'bench', mayApprove: false }, { sessionId, clientMessageId: randomUUID(), text: question });
      return end;
    },
    settle: () => core.sequencer.drain(),
    close,
  };
};
