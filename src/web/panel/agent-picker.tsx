import { Button, Spinner, Text, Tooltip, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useRef, type KeyboardEvent } from 'react';
import type { AvailableAgent } from '../../contracts/sessions.ts';
import type { Resource } from '../api/use-resource.ts';
import { EmptyState } from '../shared/empty-state.tsx';
import { AgentIcon } from '../shared/icons.ts';
import { ProblemNotice } from '../shared/problem-notice.tsx';
import { StatusTag } from '../shared/status-tag.tsx';
import { autonomyWords } from './agent-words.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, padding: '16px' },
  lead: { display: 'flex', flexDirection: 'column', gap: '2px' },
  quiet: { color: tokens.colorNeutralForeground3 },
  agents: { display: 'flex', flexDirection: 'column', gap: '8px' },
  agent: {
    textAlign: 'start',
    font: 'inherit',
    color: 'inherit',
    cursor: 'pointer',
    display: 'grid',
    gridTemplateColumns: '28px 1fr',
    columnGap: '10px',
    padding: '10px 12px',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '1px' },
  },
  chosen: {
    border: `1px solid ${tokens.colorBrandStroke1}`,
    boxShadow: `inset 3px 0 0 ${tokens.colorBrandStroke1}`,
    backgroundColor: tokens.colorBrandBackground2,
    ':hover': { backgroundColor: tokens.colorBrandBackground2 },
  },
  icon: { fontSize: '24px', color: tokens.colorBrandForeground1, display: 'flex' },
  head: { display: 'flex', alignItems: 'center', gap: '8px', justifyContent: 'space-between' },
  suggestions: { display: 'flex', flexDirection: 'column', gap: '6px' },
  suggestion: {
    justifyContent: 'flex-start',
    textAlign: 'start',
    fontWeight: tokens.fontWeightRegular,
    height: 'auto',
    minHeight: '32px',
    paddingTop: '5px',
    paddingBottom: '5px',
  },
});

interface AgentPickerProps {
  readonly agents: Resource<{ value: AvailableAgent[] }>;
  readonly chosen: AvailableAgent | undefined;
  readonly onChoose: (id: string) => void;
  readonly onSuggestion: (text: string) => void;
}

const AgentCards = ({
  agents,
  chosen,
  onChoose,
}: {
  agents: readonly AvailableAgent[];
  chosen: AvailableAgent | undefined;
  onChoose: (id: string) => void;
}) => {
  const styles = useStyles();
  const group = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const next = agents[agents.findIndex((agent) => agent.id === chosen?.id) + step];
    if (step === 0 || !next) return;
    event.preventDefault();
    onChoose(next.id);
    group.current?.querySelector<HTMLElement>(`[data-agent="${next.id}"]`)?.focus();
  };
  return (
    <div ref={group} role="radiogroup" aria-label="Agent" className={styles.agents} data-testid="agent-picker" onKeyDown={move}>
      {agents.map((agent) => {
        const isChosen = agent.id === chosen?.id;
        return (
          <button
            key={agent.id}
            type="button"
            role="radio"
            data-agent={agent.id}
            aria-checked={isChosen}
            tabIndex={isChosen ? 0 : -1}
            className={mergeClasses(styles.agent, isChosen && styles.chosen)}
            onClick={() => onChoose(agent.id)}
          >
            <span className={styles.icon} aria-hidden>
              <AgentIcon />
            </span>
            <span>
              <span className={styles.head}>
                <Text weight="semibold">{agent.name}</Text>
                <Tooltip content={autonomyWords[agent.autonomy].long} relationship="description">
                  <span>
                    <StatusTag status={agent.autonomy} label={autonomyWords[agent.autonomy].short} size="small" />
                  </span>
                </Tooltip>
              </span>
              <Text size={200} block className={styles.quiet}>
                {agent.description}
              </Text>
            </span>
          </button>
        );
      })}
    </div>
  );
};

/** The beginning of a conversation: which agent, what it does, and questions to start with. */
export const AgentPicker = ({ agents, chosen, onChoose, onSuggestion }: AgentPickerProps) => {
  const styles = useStyles();
  if (agents.problem) {
    return (
      <div className={styles.root}>
        <ProblemNotice problem={agents.problem} onRetry={agents.reload} />
      </div>
    );
  }
  if (!agents.value) return <Spinner label="Finding your agents" style={{ marginTop: 60 }} />;
  if (agents.value.value.length === 0) {
    return (
      <EmptyState icon={<AgentIcon />} title="No agent is shared with you yet" actions={<Button onClick={agents.reload}>Look again</Button>}>
        An administrator decides who may use which agent. Ask yours to add you to one, then look again.
      </EmptyState>
    );
  }
  return (
    <div className={styles.root}>
      <div className={styles.lead}>
        <Text weight="semibold" size={400}>
          What can an agent do for you?
        </Text>
        <Text size={200} className={styles.quiet}>
          It works with your own ERP rights, and every step is logged.
        </Text>
      </div>
      <AgentCards agents={agents.value.value} chosen={chosen} onChoose={onChoose} />
      {chosen && chosen.suggestions.length > 0 && (
        <div className={styles.suggestions} role="group" aria-label={`Questions for ${chosen.name}`}>
          <Text size={200} className={styles.quiet}>
            Try
          </Text>
          {chosen.suggestions.map((text) => (
            <Button key={text} className={styles.suggestion} onClick={() => onSuggestion(text)}>
              {text}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
};
