import { AppError } from '../kernel/errors.ts';

/**
 * A query this service does not understand or does not serve. It is the only error the parser and the
 * translation throw; the message names what is wrong and is safe to show. Status 400.
 */
export class ODataError extends AppError {
  /** Where in the option's text the trouble starts, in UTF-16 code units; undefined where there is no one place. */
  readonly position: number | undefined;

  constructor(message: string, position?: number) {
    super('bad_request', position === undefined ? message : `${message} (at position ${position})`);
    this.name = 'ODataError';
    this.position = position;
  }
}
