import { Checkbox, Input, Switch, Text, makeStyles, tokens } from '@fluentui/react-components';
import type { ToolConfigView, ToolLink } from '../../contracts/admin.ts';
import { StatusTag } from '../shared/status-tag.tsx';
import { AgentsToAsk } from './agents-to-ask.tsx';
import { ToolKindTag } from './tool-kind-tag.tsx';

const useStyles = makeStyles({
  frame: { overflowX: 'auto' },
  table: {
    width: '100%',
    minWidth: '560px',
    borderCollapse: 'collapse',
    '& th': {
      textAlign: 'start',
      fontSize: tokens.fontSizeBase200,
      color: tokens.colorNeutralForeground2,
      fontWeight: tokens.fontWeightSemibold,
      padding: '4px 8px',
    },
    '& td': { padding: '2px 8px', borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  },
  name: { display: 'flex', flexDirection: 'column', padding: '4px 0' },
  quiet: { color: tokens.colorNeutralForeground3 },
  limit: { width: '110px' },
});

interface ToolLinksEditorProps {
  readonly tools: readonly ToolConfigView[];
  readonly links: readonly ToolLink[];
  readonly onChange: (links: ToolLink[]) => void;
}

interface LinkRowProps {
  readonly tool: ToolConfigView;
  readonly link: ToolLink | undefined;
  readonly onChange: (link: ToolLink | undefined) => void;
}

/** A link to start from; one to asking names nobody yet. */
const newLink = (tool: ToolConfigView): ToolLink => ({
  ...{ tool: tool.tool, ask: tool.writes, rowLimit: null, allowedOperations: [tool.operation] },
  ...(tool.asks && { agents: [] }),
});

const LinkRow = ({ tool, link, onChange }: LinkRowProps) => {
  const styles = useStyles();
  const limit = link?.rowLimit ?? null;
  return (
    <tr>
      <td>
        <Switch
          aria-label={`${tool.title}: linked`}
          checked={link !== undefined}
          onChange={(_event, data) => onChange(data.checked ? newLink(tool) : undefined)}
        />
      </td>
      <td>
        <span className={styles.name}>
          <Text weight="semibold">{tool.title}</Text>
          <Text size={200} className={styles.quiet}>
            {tool.tool}
          </Text>
        </span>
      </td>
      <td>
        <ToolKindTag tool={tool} /> {!tool.enabled && <StatusTag status="suspended" label="Off for the tenant" size="small" />}
      </td>
      <td>
        {link && tool.writes && (
          <Checkbox
            aria-label={`${tool.title}: always ask`}
            checked={link.ask}
            onChange={(_event, data) => onChange({ ...link, ask: data.checked === true })}
          />
        )}
      </td>
      <td>
        {link && (
          <Input
            size="small"
            type="number"
            min={1}
            max={20000}
            className={styles.limit}
            aria-label={`${tool.title}: row limit`}
            placeholder={String(tool.rowLimit)}
            value={limit === null ? '' : String(limit)}
            onChange={(_event, data) =>
              onChange({ ...link, rowLimit: data.value === '' ? null : Math.max(1, Math.min(20000, Math.trunc(Number(data.value)) || 1)) })
            }
          />
        )}
      </td>
    </tr>
  );
};

const ToolRows = ({ tool, link, onChange }: LinkRowProps) => (
  <>
    <LinkRow tool={tool} link={link} onChange={onChange} />
    {link && tool.asks && (
      <tr>
        <td />
        <td colSpan={4}>
          <AgentsToAsk link={link} onChange={onChange} />
        </td>
      </tr>
    )}
  </>
);

/** Which tools are linked, and where a link is stricter than the tool itself. It can never be wider. */
export const ToolLinksEditor = ({ tools, links, onChange }: ToolLinksEditorProps) => {
  const styles = useStyles();
  const change = (tool: string, link: ToolLink | undefined) => {
    const known = links.some((one) => one.tool === tool);
    if (!link) onChange(links.filter((one) => one.tool !== tool));
    else onChange(known ? links.map((one) => (one.tool === tool ? link : one)) : [...links, link]);
  };
  return (
    <div className={styles.frame}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Linked</th>
            <th scope="col">Tool</th>
            <th scope="col">Kind</th>
            <th scope="col">Always ask</th>
            <th scope="col">Row limit</th>
          </tr>
        </thead>
        <tbody>
          {tools.map((tool) => (
            <ToolRows key={tool.tool} tool={tool} link={links.find((link) => link.tool === tool.tool)} onChange={(link) => change(tool.tool, link)} />
          ))}
        </tbody>
      </table>
    </div>
  );
};
