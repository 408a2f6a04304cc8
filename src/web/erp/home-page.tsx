import { Spinner, Text, makeStyles, tokens } from '@fluentui/react-components';
import { Link } from 'react-router';
import { readErp } from '../api/erp.ts';
import { useResource } from '../api/use-resource.ts';
import { EmptyState } from '../shared/empty-state.tsx';
import { quantity } from '../shared/format.ts';
import { ApprovalIcon, CompanyIcon, DeniedIcon } from '../shared/icons.ts';
import { PageHeader } from '../shared/page-header.tsx';
import { ProblemNotice } from '../shared/problem-notice.tsx';
import { localProblem } from '../api/answer.ts';
import { useCompany } from '../shell/company.tsx';
import { useMe } from '../shell/me.tsx';
import { usePendingCount } from '../shell/pending-count.tsx';
import { useOnPage } from '../shell/workplace.tsx';
import { erpPages, type ErpPageDefinition } from './erp-pages.tsx';
import { countQuery } from './erp-query.ts';

const useStyles = makeStyles({
  tiles: { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(168px, 1fr))', gap: '12px' },
  tile: {
    display: 'flex',
    flexDirection: 'column',
    gap: '6px',
    minHeight: '104px',
    padding: '14px 16px',
    borderRadius: tokens.borderRadiusLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    textDecorationLine: 'none',
    ':hover': {
      borderTopColor: tokens.colorBrandStroke1,
      borderRightColor: tokens.colorBrandStroke1,
      borderBottomColor: tokens.colorBrandStroke1,
      borderLeftColor: tokens.colorBrandStroke1,
      boxShadow: tokens.shadow4,
    },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  name: {
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    color: tokens.colorNeutralForeground2,
    '& svg': { fontSize: '20px', color: tokens.colorBrandForeground1 },
  },
  figure: {
    fontSize: tokens.fontSizeHero700,
    lineHeight: tokens.lineHeightHero700,
    fontWeight: tokens.fontWeightSemibold,
    fontVariantNumeric: 'tabular-nums',
  },
  note: { display: 'flex', alignItems: 'center', gap: '6px', color: tokens.colorNeutralForeground3, marginTop: 'auto' },
  lead: { display: 'block', color: tokens.colorNeutralForeground2, maxWidth: '640px', marginBottom: tokens.spacingVerticalL },
});

const CountTile = ({ definition, companyId }: { definition: ErpPageDefinition; companyId: string }) => {
  const styles = useStyles();
  const { entitySet } = definition;
  const count = useResource(`${companyId}/${entitySet}/count`, (signal) => readErp({ companyId, entitySet, query: countQuery() }, signal));
  return (
    <Link to={`/${definition.path}`} className={styles.tile}>
      <span className={styles.name}>
        {definition.icon}
        {definition.title}
      </span>
      {count.value && <span className={styles.figure}>{quantity(count.value.count ?? count.value.records.length)}</span>}
      {!count.value && count.isLoading && <Spinner size="tiny" style={{ alignSelf: 'start', marginTop: 12 }} />}
      {count.problem && (
        <Text size={200} className={styles.note}>
          <DeniedIcon /> {count.problem.code === 'erp_denied' ? 'No permission in the ERP' : 'Could not be read'}
        </Text>
      )}
    </Link>
  );
};

/** The start page: what the user can see in this company, and what waits for her. */
export const HomePage = () => {
  const styles = useStyles();
  const { me } = useMe();
  const { company } = useCompany();
  const pending = usePendingCount();
  useOnPage('home');
  return (
    <>
      <PageHeader title={company?.name ?? me.tenant.name} caption={me.tenant.name} />
      <Text className={styles.lead}>
        Open a list, or ask an agent in the panel. Agents see what you may see in the ERP, and nothing is written before you confirm it.
      </Text>
      {me.erpProblem !== null && (
        <ProblemNotice
          problem={localProblem('erp_unreachable', {
            title: 'The ERP cannot be reached',
            detail: me.erpProblem,
            remedy: 'Wait a moment, then load the page again.',
          })}
          onRetry={() => window.location.reload()}
        />
      )}
      {!company && me.erpProblem === null && (
        <EmptyState icon={<CompanyIcon />} title="The ERP shows you no company">
          Ask your ERP administrator for access to a company.
        </EmptyState>
      )}
      {company && (
        <div className={styles.tiles}>
          {erpPages.map((definition) => (
            <CountTile key={definition.path} definition={definition} companyId={company.id} />
          ))}
          <Link to="/approvals" className={styles.tile}>
            <span className={styles.name}>
              <ApprovalIcon />
              Waiting for you
            </span>
            <span className={styles.figure}>{quantity(pending)}</span>
          </Link>
        </div>
      )}
    </>
  );
};
