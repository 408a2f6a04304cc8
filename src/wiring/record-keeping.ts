import type { Logger } from 'pino';
import { IsNull } from 'typeorm';
import { SmartAgentDelegation, SmartAgentSession } from '../../entities/index.ts';
import type { OpenDatabase } from '../adapters/database/database.ts';
import type { OutsideRuns } from '../features/agent-actions/index.ts';
import type { HeadWitness } from '../features/audit/index.ts';
import type { ChatService } from '../features/chat/index.ts';
import { Erasures } from '../features/erasure/index.ts';
import { heldByLaw } from '../features/legal-holds/index.ts';
import { Retention, RetentionRuns } from '../features/retention/index.ts';
import type { Person, Subjects } from '../features/subjects/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Database } from '../kernel/database.ts';
import type { IdSource } from '../kernel/ids.ts';
import type { ProgramSecrets } from './program-secrets.ts';

/** What of the program's surroundings it needs. */
export interface RecordKeepingOptions {
  readonly database: OpenDatabase;
  readonly secrets: Pick<ProgramSecrets, 'signer' | 'hashKey'>;
  readonly witness: HeadWitness;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly logger: Logger;
  /** Ends a person's sign-ins, with what is kept of them; how many there were. */
  readonly endSignIns?: (person: Person) => Promise<number>;
}

/** What keeping records and letting them go is built on. */
export interface RecordKeepingParts {
  readonly database: Database;
  readonly subjects: Subjects;
  readonly chat: ChatService;
  readonly outsideRuns: Pick<OutsideRuns, 'withdraw'>;
}

/** What removes records: retention, and the erasures of people; neither touches what a legal hold covers. */
export interface RecordKeeping {
  readonly retention: Retention;
  readonly retentionRuns: RetentionRuns;
  readonly erasures: Erasures;
}

/** Stops what runs in a person's name and withdraws what waits: in her conversations, and under what she delegated. */
export const workEnder =
  ({ database, subjects, chat, outsideRuns }: RecordKeepingParts) =>
  async (person: Person): Promise<void> => {
    const subject = await subjects.of(person);
    const { tid: tenantId } = person;
    const hers = { tenantId, subjectId: subject.id, deletedAt: IsNull() };
    for (const { id } of await database.reader.find(SmartAgentSession, { select: { id: true }, where: hers }))
      await chat.remove({ person, signIn: '', mayApprove: false }, id);
    const given = { tenantId, delegatorSubjectId: subject.id, kind: 'standing' };
    for (const { id } of await database.reader.find(SmartAgentDelegation, { select: { id: true }, where: given }))
      await outsideRuns.withdraw({ tenantId, id }, subject);
  };

/** Puts retention and erasures together. */
export const recordKeeping = (options: RecordKeepingOptions, parts: RecordKeepingParts): RecordKeeping => {
  const { clock, ids, logger, secrets, witness } = options;
  const { database, subjects } = parts;
  const shared = { database, clock, ids, logger };
  const retentionRuns = new RetentionRuns({ database, subjects, clock });
  return {
    retentionRuns,
    retention: new Retention({ ...shared, signer: secrets.signer, witness, runs: retentionRuns, holder: ids.next(), held: heldByLaw }),
    erasures: new Erasures({
      ...{ ...shared, subjects, holder: ids.next(), endWork: workEnder(parts) },
      hashKey: (tenantId) => secrets.hashKey(tenantId),
      endSignIns: options.endSignIns ?? (() => Promise.resolve(0)),
      compact: () => options.database.compact(),
    }),
  };
};
