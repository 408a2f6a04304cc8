import { generateKeyPairSync } from 'node:crypto';
import BetterSqlite3 from 'better-sqlite3';
import { openDatabase } from '../../src/adapters/database/database.ts';
import { createHeadFile } from '../../src/adapters/files/head-file.ts';
import { chainOrigin, linksAfter, type ChainLink } from '../../src/domain/log-chain.ts';
import { createLogSigner, recordHash, Sequencer, type AttemptRecord, type OutcomeRecord, type SignedHead } from '../../src/features/audit/index.ts';
import { ManualClock } from '../../src/kernel/clock.ts';
import { sampleAttempt } from '../sample-attempt.ts';

/** The only tenant of the large log, and the values its rows are spread over. */
export const spread = { tenantId: '11111111-1111-4111-8111-111111111111', users: 200, agents: 40, tools: 30, outcome: 'ok' } as const;

/** A large log: its file, its witness beside it, and the public key its heads are signed with (SPKI, base64url). */
export interface LargeLog {
  readonly file: string;
  readonly witnessFile: string;
  readonly publicKey: string;
}

const { tenantId } = spread;
const millisApart = 30_000;
const firstInstant = Date.UTC(2024, 0, 1);
/** Attempts whose positions share a head. */
const batchSize = 500;

const instantOf = (number: number): string => new Date(firstInstant + number * millisApart).toISOString();
const numbered = (prefix: string, number: number, digits: number): string => prefix + String(number).padStart(digits, '0');

const attemptOf = (number: number): AttemptRecord => ({
  ...sampleAttempt(),
  ...{ id: numbered('a', number, 35), tenantId, attemptedAt: instantOf(number), toolCallId: numbered('call', number, 8) },
  subjectId: numbered('user', number % spread.users, 4),
  agentId: numbered('agent', number % spread.agents, 4),
  tool: numbered('tool_', number % spread.tools, 2),
});

const outcomeOf = (number: number, attempt: AttemptRecord): OutcomeRecord => ({
  ...{
    id: numbered('o', number, 35),
    tenantId,
    attemptId: attempt.id,
    finishedAt: attempt.attemptedAt,
    outcome: number % 50 === 0 ? 'denied' : 'ok',
  },
  ...{ layer: null, message: null, dataScope: null, records: 3, mayBePartial: false, truncated: false, inputTokens: 900, outputTokens: 80 },
  ...{ credits: '0.1060', durationMs: 40, correlationId: null },
});

/** Puts rows into a table, all with the columns of the first. */
const inserter = (database: BetterSqlite3.Database, table: string) => {
  let statement: BetterSqlite3.Statement | undefined;
  return (row: object): void => {
    const columns = Object.keys(row);
    statement ??= database.prepare(
      `INSERT INTO "${table}" (${columns.map((name) => `"${name}"`).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    );
    statement.run(Object.values(row).map((value: unknown) => (typeof value === 'boolean' ? Number(value) : value)));
  };
};

const fill = (file: string, attempts: number, sign: (link: ChainLink, signedAt: string) => SignedHead): readonly SignedHead[] => {
  const database = new BetterSqlite3(file);
  database.pragma('synchronous = OFF');
  const [putAttempt, putOutcome] = [inserter(database, 'SmartAgentToolCallLog'), inserter(database, 'SmartAgentToolCallOutcome')];
  const [putLink, putHead] = [inserter(database, 'SmartAgentLogChain'), inserter(database, 'SmartAgentLogHead')];
  const heads: SignedHead[] = [];
  let last = { position: 0, hash: chainOrigin };
  const putBatch = database.transaction((from: number, to: number) => {
    const records: Parameters<typeof linksAfter>[1][number][] = [];
    for (let number = from; number <= to; number++) {
      const attempt = attemptOf(number);
      const outcome = outcomeOf(number, attempt);
      const hashes = [recordHash(attempt), recordHash(outcome)] as const;
      putAttempt({ ...attempt, recordHash: hashes[0] });
      putOutcome({ ...outcome, recordHash: hashes[1] });
      records.push(
        { tenantId, recordType: 'attempt', recordId: attempt.id, recordHash: hashes[0] },
        { tenantId, recordType: 'outcome', recordId: outcome.id, recordHash: hashes[1] },
      );
    }
    const links = linksAfter(last, records);
    for (const link of links) putLink(link);
    const head = links.at(-1);
    if (!head) return;
    last = head;
    heads.push(sign(head, instantOf(to)));
    putHead(heads.at(-1)!);
  });
  for (let from = 1; from <= attempts; from += batchSize) putBatch(from, Math.min(attempts, from + batchSize - 1));
  database.pragma('wal_checkpoint(TRUNCATE)');
  database.close();
  return heads;
};

/** Makes a log of so many attempts, each with its outcome, chained, signed and sealed, past the program: how it is written is measured elsewhere. */
export const makeLargeLog = async (file: string, attempts: number): Promise<LargeLog> => {
  const [witnessFile, { privateKey }] = [`${file}.heads.ndjson`, generateKeyPairSync('ed25519')];
  const [signer, witness] = [createLogSigner(privateKey), createHeadFile(witnessFile)];
  await (await openDatabase(`sqlite:${file}`)).close();
  await witness.append(fill(file, attempts, ({ position, hash }, signedAt) => signer.sign({ tenantId, position, hash, signedAt })));
  const database = await openDatabase(`sqlite:${file}`);
  const clock = new ManualClock(instantOf(attempts));
  await new Sequencer({ database, clock, signer, witness, holder: 'bench' }).sealDays();
  await database.close();
  return { file, witnessFile, publicKey: signer.publicKey };
};
