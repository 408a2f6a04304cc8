import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { NavLink } from 'react-router';
import { erpPages } from '../erp/erp-pages.tsx';
import { HomeIcon } from '../shared/icons.ts';

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    gap: '2px',
    padding: '0 12px',
    height: '40px',
    flexShrink: 0,
    overflowX: 'auto',
    scrollbarWidth: 'none',
    backgroundColor: tokens.colorNeutralBackground1,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  tab: {
    display: 'flex',
    alignItems: 'center',
    gap: '6px',
    padding: '0 10px',
    whiteSpace: 'nowrap',
    color: tokens.colorNeutralForeground2,
    textDecorationLine: 'none',
    borderBottom: '3px solid transparent',
    borderTop: '3px solid transparent',
    fontSize: tokens.fontSizeBase300,
    ':hover': { color: tokens.colorNeutralForeground1, borderBottomColor: tokens.colorNeutralStroke1 },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  current: {
    color: tokens.colorBrandForeground1,
    fontWeight: tokens.fontWeightSemibold,
    borderBottomColor: tokens.colorBrandStroke1,
    ':hover': { color: tokens.colorBrandForeground1, borderBottomColor: tokens.colorBrandStroke1 },
  },
  icon: { display: 'flex', fontSize: '18px' },
});

/** The ERP's pages, one tab each. */
export const PageTabs = () => {
  const styles = useStyles();
  const tabs = [
    { to: '/', title: 'Home', icon: <HomeIcon /> },
    ...erpPages.map((page) => ({ to: `/${page.path}`, title: page.title, icon: page.icon })),
  ];
  return (
    <nav aria-label="Pages" className={styles.bar}>
      {tabs.map((tab) => (
        <NavLink key={tab.to} to={tab.to} end={tab.to === '/'} className={({ isActive }) => mergeClasses(styles.tab, isActive && styles.current)}>
          <span className={styles.icon} aria-hidden>
            {tab.icon}
          </span>
          {tab.title}
        </NavLink>
      ))}
    </nav>
  );
};
