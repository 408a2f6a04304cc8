import type { KillMoment } from '../support/program-process.ts';

/** A step at which the program is killed. */
export interface CrashStep {
  readonly name: string;
  readonly moments: readonly KillMoment[];
}

/** What a call is, as far as its steps differ. */
export interface CallKind {
  readonly phase: 'read' | 'prepare';
  readonly outcome: 'ok' | 'prepared';
  /** What its run is left in. */
  readonly status: 'completed' | 'waiting';
}

/** A call that reads, and one that prepares a change. */
export const [reads, prepares]: readonly [CallKind, CallKind] = [
  { phase: 'read', outcome: 'ok', status: 'completed' },
  { phase: 'prepare', outcome: 'prepared', status: 'waiting' },
];

const commit = (when: 'before' | 'after', table: string, more: { value?: string; verb?: 'INSERT' | 'UPDATE' } = {}): KillMoment => ({
  ...{ commit: when, table: `SmartAgent${table}` },
  ...more,
});
const vendorRead = (when: 'before' | 'after'): KillMoment => ({ request: when, method: 'GET', path: '/vendors' });
const orderWrite = (when: 'before' | 'after'): KillMoment => ({ request: when, method: 'POST', path: '/purchaseOrders' });
const bothSides = (what: string, ...moments: readonly ((when: 'before' | 'after') => KillMoment)[]): CrashStep[] =>
  (['before', 'after'] as const).map((when) => ({
    name: `${when} ${what}`,
    moments: moments.map((moment, index) => moment(index === moments.length - 1 ? when : 'after')),
  }));

const attempt =
  (phase: string) =>
  (when: 'before' | 'after'): KillMoment =>
    commit(when, 'ToolCallLog', { value: phase });
const outcome =
  (value: string) =>
  (when: 'before' | 'after'): KillMoment =>
    commit(when, 'ToolCallOutcome', { value });

/** What every call passes, whoever made it. */
const gatewaySteps = ({ phase, outcome: value }: CallKind): CrashStep[] => [
  ...bothSides('its attempt’s row is committed', attempt(phase)),
  ...bothSides('the ERP is read', vendorRead),
  ...bothSides('its outcome is committed, with what is kept of it', outcome(value)),
];

/** The steps of a call in a conversation. */
export const callSteps = (kind: CallKind): CrashStep[] => [
  ...bothSides('the message is kept', (when) => commit(when, 'Turn', { verb: 'INSERT' })),
  ...bothSides('the call is announced', (when) => commit(when, 'Turn', { value: 'tools' })),
  ...gatewaySteps(kind),
  ...bothSides('its turn is left at rest', (when) => commit(when, 'Execution', { verb: 'UPDATE', value: kind.status })),
];

/** The steps of a call of an external agent. */
export const outsideCallSteps = (kind: CallKind): CrashStep[] => [
  ...bothSides('its request is taken', (when) => commit(when, 'ActionRequest', { verb: 'INSERT' })),
  ...gatewaySteps(kind),
];

const writeSteps: readonly CrashStep[] = [
  ...bothSides('the commit’s row and its claim are committed', attempt('commit')),
  ...bothSides('the ERP is asked to make the change', orderWrite),
  ...bothSides('the outcome and the proposal’s end are committed', outcome('committed')),
];

/** The steps from Confirm to the end, in which everything is read again; `told`: where whoever asked hears of it. */
const decisionSteps = (told: (when: 'before' | 'after') => KillMoment): CrashStep[] => [
  ...writeSteps,
  ...bothSides('the ERP is read again', attempt('commit'), vendorRead),
  ...bothSides('whoever asked is told', outcome('committed'), told),
];

type At = (when: 'before' | 'after') => KillMoment;
const decided =
  (value: string): At =>
  (when) =>
    commit(when, 'ApprovalDecision', { value });

/** The steps in which a proposal ends without a change. */
const closingSteps = (end: 'rejected' | 'withdrawn', told: At): CrashStep[] => [
  ...bothSides('the decision is committed', decided(end)),
  ...bothSides('whoever asked is told', decided(end), told),
];

/** The steps of an edit, up to the version that takes its place. */
const replacingSteps: readonly CrashStep[] = [
  ...bothSides('its attempt’s row is committed', attempt('prepare')),
  ...bothSides('the ERP is read', vendorRead),
  ...bothSides('the new version takes its place', decided('edited')),
];

/** What a person may do with a proposal that waits. */
export type Deed = 'confirm' | 'reject' | 'withdraw' | 'edit';

const messageTold: At = (when) => commit(when, 'Message', { verb: 'UPDATE' });

/** The steps of each, with what a conversation proposed. */
export const decidingSteps: Readonly<Record<Deed, readonly CrashStep[]>> = {
  confirm: [...decisionSteps(messageTold), ...bothSides('the turn comes to its end', (when) => commit(when, 'Execution', { value: 'completed' }))],
  reject: closingSteps('rejected', messageTold),
  withdraw: closingSteps('withdrawn', messageTold),
  edit: [
    ...replacingSteps,
    ...bothSides('the turn waits for the new version', decided('edited'), (when) => commit(when, 'Turn', { verb: 'UPDATE' })),
  ],
};

const requestTold: At = (when) => commit(when, 'ActionRequest', { verb: 'UPDATE' });

/** The same with what an external agent proposed. */
export const outsideDecidingSteps: typeof decidingSteps = {
  confirm: decisionSteps(requestTold),
  reject: closingSteps('rejected', requestTold),
  withdraw: closingSteps('withdrawn', requestTold),
  edit: replacingSteps,
};

/** The steps of a change that is made without asking. */
export const executingSteps: readonly CrashStep[] = writeSteps;

/** A commit of which nobody knows whether it happened. */
export const lost: CrashStep = { name: 'before the ERP is asked to make the change', moments: [orderWrite('before')] };

/** The steps in which it is found out at a start that nobody can say yet. */
export const findingOutSteps: readonly CrashStep[] = bothSides('it is kept that nobody can say yet', outcome('unknown'));

/** The steps in which it is found out that it was not made. */
export const settlingSteps: readonly CrashStep[] = bothSides('it is settled that it was not made', (when) =>
  commit(when, 'ApprovalDecision', { value: 'settled_not_done' }),
);
