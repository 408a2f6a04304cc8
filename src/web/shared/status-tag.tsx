import { Badge } from '@fluentui/react-components';
import { inWords } from './format.ts';

type Tone = 'success' | 'warning' | 'danger' | 'informative' | 'brand' | 'subtle';

/** How a state reads at a glance. Anything not named is neutral. */
const tones: Record<string, Tone> = {
  // outcomes, results and approval statuses
  ok: 'success',
  committed: 'success',
  completed: 'success',
  done: 'success',
  prepared: 'brand',
  pending: 'warning',
  waiting: 'warning',
  awaiting_approval: 'warning',
  moved: 'warning',
  committing: 'brand',
  running: 'brand',
  open: 'brand',
  refused: 'danger',
  denied: 'danger',
  failed: 'danger',
  unknown: 'danger',
  audit_unavailable: 'danger',
  undecryptable: 'danger',
  timeout: 'danger',
  rejected: 'informative',
  expired: 'informative',
  withdrawn: 'informative',
  cancelled: 'informative',
  superseded: 'informative',
  approved: 'success',
  gone: 'informative',
  lapsed: 'informative',
  stale: 'informative',
  // legal holds and erasures
  standing: 'brand',
  requested: 'brand',
  deferred: 'warning',
  // lifecycle and autonomy
  active: 'success',
  'in-review': 'warning',
  registered: 'informative',
  suspended: 'danger',
  retired: 'subtle',
  live: 'success',
  revoked: 'subtle',
  'needs-sign-in': 'warning',
  'delegator-inactive': 'warning',
  'read-only': 'informative',
  ask: 'brand',
  execute: 'warning',
  // documents and drafts
  draft: 'informative',
  opened: 'success',
  discarded: 'subtle',
  Open: 'brand',
  Draft: 'informative',
  Released: 'success',
  Paid: 'success',
  Overdue: 'danger',
  Canceled: 'subtle',
  Blocked: 'danger',
};

const oneLine = { whiteSpace: 'nowrap', flexShrink: 0 } as const;
const someLines = { whiteSpace: 'normal', height: 'auto', width: 'max-content', maxWidth: '150px', textAlign: 'start' } as const;

interface StatusTagProps {
  readonly status: string;
  readonly label?: string;
  readonly size?: 'small' | 'medium';
  /** Whether long words take several lines rather than width. */
  readonly isWrapped?: boolean;
}

/** A state as a small tag, in words; colour only underlines it. */
export const StatusTag = ({ status, label, size = 'medium', isWrapped = false }: StatusTagProps) => (
  <Badge appearance="tint" shape="rounded" size={size} color={tones[status] ?? 'informative'} style={isWrapped ? someLines : oneLine}>
    {label ?? inWords(status)}
  </Badge>
);
