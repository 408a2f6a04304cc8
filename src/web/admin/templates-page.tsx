import { useNavigate } from 'react-router';
import type { TemplateView } from '../../contracts/admin.ts';
import { fetchTemplates } from '../api/admin-calls.ts';
import { useResource } from '../api/use-resource.ts';
import { DataTable, type Column } from '../shared/data-table.tsx';
import { EmptyState } from '../shared/empty-state.tsx';
import { counted } from '../shared/format.ts';
import { TemplateIcon } from '../shared/icons.ts';
import { PageHeader } from '../shared/page-header.tsx';
import { ProblemNotice } from '../shared/problem-notice.tsx';
import { StatusTag } from '../shared/status-tag.tsx';

const columns: readonly Column<TemplateView>[] = [
  { key: 'name', label: 'Template', cell: (template) => <b style={{ fontWeight: 600 }}>{template.name}</b> },
  { key: 'description', label: 'Description', cell: (template) => <span title={template.description}>{template.description}</span> },
  { key: 'tools', label: 'Tools', align: 'end', cell: (template) => template.toolLinks.length },
  { key: 'usedBy', label: 'Agents', align: 'end', cell: (template) => template.usedBy.length },
  { key: 'version', label: 'Version', align: 'end', cell: (template) => template.version },
  {
    key: 'shipped',
    label: 'Origin',
    cell: (template) => <StatusTag status={template.shipped ? 'ask' : 'informative'} label={template.shipped ? 'Shipped' : 'Custom'} size="small" />,
  },
];

/** Every template, with how many agents came from it. */
export const TemplatesPage = () => {
  const navigate = useNavigate();
  const templates = useResource('templates', (signal) => fetchTemplates({ signal }));
  const caption = templates.value
    ? `${counted(templates.value.value.length, 'template')}; a tool that a template does not declare can never run`
    : 'What agents are made from';
  return (
    <>
      <PageHeader title="Templates" caption={caption} />
      {templates.problem && <ProblemNotice problem={templates.problem} onRetry={templates.reload} />}
      <DataTable
        label="Templates"
        columns={columns}
        rows={templates.value?.value}
        rowKey={(template) => template.id}
        onOpen={(template) => void navigate(`/admin/templates/${template.id}`)}
        empty={
          <EmptyState icon={<TemplateIcon />} title="No templates">
            The shipped templates are read when the program starts. Start it again; if they stay away, look into its log.
          </EmptyState>
        }
      />
    </>
  );
};
