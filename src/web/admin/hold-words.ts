import type { ErasureView } from '../../contracts/erasures.ts';
import type { LegalHoldView, SetLegalHold } from '../../contracts/legal-holds.ts';
import { counted, date, exactMoment } from '../shared/format.ts';

/** What kinds of holds there are, for whoever sets one. */
export const holdKindWords: Readonly<Record<LegalHoldView['kind'], string>> = {
  user: 'A user',
  agent: 'An agent',
  document: 'A document',
  period: 'A period',
};

/** What a hold keeps: `Runs of the user Clara Reyes`. */
export const heldWords = ({ kind, target, from, to }: Pick<LegalHoldView, 'kind' | 'target' | 'from' | 'to'>): string => {
  switch (kind) {
    case 'user':
      return `What ${target ?? 'somebody'} asked for or decided`;
    case 'agent':
      return `Runs of the agent ${target ?? ''}`;
    case 'document':
      return `Runs that touched ${target ?? ''}`;
    case 'period':
      return `Everything from ${date(from)} ${to === null ? 'on' : `to ${date(to)}`}`;
  }
};

/** What is typed into the form that sets a hold. */
export interface HoldDraft {
  readonly kind: LegalHoldView['kind'];
  readonly person: string;
  readonly agentId: string;
  readonly document: string;
  /** Calendar days, both included; an empty last one: it goes on. */
  readonly firstDay: string;
  readonly lastDay: string;
  readonly reason: string;
}

/** An empty form. */
export const newHold: HoldDraft = { kind: 'user', person: '', agentId: '', document: '', firstDay: '', lastDay: '', reason: '' };

/** The hold that a form asks for; null while something is missing. Days are days of UTC. */
export const holdOf = (draft: HoldDraft): SetLegalHold | null => {
  const { kind, person, agentId, firstDay, lastDay } = draft;
  const [document, reason] = [draft.document.trim(), draft.reason.trim()];
  if (reason === '') return null;
  switch (kind) {
    case 'user':
      return person === '' ? null : { kind, personOid: person, reason };
    case 'agent':
      return agentId === '' ? null : { kind, agentId, reason };
    case 'document':
      return document === '' ? null : { kind, document, reason };
    case 'period':
      return firstDay === '' ? null : { kind, from: `${firstDay}T00:00:00.000Z`, to: lastDay === '' ? null : `${lastDay}T23:59:59.999Z`, reason };
  }
};

const total = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((sum, count) => sum + count, 0);

/** Where an erasure is, in a sentence, and what to do where that is anything. */
export const erasureWords = (erasure: ErasureView): string => {
  switch (erasure.state) {
    case 'waiting':
      return 'Waits for a second admin: see Waiting changes.';
    case 'requested':
      return 'Begins in a moment.';
    case 'deferred': {
      const holds = erasure.deferredBy.map(
        ({ reason, ...hold }) => `${holdKindWords[hold.kind as LegalHoldView['kind']]}${hold.target === null ? '' : ` (${hold.target})`}: ${reason}`,
      );
      return `Deferred by ${counted(holds.length, 'legal hold')}: ${holds.join('; ')}. It goes on by itself when the last one is lifted.`;
    }
    case 'running':
      return `Step ${erasure.stepsDone + 1} of ${erasure.steps}.`;
    case 'done':
      return `Done ${exactMoment(erasure.endedAt)}: ${counted(total(erasure.counts), 'row')} deleted or changed.`;
  }
};

/** What is left of a person in rows that are never changed; null where nothing is. */
export const remainingWords = ({ remaining }: ErasureView): string | null => {
  const tables = Object.entries(remaining ?? {});
  if (tables.length === 0) return null;
  return `Still named, in rows that are never changed: ${tables.map(([table, count]) => `${table} (${count})`).join(', ')}. Retention removes the log’s rows in time.`;
};
