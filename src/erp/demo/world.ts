import type { Clock } from '../../kernel/clock.ts';
import { addDays, addMonths, createErpContext, weekday, type ErpContext } from '../business/index.ts';
import { CompanyRecords, type RowOf, type company as companyTable } from '../tables/index.ts';
import type { Database } from 'better-sqlite3';
import type { CompanyPlan } from './company-plan.ts';
import { chanceFrom, idsFrom, type Chance } from './random.ts';

/** Everything the making of one demo company passes around. */
export interface World {
  readonly plan: CompanyPlan;
  readonly chance: Chance;
  /** First day of business and last day (the anchor date). */
  readonly start: string;
  readonly anchor: string;
  /** Context for operations on a day; records are stamped with that day's morning. */
  on(date: string): ErpContext;
}

/** A clock that shows the morning of whatever day the story is at, a millisecond later at each look. */
class StoryClock implements Clock {
  #millis = 0;

  set(date: string): void {
    this.#millis = Date.parse(`${date}T08:00:00Z`);
  }

  now(): Date {
    return new Date(this.#millis++);
  }
}

/** The world of one company: its chance is seeded with its name, so its people and items do not depend on the date. */
export const createWorld = (db: Database, plan: CompanyPlan, scope: { company: RowOf<typeof companyTable>; anchor: string }): World => {
  const clock = new StoryClock();
  const records = new CompanyRecords(db, { company: scope.company.companyNo, clock, ids: idsFrom(chanceFrom(`${plan.name} ids`)) });
  const base = createErpContext({ records, userName: 'ADMIN', workDate: scope.anchor });
  let today: ErpContext = base;
  return {
    plan,
    chance: chanceFrom(plan.name),
    start: `${addMonths(scope.anchor, -plan.months).slice(0, 8)}01`,
    anchor: scope.anchor,
    on: (date) => {
      if (today.workDate !== date || today === base) {
        clock.set(date);
        today = { ...base, workDate: date };
      }
      return today;
    },
  };
};

const isHoliday = (date: string): boolean => {
  const day = date.slice(5);
  return day >= '12-24' || day === '01-01' || day === '03-17' || day === '05-01';
};

/** True on days the company works: Monday to Friday, not at Christmas. */
export const isWorkingDay = (date: string): boolean => weekday(date) <= 5 && !isHoliday(date);

/** The date itself if the company works then, else the next day it does. */
export const workingDayFrom = (date: string): string => {
  let day = date;
  while (!isWorkingDay(day)) day = addDays(day, 1);
  return day;
};
