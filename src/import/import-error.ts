import { TrueshelfError } from '../errors.ts';

/** The catalogue cannot be read on: the file is missing, broken off or of another kind. What was imported before stays. */
export class ImportError extends TrueshelfError {
  constructor(message: string, options: { cause?: unknown } = {}) {
    super('IMPORT_UNREADABLE', message, options);
  }
}
