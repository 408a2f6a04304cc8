import type { ToolConfigView } from '../../contracts/admin.ts';
import { StatusTag } from '../shared/status-tag.tsx';

/** What a tool does to the world: it reads, it writes a draft, or what it writes is binding. */
export const ToolKindTag = ({ tool }: { tool: ToolConfigView }) => {
  if (!tool.writes) return <StatusTag status="read-only" label="Reads" size="small" />;
  return tool.commitment === 'binding' ? (
    <StatusTag status="failed" label="Writes, binding" size="small" />
  ) : (
    <StatusTag status="ask" label="Writes a draft" size="small" />
  );
};
