import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  grid: { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(220px, 1fr))', columnGap: '32px', rowGap: '10px', margin: 0 },
  single: { gridTemplateColumns: '1fr', rowGap: '5px' },
  fact: {
    display: 'grid',
    gridTemplateColumns: 'minmax(96px, 42%) 1fr',
    alignItems: 'baseline',
    gap: tokens.spacingHorizontalS,
    borderBottom: `1px dotted ${tokens.colorNeutralStroke2}`,
    paddingBottom: '4px',
    minWidth: 0,
  },
  label: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  value: { margin: 0, overflowWrap: 'anywhere', minWidth: 0 },
});

/** One named value. */
export interface Fact {
  readonly label: string;
  readonly value: ReactNode;
}

/** Named values as a card shows them, two or more columns wide where there is room. */
export const Facts = ({ facts, isSingleColumn = false }: { facts: readonly Fact[]; isSingleColumn?: boolean }) => {
  const styles = useStyles();
  return (
    <dl className={mergeClasses(styles.grid, isSingleColumn && styles.single)}>
      {facts.map((fact) => (
        <div key={fact.label} className={styles.fact}>
          <dt className={styles.label}>{fact.label}</dt>
          <dd className={styles.value}>{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
};
