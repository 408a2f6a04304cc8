import { Spinner, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Suspense, lazy } from 'react';
import { Outlet, useLocation } from 'react-router';
import { Broken } from './broken.tsx';
import { useMe } from './me.tsx';
import { PageTabs } from './page-tabs.tsx';
import { TopBar } from './top-bar.tsx';
import { narrowWidth, useWorkplace } from './workplace.tsx';

const Panel = lazy(() => import('../panel/panel.tsx').then((module) => ({ default: module.Panel })));

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', height: '100%', backgroundColor: tokens.colorNeutralBackground3 },
  body: { display: 'flex', flexGrow: 1, minHeight: 0 },
  pages: { display: 'flex', flexDirection: 'column', flexGrow: 1, minWidth: 0 },
  main: { flexGrow: 1, overflowY: 'auto', padding: '16px 20px 28px', [`@media (max-width: ${narrowWidth}px)`]: { padding: '12px 12px 24px' } },
  panel: {
    width: '400px',
    flexShrink: 0,
    display: 'flex',
    flexDirection: 'column',
    minHeight: 0,
    borderLeft: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    [`@media (max-width: ${narrowWidth - 1}px)`]: { position: 'fixed', inset: '48px 0 0 0', width: 'auto', zIndex: 10, borderLeft: 'none' },
  },
  closed: { display: 'none' },
  skip: {
    position: 'absolute',
    left: '-999px',
    ':focus': { left: '8px', top: '8px', zIndex: 20, padding: '6px 12px', backgroundColor: tokens.colorNeutralBackground1 },
  },
});

/** The frame of every page: the bar on top, the page, and the panel docked at its right. */
export const AppShell = () => {
  const styles = useStyles();
  const { rights } = useMe();
  const { isPanelOpen } = useWorkplace();
  const { pathname } = useLocation();
  const isErpPage = !pathname.startsWith('/admin');
  return (
    <div className={styles.root}>
      <a href="#main" className={styles.skip}>
        Skip to the page
      </a>
      <TopBar />
      <div className={styles.body}>
        <div className={styles.pages}>
          {isErpPage && <PageTabs />}
          <main id="main" tabIndex={-1} className={styles.main} style={{ outline: 'none' }}>
            <Broken key={pathname}>
              <Suspense fallback={<Spinner label="Opening the page" style={{ marginTop: 80 }} />}>
                <Outlet />
              </Suspense>
            </Broken>
          </main>
        </div>
        {rights.mayChat && (
          <aside className={mergeClasses(styles.panel, !isPanelOpen && styles.closed)} aria-label="Agent panel">
            <Broken>
              <Suspense fallback={<Spinner label="Opening the panel" style={{ marginTop: 80 }} />}>
                <Panel />
              </Suspense>
            </Broken>
          </aside>
        )}
      </div>
    </div>
  );
};
