import { Spinner } from '@fluentui/react-components';
import { createContext, useContext, useMemo, type ReactNode } from 'react';
import type { Me } from '../../contracts/sessions.ts';
import { fetchMe } from '../api/calls.ts';
import { rememberCsrfToken } from '../api/http.ts';
import { useResource } from '../api/use-resource.ts';
import { ProblemNotice } from '../shared/problem-notice.tsx';
import { rightsOf, type Rights } from './rights.ts';

interface Signed {
  readonly me: Me;
  readonly rights: Rights;
}

const MeContext = createContext<Signed | null>(null);

/** Who is signed in, and what she may see. */
export const useMe = (): Signed => {
  const signed = useContext(MeContext);
  if (!signed) throw new Error('useMe is used outside MeProvider.');
  return signed;
};

const load = async (signal: AbortSignal) => {
  const answer = await fetchMe({ signal });
  if (answer.ok) rememberCsrfToken(answer.value.csrfToken);
  return answer;
};

/** Finds out who is signed in before anything is shown; nobody: the browser leaves for the sign-in page. */
export const MeProvider = ({ children }: { children: ReactNode }) => {
  const me = useResource('me', load);
  const signed = useMemo(() => (me.value ? { me: me.value, rights: rightsOf(me.value.user.roles) } : null), [me.value]);
  if (signed) return <MeContext value={signed}>{children}</MeContext>;
  return (
    <div style={{ maxWidth: 520, margin: '20vh auto 0', padding: 24 }}>
      {me.problem && me.problem.code !== 'signed_out' ? (
        <ProblemNotice problem={me.problem} onRetry={me.reload} />
      ) : (
        <Spinner label="Opening Smart Agents" />
      )}
    </div>
  );
};
