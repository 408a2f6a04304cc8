import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger, Spinner } from '@fluentui/react-components';
import { useNavigate, useParams } from 'react-router';
import { fieldOf, linesOf, readErp, type ErpRecord } from '../api/erp.ts';
import { useResource } from '../api/use-resource.ts';
import { DataTable } from '../shared/data-table.tsx';
import { EmptyState } from '../shared/empty-state.tsx';
import { Facts } from '../shared/facts.tsx';
import { AgentIcon, ExecutionIcon, SearchIcon } from '../shared/icons.ts';
import { PageHeader } from '../shared/page-header.tsx';
import { Section } from '../shared/section.tsx';
import { StatusTag } from '../shared/status-tag.tsx';
import { useCompany } from '../shell/company.tsx';
import { useMe } from '../shell/me.tsx';
import { NotFound } from '../shell/not-found.tsx';
import { useReadAgain } from '../shell/pending-count.tsx';
import { useOnPage, useWorkplace } from '../shell/workplace.tsx';
import { ErpProblem } from './denied-page.tsx';
import { erpPageAt, type ErpPageDefinition } from './erp-pages.tsx';
import { cardQuery } from './erp-query.ts';
import { FieldValue, isFigure } from './field-value.tsx';

const Lines = ({ record, lines }: { record: ErpRecord; lines: NonNullable<ErpPageDefinition['lines']> }) => (
  <Section title={lines.title}>
    <DataTable
      label={lines.title}
      columns={lines.columns.map((field) => ({
        key: field.name,
        label: field.label,
        align: isFigure(field) ? ('end' as const) : ('start' as const),
        cell: (line: ErpRecord) => <FieldValue record={line} field={field} />,
      }))}
      rows={linesOf(record, lines.navigation)}
      rowKey={(line) => String(fieldOf(line, 'id') ?? fieldOf(line, 'sequence'))}
      empty={
        <EmptyState icon={<SearchIcon />} title="No lines">
          This document has no lines yet.
        </EmptyState>
      }
    />
  </Section>
);

const AskMenu = ({ definition, number, name }: { definition: ErpPageDefinition; number: string; name: string }) => {
  const { askAgent } = useWorkplace();
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="primary" icon={<AgentIcon />}>
          Ask an agent
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {definition.questions.map((question) => (
            <MenuItem key={question(number, name)} onClick={() => askAgent(question(number, name))}>
              {question(number, name)}
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
};

/** The way from a record to the runs of agents that touched it. */
const RunsButton = ({ number }: { number: string }) => {
  const navigate = useNavigate();
  return (
    <Button icon={<ExecutionIcon />} onClick={() => void navigate(`/executions?document=${encodeURIComponent(number)}`)}>
      Agent runs
    </Button>
  );
};

const Card = ({ definition, record }: { definition: ErpPageDefinition; record: ErpRecord }) => {
  const { rights } = useMe();
  const number = String(fieldOf(record, 'number') ?? '');
  const name = String(fieldOf(record, definition.nameField) ?? '');
  const status = fieldOf(record, 'status');
  const blocked = fieldOf(record, 'blocked');
  useOnPage(definition.entitySet, number, name);
  return (
    <>
      <PageHeader
        title={`${number} · ${name}`}
        caption={definition.singular}
        back={{ to: `/${definition.path}`, label: definition.title }}
        tags={
          <>
            {typeof status === 'string' && <StatusTag status={status} />}
            {(blocked === true || (typeof blocked === 'string' && !['', ' ', '_x0020_'].includes(blocked))) && (
              <StatusTag status="Blocked" label={blocked === true ? 'Blocked' : `Blocked: ${blocked}`} />
            )}
          </>
        }
        actions={
          <>
            {(rights.mayChat || rights.mayOversee) && number !== '' && <RunsButton number={number} />}
            {rights.mayChat && <AskMenu definition={definition} number={number} name={name} />}
          </>
        }
      />
      {definition.card.map((group) => (
        <Section key={group.title} title={group.title}>
          <Facts facts={group.fields.map((field) => ({ label: field.label, value: <FieldValue record={record} field={field} /> }))} />
        </Section>
      ))}
      {definition.lines && <Lines record={record} lines={definition.lines} />}
    </>
  );
};

const ErpCard = ({ definition, number }: { definition: ErpPageDefinition; number: string }) => {
  const { company } = useCompany();
  const companyId = company?.id ?? '';
  const query = cardQuery(number, definition.lines?.navigation);
  const card = useResource(`${companyId}/${definition.entitySet}?${query}`, (signal) =>
    readErp({ companyId, entitySet: definition.entitySet, query }, signal),
  );
  useReadAgain(card);
  const record = card.value?.records[0];
  if (record) return <Card definition={definition} record={record} />;
  return (
    <>
      <PageHeader title={number} caption={definition.singular} back={{ to: `/${definition.path}`, label: definition.title }} />
      {card.problem && <ErpProblem problem={card.problem} onRetry={card.reload} />}
      {card.isLoading && <Spinner label="Reading the record" style={{ marginTop: 60 }} />}
      {card.value && (
        <EmptyState icon={<SearchIcon />} title={`${number} is not here`}>
          It may have been deleted, be in another company, or lie outside what you may see.
        </EmptyState>
      )}
    </>
  );
};

/** One record of the ERP with its lines, read as the user; it offers questions about it to an agent. */
export const ErpCardPage = () => {
  const params = useParams();
  const definition = erpPageAt(params['list']);
  const number = params['number'] ?? '';
  return definition ? <ErpCard key={`${definition.path}/${number}`} definition={definition} number={number} /> : <NotFound />;
};
