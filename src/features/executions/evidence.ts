import type { ExecutionView } from '../../contracts/executions.ts';
import { evidenceFormat, type Evidence, type UnsignedEvidence } from '../../contracts/evidence.ts';
import { canonicalJson, sha256, type Json } from '../../kernel/canonical-json.ts';
import type { Clock } from '../../kernel/clock.ts';
import { AppError } from '../../kernel/errors.ts';
import type { LogSigner } from '../audit/index.ts';
import type { Actor, SettingChanges } from '../change-log/index.ts';
import type { EvidenceStore } from './evidence-store.ts';
import type { ExecutionStore, StoredExecution } from './execution-store.ts';
import type { ExecutionReader, Executions } from './executions.ts';

/** What evidence is made from. */
export interface EvidenceParts {
  readonly executions: Executions;
  readonly store: ExecutionStore;
  readonly evidence: EvidenceStore;
  readonly signer: LogSigner;
  readonly changes: SettingChanges;
  readonly clock: Clock;
  /** Name and version of this program. */
  readonly program: string;
}

/** An evidence file, ready to be handed out. */
export interface EvidenceFile {
  readonly fileName: string;
  readonly text: string;
}

type LoggedRecord = Omit<Evidence['records'][number], 'position'> & { readonly id: string };

/** Records as they were hashed: every column but the hash. */
const loggedRecords = ({ attempts, outcomes, decisions }: StoredExecution): readonly LoggedRecord[] => {
  const of = (recordType: LoggedRecord['recordType'], rows: readonly { readonly id: string; readonly recordHash: string }[]): LoggedRecord[] =>
    rows.map(({ recordHash, ...content }) => ({ id: content.id, recordType, hash: recordHash, content: { ...content } }));
  return [...of('attempt', attempts), ...of('outcome', outcomes), ...of('decision', decisions)];
};

/** Whether a story tells of the attempts that the records have, each with the end it has there: a run that goes on may have got further in between. */
const tellsOf = ({ toolCalls }: ExecutionView, { attempts, outcomes }: StoredExecution): boolean => {
  const ends = new Map(outcomes.map(({ attemptId, outcome }) => [attemptId, outcome]));
  const logged = new Map(attempts.map(({ id }) => [id, ends.get(id) ?? 'open']));
  return toolCalls.length === logged.size && toolCalls.every(({ id, outcome }) => logged.get(id) === outcome);
};

const goesOn = (): AppError =>
  new AppError('conflict', 'This execution went on while its evidence was put together.', { remedy: 'Try again in a few seconds.' });

const notSequenced = (): AppError =>
  new AppError('conflict', 'Not every record of this execution has its place in the signed log yet.', { remedy: 'Try again in a few seconds.' });

/** Evidence files: an execution's story with the log's own records, tied to signed heads, signed as a whole. */
export class EvidenceExport {
  constructor(private readonly parts: EvidenceParts) {}

  /**
   * The evidence of an execution; that it was exported is in the change log before anyone has it. Throws `not_found`,
   * and `conflict` where the newest records are not in the chain yet, or are still being written.
   */
  async file(actor: Actor, reader: ExecutionReader, reference: string): Promise<EvidenceFile> {
    const { executions, store, signer, changes } = this.parts;
    const stored = await store.whole(await executions.row(reader, reference));
    const unsigned = await this.#unsigned(stored);
    const signature = signer.signEvidence(canonicalJson(unsigned as unknown as Json));
    const text = canonicalJson({ ...unsigned, signature } as unknown as Json);
    await changes.note(actor, {
      thing: { entity: 'execution', id: stored.row.id, name: reference },
      changes: [{ field: 'evidenceExported', before: null, after: `SHA-256 ${sha256(text)}` }],
    });
    return { fileName: `evidence-${reference}.json`, text };
  }

  async #unsigned(stored: StoredExecution): Promise<UnsignedEvidence> {
    const { executions, evidence, signer, clock, program } = this.parts;
    const { tenantId } = stored.row;
    const logged = loggedRecords(stored);
    const positions = await evidence.positions(
      tenantId,
      logged.map(({ id }) => id),
    );
    const records = logged.map(({ id, ...record }) => ({ ...record, position: positions.get(id) ?? 0 }));
    const chain = records.every(({ position }) => position > 0) ? await evidence.chain(tenantId, [...positions.values()]) : null;
    if (chain === null) throw notSequenced();
    const execution = await executions.tell(stored, null);
    if (!tellsOf(execution, stored)) throw goesOn();
    return {
      format: evidenceFormat,
      program,
      exportedAt: clock.now().toISOString(),
      execution,
      records: [...records].sort((one, other) => one.position - other.position),
      chain,
      keyId: signer.keyId,
      publicKey: signer.publicKey,
    };
  }
}
