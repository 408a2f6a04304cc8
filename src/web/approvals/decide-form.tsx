import { Button, Field, Input, MessageBar, MessageBarBody, Spinner, Text, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import type { ApprovalDecision, ApprovalDecisionResult, ApprovalView } from '../../contracts/approvals.ts';
import type { Problem } from '../../contracts/problem.ts';
import type { ProposalDecisionKind } from '../../domain/deciding.ts';
import type { Answer } from '../api/answer.ts';
import { CheckIcon, CloseIcon, EditIcon, UndoIcon } from '../shared/icons.ts';
import { useRecount } from '../shell/pending-count.tsx';
import { ProblemNotice } from '../shared/problem-notice.tsx';
import { choicesOf, waitingSentence } from './asking-words.ts';
import { EditForm } from './edit-form.tsx';

const useStyles = makeStyles({ buttons: { display: 'flex', alignItems: 'center', gap: '8px', flexWrap: 'wrap' } });

const labels: Readonly<Record<ProposalDecisionKind, string>> = { confirm: 'Confirm', reject: 'Reject', withdraw: 'Withdraw' };
const icons: Readonly<Record<ProposalDecisionKind, React.ReactElement>> = {
  confirm: <CheckIcon />,
  reject: <CloseIcon />,
  withdraw: <UndoIcon />,
};

/** Results that the card itself tells of. */
const shownByCard: readonly ApprovalDecisionResult['result'][] = ['committed', 'rejected', 'withdrawn'];

interface DecisionButtonProps {
  readonly decision: ProposalDecisionKind;
  readonly busyWith: ProposalDecisionKind | null;
  readonly onClick: () => void;
}

const DecisionButton = ({ decision, busyWith, onClick }: DecisionButtonProps) => (
  <Button
    {...(decision === 'confirm' ? { appearance: 'primary' as const } : {})}
    icon={busyWith === decision ? <Spinner size="extra-tiny" /> : icons[decision]}
    disabled={busyWith !== null}
    onClick={onClick}
    data-testid={decision}
  >
    {labels[decision]}
  </Button>
);

interface DecideFormProps {
  readonly approval: ApprovalView;
  /** Who looks, by the name that proposals carry. */
  readonly viewer: string;
  readonly onDecide: (decision: ApprovalDecision) => Promise<Answer<ApprovalDecisionResult>>;
  /** Told of the new version after an edit, where the page does not hear of it otherwise. */
  readonly onEdited: ((approval: ApprovalView) => void) | undefined;
}

/** What the viewer can do with a proposal that waits: Confirm and Reject where she is asked, Withdraw where it is hers, Edit in both. */
export const DecideForm = ({ approval, viewer, onDecide, onEdited }: DecideFormProps) => {
  const styles = useStyles();
  const [busyWith, setBusyWith] = useState<ProposalDecisionKind | null>(null);
  const [reason, setReason] = useState<string | null>(null);
  const [told, setTold] = useState<{ problem?: Problem; message?: string } | null>(null);
  const [isEditing, setEditing] = useState(false);
  const recount = useRecount();
  const choices = choicesOf(approval);
  const edited = ({ result, message, approval: next }: ApprovalDecisionResult) => {
    setEditing(false);
    if (result !== 'edited') setTold({ message });
    else onEdited?.(next);
    recount();
  };
  const decide = async (decision: ProposalDecisionKind) => {
    setBusyWith(decision);
    setTold(null);
    const words = reason?.trim() ?? '';
    const answer = await onDecide({ version: approval.version, decision, ...(words === '' ? {} : { reason: words }) });
    setBusyWith(null);
    if (!answer.ok) setTold({ problem: answer.problem });
    else if (!shownByCard.includes(answer.value.result)) setTold({ message: answer.value.message });
  };
  return (
    <>
      {told?.problem && <ProblemNotice problem={told.problem} onDismiss={() => setTold(null)} />}
      {told?.message !== undefined && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{told.message}</MessageBarBody>
        </MessageBar>
      )}
      {!approval.mayDecide && (
        <Text size={200} weight="semibold" data-testid="waits-for">
          {waitingSentence(approval, viewer)}
        </Text>
      )}
      {isEditing && <EditForm approval={approval} onSaved={edited} onCancel={() => setEditing(false)} />}
      {reason !== null && !isEditing && (
        <Field label="Reason (optional)" size="small">
          <Input value={reason} maxLength={500} autoFocus placeholder="Kept with the decision" onChange={(_event, data) => setReason(data.value)} />
        </Field>
      )}
      {choices.length > 0 && !isEditing && (
        <div className={styles.buttons}>
          {choices.map((decision) => (
            <DecisionButton key={decision} decision={decision} busyWith={busyWith} onClick={() => void decide(decision)} />
          ))}
          {approval.mayEdit && (
            <Button icon={<EditIcon />} disabled={busyWith !== null} onClick={() => setEditing(true)} data-testid="edit">
              Edit
            </Button>
          )}
          {reason === null && (
            <Button appearance="transparent" size="small" onClick={() => setReason('')}>
              Add a reason
            </Button>
          )}
        </div>
      )}
    </>
  );
};
