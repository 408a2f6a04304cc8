import { makeStyles, tokens } from '@fluentui/react-components';
import { Link } from 'react-router';
import { fieldOf, type ErpRecord } from '../api/erp.ts';
import { amount, date, noValue, quantity } from '../shared/format.ts';
import { StatusTag } from '../shared/status-tag.tsx';
import type { ErpField } from './erp-pages.tsx';

const useStyles = makeStyles({
  link: { color: tokens.colorBrandForegroundLink, textDecorationLine: 'none', ':hover': { textDecorationLine: 'underline' } },
});

/** Business Central writes a blank option as `_x0020_`. */
const isBlank = (value: unknown): boolean => value === null || value === '' || value === ' ' || value === '_x0020_';

/** A field of a record as a list or card writes it. */
export const FieldValue = ({ record, field }: { record: ErpRecord; field: ErpField }) => {
  const styles = useStyles();
  const value = fieldOf(record, field.name);
  switch (field.kind) {
    case 'amount':
      return amount(value);
    case 'quantity':
      return quantity(value);
    case 'date':
      return date(value);
    case 'flag':
      return value === true ? 'Yes' : 'No';
    case 'status':
      return isBlank(value) || value === false ? noValue : <StatusTag status={String(value)} size="small" />;
    case 'link':
      return isBlank(value) ? (
        noValue
      ) : (
        <Link className={styles.link} to={`/${field.to ?? ''}/${encodeURIComponent(String(value))}`} onClick={(event) => event.stopPropagation()}>
          {String(value)}
        </Link>
      );
    case 'text':
    case undefined:
      return isBlank(value) ? noValue : String(value);
  }
};

/** Whether a field's values stand at the end of their column. */
export const isFigure = (field: ErpField): boolean => field.kind === 'amount' || field.kind === 'quantity';
