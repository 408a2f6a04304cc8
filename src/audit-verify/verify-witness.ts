import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { sealText } from '../domain/day-seal.ts';
import { removalText } from '../domain/retention.ts';
import { isSignedBy, isStatementSignedBy, type SignedHead, type SignedRemoval } from '../features/audit/log-signer.ts';
import type { LogRows, Seal } from './log-rows.ts';
import type { Finding, LogKey } from './verify-days.ts';

const common = { tenantId: z.string(), keyId: z.string(), signature: z.string() };
const range = { day: z.string(), firstPosition: z.int(), lastPosition: z.int(), retentionDays: z.int() };
const headSchema = z.strictObject({ ...common, position: z.int(), hash: z.string(), signedAt: z.string() });
const sealSchema = z.strictObject({
  ...{ ...common, ...range, kind: z.literal('seal'), attempts: z.int(), outcomes: z.int(), decisions: z.int(), heads: z.int() },
  ...{ headHash: z.string(), recordDigest: z.string(), previousDigest: z.string(), sealedAt: z.string(), digest: z.string() },
});
const removalSchema = z.strictObject({
  ...{ ...common, ...range, kind: z.literal('removal'), records: z.int(), sealDigest: z.string(), cutoff: z.string(), statedAt: z.string() },
});
const lineSchema = z.union([headSchema, sealSchema, removalSchema]);
type Line = z.infer<typeof lineSchema>;

/** Lines held against the database at once; fewer than the parameters a statement may have. */
const linesAtOnce = 1000;

/** What the witness outside the database is asked. */
export interface WitnessQuestion {
  readonly file: string;
  readonly rows: LogRows;
  readonly by: LogKey;
  /** Only lines about this tenant, or about any. */
  readonly tenantId?: string | undefined;
  readonly from: number;
  readonly to: number;
}

/** What the witness says. */
export interface WitnessVerdict {
  /** Null: there is no witness. */
  readonly lines: number | null;
  /** Lines that are no statement of the log: cut off, or written by somebody else. */
  readonly strangeLines: readonly number[];
  /** By tenant: statements of the witness that the database does not have. */
  readonly findings: ReadonlyMap<string, readonly Finding[]>;
}

const lineIn = (text: string): Line | null => {
  try {
    return lineSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
};

const positionOf = (line: Line): number => ('position' in line ? line.position : Math.max(1, line.firstPosition));

const isGenuine = (line: Line, by: LogKey): boolean => {
  if (!('kind' in line)) return isSignedBy(line, by.key);
  return line.keyId === by.keyId && isStatementSignedBy(line.kind === 'seal' ? sealText(line) : removalText(line), line.signature, by.key);
};

const same = (one: object | undefined, line: Line): boolean => {
  if (one === undefined) return false;
  const { kind: _kind, ...said } = { kind: 'head', ...line };
  const other = one as Readonly<Record<string, unknown>>;
  return Object.entries(said).every(([field, value]) => other[field] === value);
};

const nameOf = (line: Line): string =>
  !('kind' in line) ? `a head signed at ${line.signedAt}` : `the ${line.kind === 'seal' ? 'seal' : 'statement of the removal'} of ${line.day}`;

/** Holds the witness file against the database, line by line. */
export class WitnessVerification {
  readonly #findings = new Map<string, Finding[]>();
  readonly #strange: number[] = [];

  constructor(private readonly question: WitnessQuestion) {}

  async run(): Promise<WitnessVerdict> {
    const { file, tenantId, from, to } = this.question;
    if (!existsSync(file)) return { lines: null, strangeLines: [], findings: this.#findings };
    let number = 0;
    const some: Line[] = [];
    for await (const text of createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity })) {
      number += 1;
      const line = lineIn(text);
      if (line === null) this.#strange.push(number);
      else if ((tenantId ?? line.tenantId) === line.tenantId && positionOf(line) >= from && positionOf(line) <= to) some.push(line);
      if (some.length >= linesAtOnce) await this.#compare(some.splice(0));
    }
    await this.#compare(some);
    return { lines: number, strangeLines: this.#strange, findings: this.#findings };
  }

  async #compare(lines: readonly Line[]): Promise<void> {
    for (const tenantId of new Set(lines.map((line) => line.tenantId))) {
      const own = lines.filter((line) => line.tenantId === tenantId);
      const heads = await this.#heads(tenantId, own);
      for (const line of own) {
        const kept = 'position' in line ? heads.get(line.position) : await this.#statement(line);
        if (!same(kept, line)) this.#note(line);
      }
    }
  }

  #note(line: Line): void {
    const genuine = isGenuine(line, this.question.by);
    const what = genuine
      ? `the witness outside the database has ${nameOf(line)}, and the database does not`
      : `the witness outside the database has ${nameOf(line)} that the log's key did not sign`;
    const findings = this.#findings.get(line.tenantId) ?? [];
    this.#findings.set(line.tenantId, [...findings, { position: positionOf(line), what }].slice(0, 100));
  }

  async #heads(tenantId: string, lines: readonly Line[]): Promise<ReadonlyMap<number, SignedHead>> {
    const positions = lines.flatMap((line) => ('position' in line ? [line.position] : []));
    if (positions.length === 0) return new Map();
    return new Map((await this.question.rows.headsAt(tenantId, positions)).map((head) => [head.position, head]));
  }

  async #statement(line: Extract<Line, { kind: string }>): Promise<Seal | SignedRemoval | undefined> {
    const { rows } = this.question;
    return (line.kind === 'removal' ? await rows.removals(line.tenantId, line.day) : await rows.seals(line.tenantId, line.day))[0];
  }
}
