import type { KeyObject } from 'node:crypto';
import { dayOf, daysLater, sealFault, sealText } from '../domain/day-seal.ts';
import { cutoffAt, removalFault, removalText, shorteningDays, type RetentionPeriod } from '../domain/retention.ts';
import { isStatementSignedBy, type SignedHead, type SignedRemoval } from '../features/audit/log-signer.ts';
import type { Seal } from './log-rows.ts';

/** Something wrong, and at which position; null where it has none. */
export interface Finding {
  readonly position: number | null;
  readonly what: string;
}

/** The key that has to have signed. */
export interface LogKey {
  readonly key: KeyObject;
  readonly keyId: string;
}

type Statement = { readonly keyId: string; readonly signature: string };

const isSigned = (text: string, { keyId, signature }: Statement, by: LogKey): boolean =>
  keyId === by.keyId && isStatementSignedBy(text, signature, by.key);

/** What is wrong with a tenant's seals as such: signatures, order, days left out. */
export const sealFindings = (
  seals: readonly Seal[],
  { first, last, by }: { readonly first: SignedHead | null; readonly last: SignedHead | null; readonly by: LogKey },
): readonly Finding[] => {
  const findings: Finding[] = [];
  for (const [index, seal] of seals.entries()) {
    const found = (what: string): void => void findings.push({ position: Math.max(1, seal.firstPosition), what: `the seal of ${seal.day} ${what}` });
    const fault = sealFault(seal, seals[index - 1] ?? null);
    if (!isSigned(sealText(seal), seal, by)) found("does not bear the signature of the log's key");
    else if (fault !== null) found(fault);
    else if (index === 0 && first !== null && seal.day !== dayOf(first.signedAt)) found('is the first, and the log begins on another day');
  }
  const sealed = seals.at(-1);
  const due = sealed ? daysLater(sealed.day, 1) : first && dayOf(first.signedAt);
  if (last !== null && due !== null && due < dayOf(last.signedAt))
    findings.push({ position: (sealed?.lastPosition ?? 0) + 1, what: `the day ${due} has no seal` });
  return findings;
};

/** What is wrong with what retention stated. */
export const removalFindings = (
  removals: readonly SignedRemoval[],
  { seals, periods, by }: { readonly seals: readonly Seal[]; readonly periods: readonly RetentionPeriod[]; readonly by: LogKey },
): readonly Finding[] => {
  const sealOf = new Map(seals.map((seal) => [seal.day, seal]));
  const faultOf = (removal: SignedRemoval): string | null => {
    if (!isSigned(removalText(removal), removal, by)) return "does not bear the signature of the log's key";
    const { statedAt, day } = removal;
    const from = cutoffAt(statedAt, shorteningDays);
    const recentSeals = seals.filter(({ sealedAt }) => sealedAt > from && sealedAt <= statedAt);
    return removalFault(removal, { seal: sealOf.get(day) ?? null, recentSeals, periods });
  };
  return removals.flatMap((removal) => {
    const fault = faultOf(removal);
    return fault === null ? [] : [{ position: Math.max(1, removal.firstPosition), what: `the statement of the removal of ${removal.day} ${fault}` }];
  });
};

/** Days in a row that retention removed. */
export interface RemovedPeriod {
  readonly from: string;
  readonly to: string;
  readonly firstPosition: number;
  readonly lastPosition: number;
  readonly records: number;
  /** The periods under which they were removed, in days. */
  readonly retentionDays: readonly number[];
}

/** Statements as periods: those whose positions follow each other are one. */
export const removedPeriods = (removals: readonly SignedRemoval[]): readonly RemovedPeriod[] => {
  const periods: RemovedPeriod[] = [];
  for (const { day, firstPosition, lastPosition, records, retentionDays } of removals) {
    const last = periods.at(-1);
    const next = { from: day, to: day, firstPosition, lastPosition, records, retentionDays: [retentionDays] };
    if (last?.lastPosition !== firstPosition - 1) periods.push(next);
    else {
      const days = [...new Set([...last.retentionDays, retentionDays])];
      periods[periods.length - 1] = {
        ...next,
        from: last.from,
        firstPosition: last.firstPosition,
        records: last.records + records,
        retentionDays: days,
      };
    }
  }
  return periods;
};
