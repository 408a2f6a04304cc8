import { useEffect } from 'react';
import { EmptyState } from '../shared/empty-state.tsx';
import { AgentIcon } from '../shared/icons.ts';
import { useMe } from '../shell/me.tsx';
import { Panel } from './panel.tsx';

/** The panel without the pages, for embedding elsewhere. */
export const PanelAlone = () => {
  const { rights } = useMe();
  useEffect(() => {
    document.title = 'Agent panel - Smart Agents';
  }, []);
  if (rights.mayChat) return <Panel isAlone />;
  return (
    <EmptyState icon={<AgentIcon />} title="You cannot chat with agents yet">
      For that you need the permission set SMART AGENTS USER. Ask your administrator to assign it to you.
    </EmptyState>
  );
};
