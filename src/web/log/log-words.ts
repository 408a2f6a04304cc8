import type { ToolCallLogEntry } from '../../contracts/tool-call-log.ts';
import { codeWords, inWords } from '../shared/format.ts';

/** Which agent called, in which version. */
export const agentWords = ({ agentName, agentVersion }: Pick<ToolCallLogEntry, 'agentName' | 'agentVersion'>): string =>
  `${agentName}, version ${agentVersion}`;

/** A layer, and which of its rules. */
export const layerAndRule = ({ layer, rule }: Pick<ToolCallLogEntry, 'layer' | 'rule'>): string => `${inWords(layer)}: ${codeWords(rule)}`;

/** Which layer had the last word; where it said no, by which of its rules. */
export const layerWords = ({ layer, rule, decision }: Pick<ToolCallLogEntry, 'layer' | 'rule' | 'decision'>): string =>
  decision === 'refuse' ? layerAndRule({ layer, rule }) : inWords(layer);
