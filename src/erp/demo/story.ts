import { addDays } from '../business/index.ts';
import { isWorkingDay, workingDayFrom, type World } from './world.ts';
import type { CustomerCharacter } from './seed-customers.ts';
import type { ItemCharacter } from './seed-items.ts';
import type { VendorCharacter } from './seed-vendors.ts';

/** A vendor invoice that waits for a payment run. */
export interface Payable {
  readonly vendorNo: string;
  readonly entryNo: number;
  readonly amount: string;
  /** The first day a payment run takes it. */
  readonly from: string;
}

/** The state of a company's history while it is being told, day by day. */
export interface Story {
  readonly world: World;
  readonly customers: readonly CustomerCharacter[];
  readonly vendors: readonly VendorCharacter[];
  readonly items: readonly ItemCharacter[];
  /** Pieces in stock and on order by item. */
  readonly stock: Map<string, number>;
  readonly onOrder: Map<string, number>;
  /** What will happen on later days, in the order it was arranged. */
  readonly tasks: Map<string, (() => void)[]>;
  payables: Payable[];
}

/** Arranges something for a day; days after the anchor date never come. */
export const arrange = (story: Story, date: string, task: () => void): void => {
  if (date > story.world.anchor) return;
  const tasks = story.tasks.get(date);
  if (tasks) tasks.push(task);
  else story.tasks.set(date, [task]);
};

/** Adds to a count by key. */
export const addTo = (counts: Map<string, number>, key: string, change: number): void => {
  counts.set(key, (counts.get(key) ?? 0) + change);
};

/** The working day closest to a date: Saturday's is Friday, Sunday's is Monday. */
export const nearestWorkingDay = (date: string): string => {
  const before = addDays(date, -1);
  return !isWorkingDay(date) && isWorkingDay(before) ? before : workingDayFrom(date);
};
