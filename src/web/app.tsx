import { makeStyles, tokens } from '@fluentui/react-components';
import { Suspense, lazy, type ComponentType } from 'react';
import { Navigate, Route, Routes } from 'react-router';
import { AppShell } from './shell/app-shell.tsx';
import { CompanyProvider } from './shell/company.tsx';
import { MeProvider, useMe } from './shell/me.tsx';
import { NotFound } from './shell/not-found.tsx';
import { PendingCountProvider } from './shell/pending-count.tsx';
import { startPage } from './shell/rights.ts';
import { WorkplaceProvider } from './shell/workplace.tsx';

/** A page that is fetched when it is first opened. */
const page = <Name extends string>(load: () => Promise<Record<Name, ComponentType>>, name: Name) =>
  lazy(async () => ({ default: (await load())[name] }));

const HomePage = page(() => import('./erp/home-page.tsx'), 'HomePage');
const ErpListPage = page(() => import('./erp/list-page.tsx'), 'ErpListPage');
const ErpCardPage = page(() => import('./erp/card-page.tsx'), 'ErpCardPage');
const OutboxPage = page(() => import('./outbox/outbox-page.tsx'), 'OutboxPage');
const ApprovalsPage = page(() => import('./approvals/approvals-page.tsx'), 'ApprovalsPage');
const UnsettledPage = page(() => import('./unsettled/unsettled-page.tsx'), 'UnsettledPage');
const ExecutionsPage = page(() => import('./executions/executions-page.tsx'), 'ExecutionsPage');
const ExecutionPage = page(() => import('./executions/execution-page.tsx'), 'ExecutionPage');
const DelegationsPage = page(() => import('./delegations/delegations-page.tsx'), 'DelegationsPage');
const DelegationPage = page(() => import('./delegations/delegation-page.tsx'), 'DelegationPage');
const GivePage = page(() => import('./delegations/give-page.tsx'), 'GivePage');
const AdminArea = page(() => import('./admin/admin-area.tsx'), 'AdminArea');
const PanelAlone = page(() => import('./panel/panel-alone.tsx'), 'PanelAlone');

const useStyles = makeStyles({ alone: { height: '100%', backgroundColor: tokens.colorNeutralBackground1 } });

const Start = () => {
  const { rights } = useMe();
  return startPage(rights) === '/' ? <HomePage /> : <Navigate to={startPage(rights)} replace />;
};

const Alone = () => (
  <div className={useStyles().alone}>
    <Suspense>
      <PanelAlone />
    </Suspense>
  </div>
);

/** All pages of the product. */
export const App = () => (
  <MeProvider>
    <CompanyProvider>
      <PendingCountProvider>
        <WorkplaceProvider>
          <Routes>
            <Route path="/panel" element={<Alone />} />
            <Route element={<AppShell />}>
              <Route index element={<Start />} />
              <Route path="/outbox" element={<OutboxPage />} />
              <Route path="/approvals" element={<ApprovalsPage />} />
              <Route path="/approvals/:id" element={<ApprovalsPage />} />
              <Route path="/unsettled-effects" element={<UnsettledPage />} />
              <Route path="/delegations" element={<DelegationsPage />} />
              <Route path="/delegations/new" element={<GivePage />} />
              <Route path="/delegations/:id" element={<DelegationPage />} />
              <Route path="/executions" element={<ExecutionsPage />} />
              <Route path="/executions/:reference" element={<ExecutionPage />} />
              <Route path="/admin/*" element={<AdminArea />} />
              <Route path="/:list" element={<ErpListPage />} />
              <Route path="/:list/:number" element={<ErpCardPage />} />
              <Route path="*" element={<NotFound />} />
            </Route>
          </Routes>
        </WorkplaceProvider>
      </PendingCountProvider>
    </CompanyProvider>
  </MeProvider>
);
