import { Button, Link, Toast, ToastBody, ToastTitle, ToastTrigger, Toaster, useId, useToastController } from '@fluentui/react-components';
import { createContext, useCallback, useContext, useMemo, type ReactNode } from 'react';
import type { Problem } from '../../contracts/problem.ts';

interface Notices {
  /** Says that something happened; `undo` offers to take it back while the notice is shown. */
  readonly tell: (title: string, extra?: { body?: string; undo?: () => void; onGone?: () => void }) => void;
  /** Says what went wrong and what would help. */
  readonly tellProblem: (problem: Problem) => void;
}

const NoticesContext = createContext<Notices>({ tell: () => undefined, tellProblem: () => undefined });

/** Short notices at the lower edge of the page. */
export const useNotices = (): Notices => useContext(NoticesContext);

/** How long a notice that offers an undo stays. */
const undoMs = 6_000;

/** Gives everything inside it a place for notices. */
export const NoticesProvider = ({ children }: { children: ReactNode }) => {
  const toasterId = useId('notices');
  const { dispatchToast } = useToastController(toasterId);

  const tell = useCallback<Notices['tell']>(
    (title, extra) => {
      const undo = extra?.undo;
      const action = undo && (
        <ToastTrigger>
          <Button size="small" appearance="transparent" onClick={undo}>
            Undo
          </Button>
        </ToastTrigger>
      );
      dispatchToast(
        <Toast>
          <ToastTitle action={action}>{title}</ToastTitle>
          {extra?.body !== undefined && <ToastBody>{extra.body}</ToastBody>}
        </Toast>,
        {
          intent: 'success',
          timeout: undo ? undoMs : 4_000,
          pauseOnHover: true,
          onStatusChange: (_event, { status }) => status === 'unmounted' && extra?.onGone?.(),
        },
      );
    },
    [dispatchToast],
  );

  const tellProblem = useCallback<Notices['tellProblem']>(
    (problem) =>
      dispatchToast(
        <Toast>
          <ToastTitle
            action={
              <ToastTrigger>
                <Link>Dismiss</Link>
              </ToastTrigger>
            }
          >
            {problem.title}
          </ToastTitle>
          <ToastBody subtitle={problem.remedy}>{problem.detail}</ToastBody>
        </Toast>,
        { intent: 'error', timeout: 12_000, pauseOnHover: true },
      ),
    [dispatchToast],
  );

  const notices = useMemo(() => ({ tell, tellProblem }), [tell, tellProblem]);
  return (
    <NoticesContext value={notices}>
      {children}
      <Toaster toasterId={toasterId} position="bottom-start" limit={4} />
    </NoticesContext>
  );
};
