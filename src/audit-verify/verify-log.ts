import type { SignedHead } from '../features/audit/log-signer.ts';
import { AppError } from '../kernel/errors.ts';
import { recordTypes, type LogRows } from './log-rows.ts';
import { ChainVerification } from './verify-chain.ts';
import { removalFindings, removedPeriods, sealFindings, type Finding, type LogKey, type RemovedPeriod } from './verify-days.ts';
import { WitnessVerification } from './verify-witness.ts';

/** What is to be verified. */
export interface LogQuestion {
  readonly rows: LogRows;
  readonly by: LogKey;
  readonly witnessFile: string;
  readonly tenantId?: string | undefined;
  /** The first and the last position; everything where they are left out. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  /** Told now and then how many positions are done. */
  readonly onProgress?: (positions: number) => void;
}

/** What was found out about a tenant's log. */
export interface TenantVerdict {
  readonly tenantId: string;
  readonly from: number;
  /** The position of the last signed head that was looked at. */
  readonly to: number;
  readonly records: number;
  readonly sealedThrough: string | null;
  readonly removed: readonly RemovedPeriod[];
  /** Records that have no position yet. */
  readonly waiting: number;
  /** The first position that is not as it was logged; null where all is. */
  readonly finding: Finding | null;
}

/** What was found out about a log. */
export interface LogVerdict {
  readonly ok: boolean;
  readonly keyId: string;
  readonly tenants: readonly TenantVerdict[];
  readonly positions: number;
  /** Lines of the witness; null where there is none. */
  readonly witnessLines: number | null;
  readonly strangeWitnessLines: readonly number[];
}

const beyondAll = Number.MAX_SAFE_INTEGER;

const first = (findings: readonly (Finding | null)[]): Finding | null =>
  findings.flatMap((finding) => finding ?? []).sort((one, other) => (one.position ?? beyondAll) - (other.position ?? beyondAll))[0] ?? null;

/** Verifies a log: every link, record, head, seal and statement in the database, and the witness outside it. */
export class LogVerification {
  #positions = 0;

  constructor(private readonly question: LogQuestion) {}

  async run(): Promise<LogVerdict> {
    const { rows, by, witnessFile, tenantId, from = 1, to = beyondAll } = this.question;
    const witness = await new WitnessVerification({ file: witnessFile, rows, by, tenantId, from, to }).run();
    const strays = await this.#strays();
    const known = new Set([...(await rows.tenants()), ...witness.findings.keys(), ...strays.keys()]);
    if (tenantId !== undefined && !known.has(tenantId))
      throw new AppError('bad_request', `There is no log of a tenant ${tenantId}.`, { remedy: 'Leave --tenant out to verify every log there is.' });
    const tenants: TenantVerdict[] = [];
    for (const tenant of tenantId === undefined ? [...known].sort() : [tenantId])
      tenants.push(await this.#tenant(tenant, [...(witness.findings.get(tenant) ?? []), ...(strays.get(tenant) ?? [])]));
    return {
      ok: tenants.every(({ finding }) => finding === null),
      keyId: by.keyId,
      tenants,
      positions: this.#positions,
      witnessLines: witness.lines,
      strangeWitnessLines: witness.strangeLines,
    };
  }

  async #strays(): Promise<ReadonlyMap<string, readonly Finding[]>> {
    const strays = new Map<string, Finding[]>();
    if (this.question.from !== undefined || this.question.to !== undefined) return strays;
    for (const type of recordTypes) {
      const stray = await this.question.rows.stray(type);
      if (stray)
        strays.set(stray.tenantId, [{ position: null, what: `the ${type} ${stray.id} is not in the chain, and does not wait for its place there` }]);
    }
    return strays;
  }

  async #tenant(tenantId: string, others: readonly Finding[]): Promise<TenantVerdict> {
    const { rows, by, onProgress } = this.question;
    const links = await rows.bounds('SmartAgentLogChain', tenantId);
    const heads = await rows.bounds('SmartAgentLogHead', tenantId);
    const from = this.question.from ?? 1;
    const to = Math.min(this.question.to ?? beyondAll, heads?.[1] ?? 0);
    const [seals, removals] = [await rows.seals(tenantId), await rows.removals(tenantId)];
    const onPage = (positions: number): void => {
      this.#positions += positions;
      onProgress?.(this.#positions);
    };
    const chain = await new ChainVerification(rows, { tenantId, from, to, seals, removals, by, onPage }).run();
    const headAt = async (position: number | undefined): Promise<SignedHead | null> =>
      position === undefined ? null : ((await rows.heads(tenantId, position, position))[0] ?? null);
    // Read again: what retention stated in the meantime is held against its rules as well.
    const stated = await rows.removals(tenantId);
    const days = [
      ...sealFindings(seals, { first: await headAt(heads?.[0]), last: await headAt(heads?.[1]), by }),
      ...removalFindings(stated, { seals: await rows.seals(tenantId), periods: await rows.periods(tenantId), by }),
    ].filter(({ position }) => position === null || (position >= from && position <= (this.question.to ?? beyondAll)));
    return {
      tenantId,
      from,
      to,
      records: chain.records,
      sealedThrough: seals.at(-1)?.day ?? null,
      removed: removedPeriods(stated),
      waiting: await rows.waiting(tenantId),
      finding: first([...this.#ends({ links, heads }), chain.finding, ...days, ...others]),
    };
  }

  /** Nothing stands before the first position, and nothing after the last signed head. */
  #ends({ links, heads }: Readonly<Record<'links' | 'heads', readonly [number, number] | null>>): readonly Finding[] {
    const findings: Finding[] = [];
    for (const bounds of [links, heads])
      if (bounds !== null && bounds[0] < 1) findings.push({ position: bounds[0], what: 'there is no such position' });
    const last = heads?.[1] ?? 0;
    if (links !== null && links[1] > last) findings.push({ position: last + 1, what: 'the link stands under no signed head' });
    return findings;
  }
}
