import { generateKeyPairSync } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino, type Logger } from 'pino';
import { openDatabase, type OpenDatabase } from '../../src/adapters/database/database.ts';
import type { PanelEvent, PanelEventData, PanelEventType } from '../../src/contracts/panel-events.ts';
import { createLogSigner, type HeadWitness, type SignedHead } from '../../src/features/audit/index.ts';
import type { Caller } from '../../src/features/chat/index.ts';
import type { PortFactory } from '../../src/features/gateway/index.ts';
import type { Tool } from '../../src/features/tools/index.ts';
import { systemClock, type Clock } from '../../src/kernel/clock.ts';
import { randomIds } from '../../src/kernel/ids.ts';
import { createSecretBox, keyedHash, newSecretKey } from '../../src/kernel/secret-box.ts';
import type { Telemetry } from '../../src/kernel/telemetry.ts';
import { createCore, type Core } from '../../src/wiring/core.ts';
import { signInEnder } from '../../src/wiring/end-sign-ins.ts';
import type { ProgramSecrets } from '../../src/wiring/program-secrets.ts';
import { seedWorld, withParameters, type SeededWorld } from './seed-world.ts';
import { ScriptedModel, type Script } from './scripted-model.ts';

/** What a test may choose. */
export interface WorldOptions {
  readonly script: Script;
  readonly ports: PortFactory;
  readonly tools?: readonly Tool[];
  readonly clock?: Clock;
  /** Where the program's log goes; nowhere if left out. */
  readonly logger?: Logger;
  /** Where the log's heads are told, by the world's folder; kept in the world if left out. */
  readonly witnessIn?: (folder: string) => HeadWitness;
  /** Where spans, measures and events go; nowhere if left out. */
  readonly telemetry?: Telemetry;
  /** False where other programs work on the same database file; a program on a file is alone otherwise. */
  readonly isAlone?: boolean;
  /** An empty database; a file of the world's own where none is given. */
  readonly databaseUrl?: string | undefined;
}

const key = newSecretKey();
const { privateKey, publicKey } = generateKeyPairSync('ed25519');

/** What checks the heads that worlds sign. */
export const headKey = publicKey;

/** The secrets of every world of a test run. */
export const secrets = (): ProgramSecrets =>
  ({
    signer: createLogSigner(privateKey),
    hashKey: (tenantId: string) => keyedHash(key, tenantId),
    tokenBox: createSecretBox(key),
    providerBox: createSecretBox(key),
  }) as unknown as ProgramSecrets;

/**
 * The real control layer on a real database file, with a model that follows a script. Only what lies
 * outside (model, ERP) is a double.
 */
export class ChatWorld {
  readonly events: PanelEvent[] = [];
  readonly heads: SignedHead[] = [];
  /** What panels were told although it could not be kept. */
  readonly problems: { sessionId: string; turnId: string; code: string }[] = [];
  readonly #bus = new EventEmitter();

  readonly folder: string;
  readonly url: string;
  readonly database: OpenDatabase;
  readonly model: ScriptedModel;
  readonly core: Core;
  readonly seeded: SeededWorld;

  private constructor(made: Pick<ChatWorld, 'folder' | 'url' | 'database' | 'model' | 'core' | 'seeded'>) {
    ({ folder: this.folder, url: this.url, database: this.database, model: this.model, core: this.core, seeded: this.seeded } = made);
  }

  static async open(options: WorldOptions & { readonly folder?: string; readonly seeded?: SeededWorld }): Promise<ChatWorld> {
    const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'smart-agents-'));
    const url = options.databaseUrl ?? `sqlite:${join(folder, 'world.sqlite')}`;
    const database = await openDatabase(url);
    const seeded = options.seeded ?? (await seedWorld(database, options.tools));
    const model = new ScriptedModel(options.script);
    const box: { world?: ChatWorld } = {};
    const core = createCore({
      database,
      masterKey: key,
      secrets: secrets(),
      clock: options.clock ?? systemClock,
      ids: randomIds,
      logger: options.logger ?? pino({ level: process.env['LOG_LEVEL'] ?? 'silent' }),
      witness: options.witnessIn?.(folder) ?? { append: async (heads) => void box.world?.heads.push(...heads), state: async () => undefined },
      endSignIns: signInEnder(database, secrets()),
      model,
      ports: options.ports,
      signIns: { isLive: async (signIn) => signIn !== '' },
      channel: { publish: (event) => box.world?.publish(event), problem: (at, error) => void box.world?.problems.push({ ...at, code: error.code }) },
      programVersion: 'test',
      ...(options.tools ? { tools: options.tools } : {}),
      ...(options.isAlone === undefined ? {} : { isAlone: options.isAlone }),
      ...(options.telemetry ? { telemetry: options.telemetry } : {}),
    });
    const world = new ChatWorld({ folder, url, database, model, core, seeded });
    world.#bus.setMaxListeners(0);
    box.world = world;
    await core.start();
    return world;
  }

  publish(event: PanelEvent): void {
    this.events.push(event);
    this.#bus.emit('event', event);
  }

  get caller(): Caller {
    return { person: this.seeded.person, signIn: 'sign-in', mayApprove: false };
  }

  /** Opens a conversation with the seeded agent. */
  async session(caller: Caller = this.caller): Promise<string> {
    const view = await this.core.chat.sessions.create(caller.person, { agentId: this.seeded.agentId, company: this.seeded.company });
    return view.id;
  }

  /** Sends a message and waits until its turn ends or waits for a person. Answers the turn's events. */
  async say(sessionId: string, text: string, caller: Caller = this.caller): Promise<readonly PanelEventData[]> {
    const sent = this.core.chat.send(caller, { sessionId, clientMessageId: randomIds.next(), text });
    const { turnId } = await sent;
    return this.turnEnd(turnId);
  }

  /** Waits until a turn ends or waits for a person. */
  async turnEnd(
    turnId: string,
    types: readonly PanelEventType[] = ['turn.completed', 'turn.failed', 'turn.cancelled', 'turn.waiting'],
  ): Promise<readonly PanelEventData[]> {
    const ofTurn = (): PanelEventData[] => this.events.map((event) => event.data).filter((data) => data.turnId === turnId);
    while (!ofTurn().some((data) => types.includes(data.type))) await once(this.#bus, 'event');
    return ofTurn();
  }

  /** Waits until something was shown. */
  async until(matches: (data: PanelEventData) => boolean): Promise<PanelEventData> {
    for (;;) {
      const found = this.events.find((event) => matches(event.data));
      if (found) return found.data;
      await once(this.#bus, 'event');
    }
  }

  /** Lets whatever is under way take a step. */
  async nextMoment(): Promise<void> {
    await setImmediate();
  }

  /** Waits until a turn is not running any more, whatever was shown of it. */
  async turnOver(turnId: string): Promise<void> {
    while (this.core.chat.isRunning(turnId)) await setImmediate();
  }

  /** Runs raw SQL on the database, as its owner; parameters are written `?` whatever the database. */
  async sql<Row = Record<string, unknown>>(text: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return this.database.transaction((manager) => manager.query<Row[]>(withParameters(this.database, text), [...parameters]));
  }

  /** Stops everything; `keep` leaves the files for the next start. */
  async close(keep: 'keep' | 'remove' = 'remove'): Promise<void> {
    await this.core.stop();
    await this.database.close();
    if (keep === 'remove') rmSync(this.folder, { recursive: true, force: true });
  }
}
