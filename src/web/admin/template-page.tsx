import { Spinner, Text, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { TemplateView, ToolConfigView } from '../../contracts/admin.ts';
import type { Problem } from '../../contracts/problem.ts';
import { fetchTemplate, fetchTools, updateTemplate } from '../api/admin-calls.ts';
import { useResource } from '../api/use-resource.ts';
import { PageHeader } from '../shared/page-header.tsx';
import { ProblemNotice } from '../shared/problem-notice.tsx';
import { Section } from '../shared/section.tsx';
import { StatusTag } from '../shared/status-tag.tsx';
import { SaveBar } from './save-bar.tsx';
import { ToolLinksEditor } from './tool-links-editor.tsx';
import { useDraft } from './use-draft.ts';
import { WaitingHere } from './waiting-here.tsx';
import { useTellSaved } from './waiting.tsx';

const useStyles = makeStyles({
  instructions: { whiteSpace: 'pre-wrap', margin: 0, fontFamily: 'inherit', lineHeight: tokens.lineHeightBase300 },
  agents: { display: 'flex', flexWrap: 'wrap', gap: '8px 16px' },
});

interface TemplateCardProps {
  readonly template: TemplateView;
  readonly tools: readonly ToolConfigView[];
  readonly onChanged: (template: TemplateView) => void;
  readonly onReload: () => void;
}

const TemplateCard = ({ template, tools, onChanged, onReload }: TemplateCardProps) => {
  const styles = useStyles();
  const tellSaved = useTellSaved();
  const draft = useDraft(template);
  const [isSaving, setSaving] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const save = async () => {
    setSaving(true);
    const answer = await updateTemplate(template, draft.value.toolLinks);
    setSaving(false);
    setProblem(answer.ok ? undefined : answer.problem);
    if (!answer.ok) return;
    onChanged(answer.value);
    draft.reset();
    tellSaved(answer, 'Saved. It is in force for every agent made from it.');
  };
  return (
    <>
      <PageHeader
        title={template.name}
        caption={`Template ${template.key} · version ${template.version}`}
        back={{ to: '/admin/templates', label: 'templates' }}
        tags={template.shipped && <StatusTag status="ask" label="Shipped" />}
      />
      <WaitingHere subjectId={template.id} />
      <Section title="About">
        <Text>{template.description}</Text>
      </Section>
      <Section title="Tools" hint="A tool taken off takes effect at once on every agent made from this template.">
        <ToolLinksEditor tools={tools} links={draft.value.toolLinks} onChange={(toolLinks) => draft.set({ toolLinks })} />
      </Section>
      <Section title="Agents made from it">
        <div className={styles.agents}>
          {template.usedBy.length === 0 && <Text>None yet. Register one under Agents.</Text>}
          {template.usedBy.map((agent) => (
            <Link key={agent.id} to={`/admin/agents/${agent.id}`}>
              {agent.name}
            </Link>
          ))}
        </div>
      </Section>
      <Section title="Instructions">
        <pre className={styles.instructions}>{template.instructions}</pre>
      </Section>
      <SaveBar
        isChanged={draft.isChanged}
        isSaving={isSaving}
        problem={problem}
        onSave={() => void save()}
        onReset={draft.reset}
        onReload={onReload}
      />
    </>
  );
};

/** A template's card: which tools it declares, and which agents came from it. */
export const TemplatePage = () => {
  const { id = '' } = useParams();
  const template = useResource(`template/${id}`, (signal) => fetchTemplate(id, { signal }));
  const tools = useResource('admin-tools', (signal) => fetchTools({ signal }));
  const problem = template.problem ?? tools.problem;
  if (template.value && tools.value) {
    return (
      <TemplateCard
        key={`${template.value.id}/${template.value.revision}`}
        template={template.value}
        tools={tools.value.value}
        onChanged={template.put}
        onReload={template.reload}
      />
    );
  }
  return problem ? (
    <ProblemNotice problem={problem} onRetry={() => [template, tools].forEach((one) => one.reload())} />
  ) : (
    <Spinner label="Reading the template" style={{ marginTop: 60 }} />
  );
};
