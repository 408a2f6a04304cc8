import { Caption1, CounterBadge, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { lazy, type ComponentType, type ReactElement } from 'react';
import { NavLink, Navigate, Route, Routes } from 'react-router';
import { EmptyState } from '../shared/empty-state.tsx';
import {
  AgentIcon,
  BusinessUnitIcon,
  DelegationIcon,
  DeniedIcon,
  ExecutionIcon,
  HistoryIcon,
  HoldIcon,
  LogIcon,
  MailIcon,
  MissedIcon,
  PolicyIcon,
  ReaderIcon,
  ServiceIcon,
  SetupIcon,
  TemplateIcon,
  ToolIcon,
  WaitingIcon,
} from '../shared/icons.ts';
import { useMe } from '../shell/me.tsx';
import { NotFound } from '../shell/not-found.tsx';
import { AgentPage } from './agent-page.tsx';
import { AgentsPage } from './agents-page.tsx';
import { BusinessUnitsPage } from './business-units-page.tsx';
import { ChangeLogPage } from './change-log-page.tsx';
import { HoldsPage } from './holds-page.tsx';
import { MissedLookupsPage } from './missed-lookups-page.tsx';
import { LogReadersPage } from './log-readers-page.tsx';
import { PendingChangesPage } from './pending-changes-page.tsx';
import { PolicyPage } from './policy-page.tsx';
import { ServicesPage } from './services-page.tsx';
import { SetupPage } from './setup-page.tsx';
import { TemplatePage } from './template-page.tsx';
import { TemplatesPage } from './templates-page.tsx';
import { ToolsPage } from './tools-page.tsx';
import { useWaiting, WaitingProvider } from './waiting.tsx';

const LogPage: ComponentType = lazy(() => import('../log/log-page.tsx').then((module) => ({ default: module.LogPage })));
const EmailLogPage: ComponentType = lazy(() => import('../log/email-log-page.tsx').then((module) => ({ default: module.EmailLogPage })));

const ExecutionsPage: ComponentType = lazy(() => import('../executions/executions-page.tsx').then((module) => ({ default: module.ExecutionsPage })));
const DelegationsPage: ComponentType = lazy(() =>
  import('../delegations/delegations-page.tsx').then((module) => ({ default: module.DelegationsPage })),
);
const StopsPage: ComponentType = lazy(() => import('../reports/stops-page.tsx').then((module) => ({ default: module.StopsPage })));

const useStyles = makeStyles({
  root: {
    display: 'grid',
    gridTemplateColumns: '176px minmax(0, 1fr)',
    gap: '20px',
    alignItems: 'start',
    '@media (max-width: 900px)': { gridTemplateColumns: 'minmax(0, 1fr)', gap: '10px' },
  },
  nav: {
    display: 'flex',
    flexDirection: 'column',
    gap: '2px',
    position: 'sticky',
    top: 0,
    '@media (max-width: 900px)': { flexDirection: 'row', overflowX: 'auto', position: 'static' },
  },
  group: {
    display: 'flex',
    flexDirection: 'column',
    gap: '2px',
    '@media (max-width: 900px)': { display: 'contents' },
  },
  groupTitle: {
    padding: '8px 10px 2px',
    color: tokens.colorNeutralForeground3,
    '@media (max-width: 900px)': { display: 'none' },
  },
  link: {
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    padding: '7px 10px',
    whiteSpace: 'nowrap',
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground2,
    textDecorationLine: 'none',
    '& svg': { fontSize: '18px', flexShrink: 0 },
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  current: {
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorBrandForeground1,
    fontWeight: tokens.fontWeightSemibold,
    boxShadow: `inset 3px 0 0 ${tokens.colorBrandStroke1}`,
  },
  page: { minWidth: 0 },
});

interface AdminLink {
  readonly to: string;
  readonly label: string;
  readonly icon: ReactElement;
}

const settings: readonly AdminLink[] = [
  { to: 'agents', label: 'Agents', icon: <AgentIcon /> },
  { to: 'templates', label: 'Templates', icon: <TemplateIcon /> },
  { to: 'tools', label: 'Tools', icon: <ToolIcon /> },
  { to: 'business-units', label: 'Business units', icon: <BusinessUnitIcon /> },
  { to: 'policy', label: 'Policy', icon: <PolicyIcon /> },
  { to: 'services', label: 'Services', icon: <ServiceIcon /> },
  { to: 'log-readers', label: 'Log readers', icon: <ReaderIcon /> },
  { to: 'setup', label: 'Setup', icon: <SetupIcon /> },
  { to: 'pending-changes', label: 'Waiting changes', icon: <WaitingIcon /> },
  { to: 'change-log', label: 'Change log', icon: <HistoryIcon /> },
];
const records: readonly AdminLink[] = [
  { to: 'log', label: 'Tool-call log', icon: <LogIcon /> },
  { to: 'email-log', label: 'Email log', icon: <MailIcon /> },
  { to: 'executions', label: 'Executions', icon: <ExecutionIcon /> },
  { to: 'delegations', label: 'Delegations', icon: <DelegationIcon /> },
  { to: 'stops', label: 'Where runs stop', icon: <DeniedIcon /> },
  { to: 'missed-lookups', label: 'Missed lookups', icon: <MissedIcon /> },
  { to: 'holds', label: 'Holds, erasures', icon: <HoldIcon /> },
];

const SettingsRoutes = (
  <>
    <Route index element={<Navigate to="agents" replace />} />
    <Route path="agents" element={<AgentsPage />} />
    <Route path="agents/:id" element={<AgentPage />} />
    <Route path="templates" element={<TemplatesPage />} />
    <Route path="templates/:id" element={<TemplatePage />} />
    <Route path="tools" element={<ToolsPage />} />
    <Route path="business-units" element={<BusinessUnitsPage />} />
    <Route path="policy" element={<PolicyPage />} />
    <Route path="services" element={<ServicesPage />} />
    <Route path="log-readers" element={<LogReadersPage />} />
    <Route path="setup" element={<SetupPage />} />
    <Route path="pending-changes" element={<PendingChangesPage />} />
    <Route path="change-log" element={<ChangeLogPage />} />
  </>
);

const NavigationGroup = ({ title, links }: { title: string; links: readonly AdminLink[] }) => {
  const styles = useStyles();
  const { count } = useWaiting();
  return (
    <div role="group" aria-label={title} className={styles.group}>
      <Caption1 aria-hidden className={styles.groupTitle}>
        {title}
      </Caption1>
      {links.map((link) => (
        <NavLink key={link.to} to={`/admin/${link.to}`} className={({ isActive }) => mergeClasses(styles.link, isActive && styles.current)}>
          {link.icon}
          {link.label}
          {link.to === 'pending-changes' && count > 0 && <CounterBadge count={count} size="small" />}
        </NavLink>
      ))}
    </div>
  );
};

const Navigation = ({ mayAdminister }: { mayAdminister: boolean }) => {
  const styles = useStyles();
  return (
    <nav className={styles.nav} aria-label="Administration">
      {mayAdminister && <NavigationGroup title="Settings" links={settings} />}
      <NavigationGroup title="Records" links={records} />
    </nav>
  );
};

/** The admin pages; an auditor finds only the records here: the log, the runs, and where they stop. */
export const AdminArea = () => {
  const styles = useStyles();
  const { rights } = useMe();
  if (!rights.mayReadLog) {
    return (
      <EmptyState icon={<DeniedIcon />} title="These pages are for administrators and auditors" testId="denial">
        For that you need the permission set SMART AGENTS ADMIN or SMART AGENTS AUDITOR. Ask your administrator to assign one to you.
      </EmptyState>
    );
  }
  const area = (
    <div className={styles.root}>
      <Navigation mayAdminister={rights.mayAdminister} />
      <div className={styles.page}>
        <Routes>
          {rights.mayAdminister ? SettingsRoutes : <Route index element={<Navigate to="log" replace />} />}
          <Route path="log" element={<LogPage />} />
          <Route path="email-log" element={<EmailLogPage />} />
          <Route path="executions" element={<ExecutionsPage />} />
          <Route path="delegations" element={<DelegationsPage />} />
          <Route path="stops" element={<StopsPage />} />
          <Route path="missed-lookups" element={<MissedLookupsPage />} />
          <Route path="holds" element={<HoldsPage />} />
          <Route path="*" element={<NotFound />} />
        </Routes>
      </div>
    </div>
  );
  return rights.mayAdminister ? <WaitingProvider>{area}</WaitingProvider> : area;
};
