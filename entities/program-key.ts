import { Entity } from 'typeorm';
import { Instant, LongText, TextKey } from './columns.ts';

/** A key the program made for itself, wrapped by its master key. */
@Entity({ name: 'ProgramKey' })
export class ProgramKey {
  @TextKey(80) name: string;
  @LongText() sealedValue: string;
  @Instant() createdAt: string;
}
