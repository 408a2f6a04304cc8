import { code, date, flag, integer } from './column.ts';
import { defineTable } from './table.ts';

/** The numbers of a series from a date on; the last one used is kept here and nowhere else. */
export const noSeriesLine = defineTable({
  id: 309,
  name: 'No. Series Line',
  key: ['seriesCode', 'lineNo'],
  columns: {
    seriesCode: code('Series Code', 20),
    lineNo: integer('Line No.'),
    startingDate: date('Starting Date'),
    startingNo: code('Starting No.', 20),
    endingNo: code('Ending No.', 20),
    incrementByNo: integer('Increment-by No.'),
    lastNoUsed: code('Last No. Used', 20),
    lastDateUsed: date('Last Date Used'),
    open: flag('Open'),
  },
});
