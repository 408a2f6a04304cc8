import type { AgentView } from '../../contracts/admin.ts';

type Lifecycle = AgentView['lifecycle'];

/** How a step of an agent's lifecycle is put to an admin. */
export interface LifecycleWords {
  readonly label: string;
  /** What it means for those who use the agent. */
  readonly effect: string;
}

const retire: LifecycleWords = {
  label: 'Retire',
  effect: 'Nobody can use the agent again. Its conversations and records stay. This cannot be undone.',
};
const suspend: LifecycleWords = {
  label: 'Suspend',
  effect: 'Its next tool call is refused, in a running turn too. Nothing else is touched; you can resume it.',
};

const words: Readonly<Record<Lifecycle, Partial<Record<Lifecycle, LifecycleWords>>>> = {
  registered: {
    'in-review': { label: 'Send to review', effect: 'Another admin looks at its instructions and tools before people may use it.' },
    retired: retire,
  },
  'in-review': {
    active: { label: 'Activate', effect: 'You have reviewed it. The people it is shared with can use it.' },
    registered: { label: 'Send back', effect: 'It returns to its author.' },
    retired: retire,
  },
  active: { suspended: suspend, retired: retire },
  suspended: { active: { label: 'Resume', effect: 'The people it is shared with can use it again.' }, retired: retire },
  retired: {},
};

/** A step of an agent's lifecycle, in words. */
export const lifecycleWords = (from: Lifecycle, to: Lifecycle): LifecycleWords => words[from][to] ?? { label: to, effect: '' };
