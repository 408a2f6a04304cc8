/*
 * What is wrong with the program, and what to do about it. It is not ready where nothing can be run here: no row, no
 * run, so neither without the log nor without its database. It is degraded, and goes on, where something outside is
 * missing or something will run out: other requests than those that need it are answered as ever, and sending them to
 * another process would mend nothing.
 */

/** Whether something outside answers; `unknown` before it was first asked. */
export type Reachability = 'reachable' | 'unreachable' | 'unknown';

/** What is known of the program's state. */
export interface HealthFacts {
  readonly log: { readonly available: boolean; readonly reason: string; readonly refusedAttempts: number };
  /** Log records that wait for a position, and for how many seconds the oldest has; null where the database does not answer. */
  readonly waiting: { readonly records: number; readonly oldestSeconds: number } | null;
  /** Free bytes where the data is, null where nobody can say, and below how many that is too few. */
  readonly disk: { readonly freeBytes: number | null; readonly minFreeBytes: number };
  readonly erp: Reachability;
  readonly model: Reachability;
}

/** One thing that is wrong, and what to do about it. */
export interface Complaint {
  readonly part: 'audit_log' | 'database' | 'sequencer' | 'disk' | 'erp' | 'model';
  readonly severity: 'not_ready' | 'degraded';
  readonly what: string;
  readonly remedy: string;
}

/** How the program stands. */
export interface Health {
  readonly status: 'ready' | 'degraded' | 'not ready';
  readonly complaints: readonly Complaint[];
}

/** A record that waits longer than this for its position, or more of them than this, mean that the sequencer is behind. */
export const sequencerLimits = { seconds: 60, records: 5_000 } as const;

const complaint = (part: Complaint['part'], severity: Complaint['severity'], what: string, remedy: string): Complaint => ({
  part,
  severity,
  what,
  remedy,
});

const logComplaints = ({ log, waiting }: HealthFacts): readonly Complaint[] => [
  ...(log.available
    ? []
    : [
        complaint(
          'audit_log',
          'not_ready',
          `The audit log cannot be written (${log.reason}); ${log.refusedAttempts} attempt(s) were refused.`,
          'Free disk space, check the database and its permissions. Tools run again as soon as a row can be written.',
        ),
      ]),
  ...(waiting === null ? [complaint('database', 'not_ready', 'The database does not answer.', 'Check DATABASE_URL and the database server.')] : []),
];

const sequencerComplaints = ({ waiting }: HealthFacts): readonly Complaint[] =>
  waiting !== null && (waiting.records > sequencerLimits.records || waiting.oldestSeconds > sequencerLimits.seconds)
    ? [
        complaint(
          'sequencer',
          'degraded',
          `${waiting.records} log record(s) wait for a position, the oldest for ${Math.round(waiting.oldestSeconds)} seconds.`,
          'Check that one process holds the sequencer lease and can write. Nothing is lost meanwhile; the feed is late.',
        ),
      ]
    : [];

const diskComplaints = ({ disk: { freeBytes, minFreeBytes } }: HealthFacts): readonly Complaint[] =>
  freeBytes !== null && freeBytes < minFreeBytes
    ? [
        complaint(
          'disk',
          'degraded',
          `The disk is nearly full: ${Math.floor(freeBytes / 1_048_576)} MB are free.`,
          'Free space where DATA_DIR is; when it is full, no tool runs.',
        ),
      ]
    : [];

const outsideComplaints = ({ erp, model }: HealthFacts): readonly Complaint[] => [
  ...(erp === 'unreachable'
    ? [complaint('erp', 'degraded', 'The ERP cannot be reached.', 'Check BC_BASE_URL and the network; tools fail until it answers.')]
    : []),
  ...(model === 'unreachable'
    ? [complaint('model', 'degraded', 'The model cannot be reached.', 'Check OPENAI_BASE_URL and the network; agents do not answer until it does.')]
    : []),
];

/** How the program stands, by what is known of it. */
export const healthOf = (facts: HealthFacts): Health => {
  const complaints = [...logComplaints(facts), ...sequencerComplaints(facts), ...diskComplaints(facts), ...outsideComplaints(facts)];
  const isNotReady = complaints.some(({ severity }) => severity === 'not_ready');
  return { status: isNotReady ? 'not ready' : complaints.length > 0 ? 'degraded' : 'ready', complaints };
};
