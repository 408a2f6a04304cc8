import type { ToolCallLogEntry } from '../../contracts/tool-call-log.ts';
import { inWords } from '../shared/format.ts';

/** Which agent called, in which version. */
export const agentWords = ({ agentName, agentVersion }: Pick<ToolCallLogEntry, 'agentName' | 'agentVersion'>): string =>
  `${agentName}, version ${agentVersion}`;

/** Which layer had the last word; where it said no, by which of its rules. */
export const layerWords = ({ layer, rule, decision }: Pick<ToolCallLogEntry, 'layer' | 'rule' | 'decision'>): string =>
  decision === 'refuse' ? `${inWords(layer)}: ${inWords(rule).toLowerCase()}` : inWords(layer);
