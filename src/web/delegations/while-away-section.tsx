import { Button, MessageBar, MessageBarBody, MessageBarTitle, Text, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import type { DelegationView } from '../../contracts/delegations.ts';
import type { Problem } from '../../contracts/problem.ts';
import type { Answer } from '../api/answer.ts';
import { grantAddress, signInForDelegation, takeBackSignIn } from '../api/delegation-calls.ts';
import { ProblemNotice } from '../shared/problem-notice.tsx';
import { Section } from '../shared/section.tsx';
import { needsSignInWords, signInWords } from './delegation-words.ts';

const useStyles = makeStyles({
  bar: { marginBottom: '10px' },
  actions: { display: 'flex', flexWrap: 'wrap', gap: '8px', marginTop: '10px' },
});

interface WhileAwayProps {
  readonly delegation: DelegationView;
  readonly onChanged: (delegation: DelegationView, words: string) => void;
}

/** Under which sign-in the agent acts, how long that lasts, what it means that there is none, and what its giver can do about it. */
export const WhileAwaySection = ({ delegation, onChanged }: WhileAwayProps) => {
  const styles = useStyles();
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  const { state, signIn, isYours } = delegation;
  if (!['active', 'not-yet-valid', 'needs-sign-in'].includes(state)) return null;
  const needs = needsSignInWords(delegation);
  const isHers = isYours && signIn !== 'service';
  const isWithout = needs !== null;
  const act = async (step: () => Promise<Answer<DelegationView>>, words: string) => {
    setBusy(true);
    const answer = await step();
    setBusy(false);
    setProblem(answer.ok ? undefined : answer.problem);
    if (answer.ok) onChanged(answer.value, words);
  };
  return (
    <Section title={isHers ? 'While you are away' : 'Under which sign-in'}>
      {needs !== null && (
        <MessageBar intent="warning" layout="multiline" className={styles.bar}>
          <MessageBarBody>
            <MessageBarTitle>The agent cannot act under it now.</MessageBarTitle>
            {needs}
          </MessageBarBody>
        </MessageBar>
      )}
      <Text>{signInWords(delegation)}</Text>
      {isHers && (
        <div className={styles.actions}>
          {isWithout && (
            <Button
              size="small"
              disabled={isBusy}
              onClick={() => void act(() => signInForDelegation(delegation.id), 'Your sign-in stands behind it.')}
            >
              Sign in for it again
            </Button>
          )}
          {(isWithout || signIn !== 'grant') && (
            <Button as="a" size="small" appearance="primary" href={grantAddress(delegation.id)}>
              Give a grant that lasts
            </Button>
          )}
          {signIn !== 'none' && (
            <Button
              size="small"
              disabled={isBusy}
              onClick={() => void act(() => takeBackSignIn(delegation.id), 'Taken back: the agent cannot act until you sign in for it.')}
            >
              {signIn === 'grant' ? 'Take the grant back' : 'Take the sign-in back'}
            </Button>
          )}
        </div>
      )}
      {problem && <ProblemNotice problem={problem} />}
    </Section>
  );
};
