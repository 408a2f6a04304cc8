import { Button, Dropdown, Option, SearchBox, Text, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { fieldOf, readErp, type ErpRecord } from '../api/erp.ts';
import { useResource } from '../api/use-resource.ts';
import { DataTable, type Sort } from '../shared/data-table.tsx';
import { EmptyState } from '../shared/empty-state.tsx';
import { counted } from '../shared/format.ts';
import { RefreshIcon, SearchIcon } from '../shared/icons.ts';
import { PageHeader } from '../shared/page-header.tsx';
import { Pager } from '../shared/pager.tsx';
import { useCompany } from '../shell/company.tsx';
import { NotFound } from '../shell/not-found.tsx';
import { useReadAgain } from '../shell/pending-count.tsx';
import { useOnPage } from '../shell/workplace.tsx';
import { ErpProblem } from './denied-page.tsx';
import { erpPageAt, type ErpPageDefinition } from './erp-pages.tsx';
import { listQuery } from './erp-query.ts';
import { FieldValue, isFigure } from './field-value.tsx';

const pageSize = 25;

const useStyles = makeStyles({
  tools: { display: 'flex', gap: tokens.spacingHorizontalS, alignItems: 'center', flexWrap: 'wrap', marginBottom: tokens.spacingVerticalS },
  search: { width: '280px', maxWidth: '100%' },
  filter: { minWidth: '130px' },
  count: { color: tokens.colorNeutralForeground3, marginLeft: 'auto' },
});

/** The view of a list, kept in the address so that it can be shared and survives the way back. */
const useView = (definition: ErpPageDefinition) => {
  const [params, setParams] = useSearchParams();
  const sortKey = params.get('sort');
  const change = (values: Record<string, string>, keepPage = false) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        if (!keepPage) next.delete('page');
        for (const [name, value] of Object.entries(values)) {
          if (value === '') next.delete(name);
          else next.set(name, value);
        }
        return next;
      },
      { replace: true },
    );
  const sort: Sort = sortKey === null ? definition.firstSort : { key: sortKey.replace(/^-/, ''), isDescending: sortKey.startsWith('-') };
  return {
    search: params.get('q') ?? '',
    filterLabel: params.get('show') ?? '',
    sort,
    page: Math.max(1, Number(params.get('page') ?? 1) || 1),
    change,
  };
};

/** The records of one page of the view. */
const useRecords = (definition: ErpPageDefinition, view: ReturnType<typeof useView>) => {
  const companyId = useCompany().company?.id ?? '';
  const { entitySet, nameField } = definition;
  const filter = definition.filters.find((one) => one.label === view.filterLabel)?.filter;
  const query = listQuery({ search: view.search, nameField, filter, sort: view.sort, skip: (view.page - 1) * pageSize, top: pageSize });
  return useResource(`${companyId}/${entitySet}`, (signal) => readErp({ companyId, entitySet, query }, signal), query);
};

const SearchField = ({ label, search, onSearch }: { label: string; search: string; onSearch: (search: string) => void }) => {
  const styles = useStyles();
  const [draft, setDraft] = useState(search);
  const sent = useRef(search);
  useEffect(() => {
    // A search that did not come from here came from the address, e.g. on the way back.
    if (search !== sent.current) setDraft((sent.current = search));
  }, [search]);
  useEffect(() => {
    if (draft === sent.current) return undefined;
    const timer = window.setTimeout(() => onSearch((sent.current = draft)), 250);
    return () => window.clearTimeout(timer);
  }, [draft, onSearch]);
  return (
    <SearchBox
      className={styles.search}
      aria-label={label}
      placeholder="Search by name or number"
      value={draft}
      onChange={(_event, data) => setDraft(data.value)}
    />
  );
};

const ListTools = ({ definition, view, count }: { definition: ErpPageDefinition; view: ReturnType<typeof useView>; count: number | undefined }) => {
  const styles = useStyles();
  return (
    <div className={styles.tools}>
      <SearchField label={`Search ${definition.title.toLowerCase()}`} search={view.search} onSearch={(q) => view.change({ q })} />
      {definition.filters.length > 0 && (
        <Dropdown
          className={styles.filter}
          aria-label="Show"
          value={view.filterLabel || 'All'}
          selectedOptions={[view.filterLabel]}
          onOptionSelect={(_event, data) => view.change({ show: data.optionValue ?? '' })}
        >
          <Option value="">All</Option>
          {definition.filters.map((one) => (
            <Option key={one.label} value={one.label}>
              {one.label}
            </Option>
          ))}
        </Dropdown>
      )}
      {count !== undefined && (
        <Text size={200} className={styles.count} aria-live="polite">
          {counted(count, 'record')}
        </Text>
      )}
    </div>
  );
};

const ErpList = ({ definition }: { definition: ErpPageDefinition }) => {
  const navigate = useNavigate();
  const { company } = useCompany();
  const view = useView(definition);
  const list = useRecords(definition, view);
  useReadAgain(list);
  useOnPage(definition.entitySet);
  const columns = definition.list.map((field) => ({
    key: field.name,
    label: field.label,
    align: isFigure(field) ? ('end' as const) : ('start' as const),
    isSortable: field.isSortable !== false,
    cell: (record: ErpRecord) => <FieldValue record={record} field={field} />,
  }));
  const open = (record: ErpRecord) =>
    void navigate(`/${definition.path}/${encodeURIComponent(String(fieldOf(record, 'number') || fieldOf(record, 'id')))}`);
  return (
    <>
      <PageHeader
        title={definition.title}
        {...(company ? { caption: company.name } : {})}
        actions={<Button appearance="subtle" icon={<RefreshIcon />} aria-label="Read again" onClick={list.reload} />}
      />
      {list.problem ? (
        <ErpProblem problem={list.problem} onRetry={list.reload} />
      ) : (
        <>
          <ListTools definition={definition} view={view} count={list.value?.count} />
          <DataTable
            label={definition.title}
            columns={columns}
            rows={list.value?.records}
            rowKey={(record) => String(fieldOf(record, 'id'))}
            onOpen={open}
            sort={view.sort}
            onSort={(sort) => view.change({ sort: `${sort.isDescending ? '-' : ''}${sort.key}` })}
            isBusy={list.isLoading}
            empty={
              <EmptyState icon={<SearchIcon />} title="Nothing matches">
                {view.search === '' && view.filterLabel === ''
                  ? 'There are no records here that you may see in this company.'
                  : 'Try a shorter word, the beginning of a number, or show all.'}
              </EmptyState>
            }
          />
          <Pager
            page={view.page}
            pageSize={pageSize}
            count={list.value?.count}
            shown={list.value?.records.length ?? 0}
            onPage={(page) => view.change({ page: page === 1 ? '' : String(page) }, true)}
          />
        </>
      )}
    </>
  );
};

/** A list of the ERP, read as the user: search, ready-made filters, sorting by the heads, paging. */
export const ErpListPage = () => {
  const definition = erpPageAt(useParams()['list']);
  return definition ? <ErpList key={definition.path} definition={definition} /> : <NotFound />;
};
