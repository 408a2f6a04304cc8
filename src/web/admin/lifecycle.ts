import type { AgentView } from '../../contracts/admin.ts';

type Lifecycle = AgentView['lifecycle'];

/** A step of an agent's lifecycle that an admin can take. */
export interface LifecycleStep {
  readonly to: Lifecycle;
  readonly label: string;
  /** What it means for those who use the agent. */
  readonly effect: string;
}

const retire: LifecycleStep = {
  to: 'retired',
  label: 'Retire',
  effect: 'Nobody can use the agent again. Its conversations and records stay. This cannot be undone.',
};
const suspend: LifecycleStep = {
  to: 'suspended',
  label: 'Suspend',
  effect: 'Its next tool call is refused, in a running turn too. Nothing else is touched; you can resume it.',
};

/** The steps from each state, the usual one first: registered, in review, active, suspended, retired. */
export const lifecycleSteps: Readonly<Record<Lifecycle, readonly LifecycleStep[]>> = {
  registered: [
    { to: 'in-review', label: 'Send to review', effect: 'Somebody looks at its instructions and tools before people may use it.' },
    retire,
  ],
  'in-review': [
    { to: 'active', label: 'Activate', effect: 'The people it is shared with can use it.' },
    { to: 'registered', label: 'Send back', effect: 'It returns to its author.' },
    retire,
  ],
  active: [suspend, retire],
  suspended: [{ to: 'active', label: 'Resume', effect: 'The people it is shared with can use it again.' }, retire],
  retired: [],
};
