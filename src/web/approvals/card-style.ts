import { tokens } from '@fluentui/react-components';

/** What the cards of proposals have in common, whoever looks at them. */
export const cardStyle = {
  card: {
    display: 'flex',
    flexDirection: 'column',
    gap: '10px',
    padding: '12px 14px',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
  },
  head: { display: 'flex', alignItems: 'flex-start', gap: '8px', justifyContent: 'space-between' },
  quiet: { color: tokens.colorNeutralForeground3 },
} as const;
