/** Base of every error that Trueshelf raises on purpose. `code` is stable and documented; `retryable` says whether the same call may succeed later. */
export class TrueshelfError extends Error {
  readonly code: string;
  readonly retryable: boolean;

  constructor(code: string, message: string, options: { retryable?: boolean; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.code = code;
    this.retryable = options.retryable ?? false;
  }
}

/** The configuration, command line or environment is not usable as given. Exit status 2 on the command line. */
export class UsageError extends TrueshelfError {
  constructor(message: string) {
    super('USAGE', message);
  }
}

/** The database cannot serve Trueshelf as it is: too old, an extension or a right is missing, a folder is in use. */
export class DatabaseSetupError extends TrueshelfError {
  constructor(message: string, options: { retryable?: boolean; cause?: unknown } = {}) {
    super('DATABASE_SETUP', message, options);
  }
}
