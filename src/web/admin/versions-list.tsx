import { Text, makeStyles, tokens } from '@fluentui/react-components';
import { fetchVersions, type AgentVersion } from '../api/admin-calls.ts';
import { useResource } from '../api/use-resource.ts';
import { DataTable, type Column } from '../shared/data-table.tsx';
import { exactMoment, noValue } from '../shared/format.ts';
import { ProblemNotice } from '../shared/problem-notice.tsx';

const useStyles = makeStyles({ hash: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 } });

const Hash = ({ value }: { value: string }) => (
  <span className={useStyles().hash} title={value}>
    {value.slice(0, 20)}…
  </span>
);

const columns: readonly Column<AgentVersion>[] = [
  { key: 'version', label: 'Version', cell: (version) => version.version, width: '90px' },
  { key: 'createdAt', label: 'Since', cell: (version) => exactMoment(version.createdAt) },
  { key: 'createdBy', label: 'By', cell: (version) => version.createdBy ?? noValue },
  { key: 'versionHash', label: 'SHA-256 of the configuration', cell: (version) => <Hash value={version.versionHash} /> },
];

/** An agent's versions, newest first: each is an immutable snapshot of its configuration. */
export const VersionsList = ({ agentId, revision }: { agentId: string; revision: number }) => {
  const versions = useResource(`versions/${agentId}`, (signal) => fetchVersions(agentId, { signal }), String(revision));
  if (versions.problem) return <ProblemNotice problem={versions.problem} onRetry={versions.reload} />;
  return (
    <DataTable
      label="Versions"
      columns={columns}
      rows={versions.value?.value}
      rowKey={(version) => String(version.version)}
      empty={<Text>No versions yet.</Text>}
    />
  );
};
