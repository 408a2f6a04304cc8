import { Button, Text } from '@fluentui/react-components';
import { useState } from 'react';
import type { AgentView } from '../../contracts/admin.ts';
import { fetchVersions, type AgentVersion } from '../api/admin-calls.ts';
import { useResource } from '../api/use-resource.ts';
import { DataTable, type Column } from '../shared/data-table.tsx';
import { exactMoment, noValue } from '../shared/format.ts';
import { ProblemNotice } from '../shared/problem-notice.tsx';
import { VersionHash } from '../shared/version-hash.tsx';
import { VersionDialog } from './version-dialog.tsx';

const columnsFor = (current: number, onCompare: (version: number) => void): readonly Column<AgentVersion>[] => [
  { key: 'version', label: 'Version', cell: (version) => version.version, width: '90px' },
  { key: 'createdAt', label: 'Since', cell: (version) => exactMoment(version.createdAt) },
  { key: 'createdBy', label: 'By', cell: (version) => version.createdBy ?? noValue },
  { key: 'versionHash', label: 'Fingerprint (SHA-256)', cell: (version) => <VersionHash version={version} /> },
  {
    key: 'compare',
    label: '',
    align: 'end',
    cell: ({ version }) =>
      version === current ? (
        'Current'
      ) : (
        <Button size="small" aria-label={`Compare version ${version} with the current one`} onClick={() => onCompare(version)}>
          Compare
        </Button>
      ),
  },
];

/** An agent's versions, newest first: each is a snapshot of its configuration, to be compared with the current one and rolled back to. */
export const VersionsList = ({ agent, onRolledBack }: { agent: AgentView; onRolledBack: (agent: AgentView) => void }) => {
  const versions = useResource(`versions/${agent.id}`, (signal) => fetchVersions(agent.id, { signal }), String(agent.revision));
  const [compared, setCompared] = useState<number>();
  if (versions.problem) return <ProblemNotice problem={versions.problem} onRetry={versions.reload} />;
  return (
    <>
      <DataTable
        label="Versions"
        columns={columnsFor(agent.version, setCompared)}
        rows={versions.value?.value}
        rowKey={(version) => String(version.version)}
        empty={<Text>No versions yet.</Text>}
      />
      {compared !== undefined && (
        <VersionDialog
          agent={agent}
          version={compared}
          onClose={() => setCompared(undefined)}
          onRolledBack={(changed) => {
            setCompared(undefined);
            onRolledBack(changed);
          }}
        />
      )}
    </>
  );
};
