import { rowsOf, textOf } from '../json-row.ts';
import type { Row } from '../json-row.ts';
import { asText, listed } from '../render/format.ts';
import { titleOf } from '../render/list.ts';
import { explainCall } from '../render/outcome.ts';
import { capabilityOf, toolFacts, toolFor } from '../tool-catalog.ts';
import type { PartyRef } from '../understand/goal.ts';
import { callOf, doneCall, say } from './scene.ts';
import type { Scene, Step } from './scene.ts';

/** A party with its number, or what to do or say before there is one. */
export type LookUp =
  { readonly kind: 'found'; readonly party: PartyRef & { readonly number: string } } | { readonly kind: 'step'; readonly step: Step };

const longestWord = (name: string): string => name.split(/\s+/).reduce((best, word) => (word.length > best.length ? word : best), '');

/** The words to search for, in order: the name as said, then its longest word alone, which survives a slip elsewhere. */
export const searchesFor = (name: string): readonly string[] => [...new Set([name, longestWord(name)])];

const isSame = (row: Row, name: string): boolean => textOf(row, 'displayName').toLowerCase() === name.toLowerCase();

const nothingFound = (party: PartyRef): Step =>
  say(
    `I found no ${party.orElse === undefined ? party.kind : 'record'} by the name "${asText(party.name ?? '')}". It may be spelled differently, or you may not be allowed to see it. A number works best.`,
  );

const whichOne = (party: PartyRef, rows: readonly Row[]): Step =>
  say(
    `There are several ${toolFacts(toolFor[party.kind]).words[1]} that match "${asText(party.name ?? '')}": ${listed(rows.slice(0, 8).map(titleOf))}${rows.length > 8 ? ' and more' : ''}. Which one do you mean?`,
  );

/** Looks a bare name up as the next kind it may stand for; undefined when there is none left. */
const elsewhere = (scene: Scene, party: PartyRef): LookUp | undefined => {
  const [kind, ...orElse] = party.orElse ?? [];
  return kind === undefined ? undefined : lookUp(scene, { ...party, kind, orElse });
};

/** Finds a party's number: known already, or by looking its name up with the tool that reads its kind. */
export function lookUp(scene: Scene, party: PartyRef): LookUp {
  if (party.number !== undefined) return { kind: 'found', party: { ...party, number: party.number } };
  const tool = toolFor[party.kind];
  if (!scene.tools.takes(tool, 'search')) {
    return {
      kind: 'step',
      step: say(`This agent has no tool for ${capabilityOf[party.kind]} by name. Please give me the ${party.kind}'s number.`),
    };
  }
  for (const search of searchesFor(party.name ?? '')) {
    const call = callOf(scene, tool, { search });
    if (call === undefined) break;
    const done = doneCall(scene, call);
    if (done === undefined) return { kind: 'step', step: { kind: 'calls', calls: [call] } };
    if (done.result.status !== 'ok') return { kind: 'step', step: say(explainCall(done)) };
    const rows = rowsOf(done.result.data, toolFacts(tool).list).filter((row) => textOf(row, 'number') !== '');
    const exact = rows.filter((row) => isSame(row, party.name ?? ''));
    const [row] = exact.length === 1 ? exact : rows;
    if (row !== undefined && (rows.length === 1 || exact.length === 1))
      return { kind: 'found', party: { kind: party.kind, name: textOf(row, 'displayName'), number: textOf(row, 'number') } };
    if (rows.length > 1) return { kind: 'step', step: whichOne(party, rows) };
  }
  return elsewhere(scene, party) ?? { kind: 'step', step: nothingFound(party) };
}

/** Looks several parties up; the calls still needed are made together. */
export const lookUpAll = (
  scene: Scene,
  parties: readonly PartyRef[],
): { readonly found: readonly (PartyRef & { readonly number: string })[]; readonly step?: Step } => {
  const outcomes = parties.map((party) => lookUp(scene, party));
  const found = outcomes.flatMap((outcome) => (outcome.kind === 'found' ? [outcome.party] : []));
  const steps = outcomes.flatMap((outcome) => (outcome.kind === 'step' ? [outcome.step] : []));
  const calls = steps.flatMap((step) => (step.kind === 'calls' ? step.calls : []));
  const words = steps.find((step) => step.kind === 'answer');
  if (calls.length > 0) return { found, step: { kind: 'calls', calls } };
  return words === undefined ? { found } : { found, step: words };
};
