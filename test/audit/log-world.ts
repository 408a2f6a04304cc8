import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, type OpenDatabase } from '../../src/adapters/database/database.ts';
import { openRawReader } from '../../src/adapters/database/raw-reader.ts';
import { createHeadFile } from '../../src/adapters/files/head-file.ts';
import { LogRows } from '../../src/audit-verify/log-rows.ts';
import { LogVerification, type LogVerdict } from '../../src/audit-verify/verify-log.ts';
import {
  attemptWrites,
  CompleteWitness,
  createLogSigner,
  decisionWrites,
  outcomeWrites,
  Sequencer,
  type HeadWitness,
  type LogSigner,
} from '../../src/features/audit/index.ts';
import { ManualClock } from '../../src/kernel/clock.ts';
import type { Write } from '../../src/kernel/database.ts';
import { attemptOf, decisionOf, outcomeOf } from '../database/attempt-rows.ts';
import { setupOf } from '../database/contract-host.ts';

const day = 86_400_000;

/** A log on a real SQLite file with its witness beside it, written with a clock of its own. */
export class LogWorld {
  readonly #keys = generateKeyPairSync('ed25519');
  readonly signer: LogSigner = createLogSigner(this.#keys.privateKey);

  private constructor(
    readonly folder: string,
    readonly database: OpenDatabase,
    readonly clock: ManualClock,
  ) {}

  /** Opens an empty log; its clock stands so many days before now, at noon. */
  static async open(daysAgo: number): Promise<LogWorld> {
    const folder = mkdtempSync(join(tmpdir(), 'smart-agents-log-'));
    const noon = new Date(Date.now() - daysAgo * day).toISOString().slice(0, 10);
    return new LogWorld(folder, await openDatabase(`sqlite:${join(folder, 'log.sqlite')}`), new ManualClock(`${noon}T12:00:00.000Z`));
  }

  get file(): string {
    return join(this.folder, 'log.sqlite');
  }

  get witnessFile(): string {
    return join(this.folder, 'log-heads.ndjson');
  }

  get by(): { readonly key: KeyObject; readonly keyId: string } {
    return { key: this.#keys.publicKey, keyId: this.signer.keyId };
  }

  readonly witness = this.openWitness();

  /** The witness as a program that starts finds it. */
  openWitness(mostBytes?: number): CompleteWitness {
    return new CompleteWitness(this.database, createHeadFile(this.witnessFile, mostBytes));
  }

  sequencer(witness: HeadWitness = this.witness): Sequencer {
    const { database, clock, signer } = this;
    return new Sequencer({ database, clock, signer, witness, holder: 'test' });
  }

  setUp(tenantId: string, logRetentionDays = 365): Promise<void> {
    return this.database.commit([setupOf(tenantId, logRetentionDays)]);
  }

  /** An attempt, its outcome and a decision, logged at this moment. */
  async log(tenantId: string, count = 1): Promise<void> {
    const at = this.clock.now().toISOString();
    const writes: Write[] = [];
    for (let index = 0; index < count; index += 1) {
      const attempt = attemptOf(tenantId, { attemptedAt: at, arguments: `{"number":${index},"text":"Ö 😀"}` });
      writes.push(...attemptWrites(attempt), ...outcomeWrites(outcomeOf(attempt, { finishedAt: at, mayBePartial: index % 2 === 1 })));
      writes.push(...decisionWrites(decisionOf(tenantId, { decidedAt: at })));
    }
    await this.database.commit(writes);
  }

  /** Verifies it all through a connection of its own, as `npm run audit:verify` does. */
  async verify(): Promise<LogVerdict> {
    const reader = await openRawReader(`sqlite:${this.file}`);
    const verdict = await new LogVerification({ rows: new LogRows(reader), by: this.by, witnessFile: this.witnessFile }).run();
    await reader.close();
    return verdict;
  }

  /** Lets days go by. */
  pass(days: number): void {
    this.clock.advance(days * day);
  }

  async close(): Promise<void> {
    await this.database.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
