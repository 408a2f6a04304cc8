import {
  Avatar,
  Button,
  CounterBadge,
  Menu,
  MenuDivider,
  MenuGroupHeader,
  MenuItem,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  mergeClasses,
  tokens,
} from '@fluentui/react-components';
import type { ReactElement } from 'react';
import { Link, NavLink } from 'react-router';
import { z } from 'zod';
import { call } from '../api/http.ts';
import {
  AgentIcon,
  ApprovalIcon,
  ChevronDownIcon,
  CompanyIcon,
  DelegationIcon,
  ExecutionIcon,
  MailIcon,
  SetupIcon,
  WarningIcon,
} from '../shared/icons.ts';
import { forgetTab } from '../shared/kept-state.ts';
import { barColors } from '../theme/brand.ts';
import { useCompany } from './company.tsx';
import { useMe } from './me.tsx';
import { usePendingCount, useUnsettledCount } from './pending-count.tsx';
import { useWorkplace } from './workplace.tsx';

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    alignItems: 'center',
    gap: '4px',
    height: '48px',
    padding: '0 12px',
    backgroundColor: barColors.ground,
    color: barColors.text,
    flexShrink: 0,
    '@media (max-width: 560px)': { padding: '0 4px', gap: 0 },
  },
  brand: {
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    color: barColors.text,
    textDecorationLine: 'none',
    fontWeight: tokens.fontWeightSemibold,
    fontSize: tokens.fontSizeBase400,
    paddingRight: '10px',
    whiteSpace: 'nowrap',
    borderRadius: tokens.borderRadiusMedium,
    ':focus-visible': { outline: '2px solid white' },
  },
  mark: { width: '26px', height: '26px', borderRadius: '7px' },
  name: { '@media (max-width: 700px)': { display: 'none' } },
  spring: { flexGrow: 1 },
  onBar: {
    color: barColors.text,
    minWidth: 'unset',
    fontWeight: tokens.fontWeightRegular,
    textDecorationLine: 'none',
    ':hover': { backgroundColor: barColors.hover, color: barColors.text },
    ':hover:active': { backgroundColor: barColors.active, color: barColors.text },
    ':focus-visible': { outline: '2px solid white' },
    '& .fui-Button__icon': { color: `${barColors.text} !important` },
  },
  current: { backgroundColor: barColors.active },
  company: { maxWidth: '280px', overflow: 'hidden', '& > span:nth-of-type(2)': { overflow: 'hidden', textOverflow: 'ellipsis' } },
  companyName: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', '@media (max-width: 560px)': { maxWidth: '96px' } },
  label: { '@media (max-width: 1080px)': { display: 'none' } },
  link: {
    display: 'flex',
    alignItems: 'center',
    gap: '6px',
    height: '32px',
    padding: '0 10px',
    borderRadius: tokens.borderRadiusMedium,
    fontSize: tokens.fontSizeBase300,
    '@media (max-width: 560px)': { padding: '0 6px', gap: '2px' },
  },
  linkIcon: { display: 'flex', fontSize: '20px' },
});

const signOut = async () => {
  forgetTab();
  const answer = await call('/auth/sign-out', z.object({ redirectTo: z.string() }), { method: 'POST' });
  window.location.assign(answer.ok ? answer.value.redirectTo : '/');
};

const CompanySwitch = () => {
  const styles = useStyles();
  const { me } = useMe();
  const { company, choose } = useCompany();
  return (
    <Menu
      checkedValues={{ company: company ? [company.id] : [] }}
      onCheckedValueChange={(_event, change) => change.checkedItems[0] !== undefined && choose(change.checkedItems[0])}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button
          appearance="transparent"
          className={mergeClasses(styles.onBar, styles.company)}
          icon={<CompanyIcon />}
          aria-label={`Company: ${company?.name ?? 'none'}. Change company`}
        >
          <span className={styles.companyName}>{company?.name ?? 'No company'}</span>
          <ChevronDownIcon style={{ marginLeft: 4, flexShrink: 0 }} />
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuGroupHeader>{me.tenant.name}</MenuGroupHeader>
          {me.companies.map((one) => (
            <MenuItemRadio key={one.id} name="company" value={one.id}>
              {one.name}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
};

const UserMenu = () => {
  const styles = useStyles();
  const { me } = useMe();
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button
          appearance="transparent"
          className={styles.onBar}
          aria-label={`${me.user.displayName}: account`}
          icon={<Avatar size={28} name={me.user.displayName} color="colorful" />}
        />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuGroupHeader>
            {me.user.displayName}
            <br />
            {me.user.email}
          </MenuGroupHeader>
          {me.user.roles.map((role) => (
            <MenuGroupHeader key={role} style={{ fontWeight: 'normal' }}>
              {role}
            </MenuGroupHeader>
          ))}
          <MenuDivider />
          <MenuItem onClick={() => void signOut()}>Sign out</MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
};

const BarLink = ({ to, icon, label, count = 0 }: { to: string; icon: ReactElement; label: string; count?: number }) => {
  const styles = useStyles();
  return (
    <NavLink
      to={to}
      title={label}
      aria-label={count > 0 ? `${label}, ${count} waiting` : label}
      className={({ isActive }) => mergeClasses(styles.onBar, styles.link, isActive && styles.current)}
    >
      <span className={styles.linkIcon} aria-hidden>
        {icon}
      </span>
      <span className={styles.label}>{label}</span>
      {count > 0 && <CounterBadge count={count} size="small" color="danger" />}
    </NavLink>
  );
};

/** The bar on top of every page: company, what waits, outbox, admin, account, and the panel's switch. */
export const TopBar = () => {
  const styles = useStyles();
  const { rights } = useMe();
  const { isPanelOpen, setPanelOpen } = useWorkplace();
  const pending = usePendingCount();
  const unsettled = useUnsettledCount();
  return (
    <header className={styles.bar}>
      <Link to="/" className={styles.brand} aria-label="Smart Agents, home">
        <img src={new URL('../icon.svg', import.meta.url).href} alt="" className={styles.mark} />
        <span className={styles.name}>Smart Agents</span>
      </Link>
      <CompanySwitch />
      <span className={styles.spring} />
      <nav aria-label="Work" style={{ display: 'flex', gap: 2 }}>
        {rights.mayApprove && <BarLink to="/approvals" icon={<ApprovalIcon />} label="Approvals" count={pending} />}
        {unsettled > 0 && <BarLink to="/unsettled-effects" icon={<WarningIcon />} label="Unsettled" count={unsettled} />}
        {rights.mayChat && <BarLink to="/outbox" icon={<MailIcon />} label="Outbox" />}
        {rights.maySeeDelegations && !rights.mayReadLog && <BarLink to="/delegations" icon={<DelegationIcon />} label="Delegations" />}
        {(rights.mayChat || rights.mayOversee) && !rights.mayReadLog && <BarLink to="/executions" icon={<ExecutionIcon />} label="Executions" />}
        {rights.mayReadLog && <BarLink to="/admin" icon={<SetupIcon />} label={rights.mayAdminister ? 'Admin' : 'Audit'} />}
      </nav>
      {rights.mayChat && (
        <Button
          appearance="transparent"
          className={mergeClasses(styles.onBar, isPanelOpen && styles.current)}
          icon={<AgentIcon />}
          aria-pressed={isPanelOpen}
          aria-label={isPanelOpen ? 'Close the agent panel' : 'Open the agent panel'}
          onClick={() => setPanelOpen(!isPanelOpen)}
        >
          <span className={styles.label}>Agent</span>
        </Button>
      )}
      <UserMenu />
    </header>
  );
};
