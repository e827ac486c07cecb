import { TrueshelfError } from '../../errors.ts';

/** The codes of an EmbeddingError, which also tell metrics what happened. */
export type EmbeddingFault =
  | 'PROVIDER_UNREACHABLE'
  | 'PROVIDER_CUT'
  | 'PROVIDER_TIMEOUT'
  | 'PROVIDER_RATE_LIMIT'
  | 'PROVIDER_QUOTA'
  | 'PROVIDER_KEY'
  | 'PROVIDER_MODEL'
  | 'PROVIDER_REDIRECT'
  | 'PROVIDER_STATUS'
  | 'PROVIDER_REFUSED'
  | 'PROVIDER_ANSWER'
  | 'PROVIDER_VECTOR'
  | 'PROVIDER_DIMENSIONS'
  | 'EMPTY_TEXT';

export interface EmbeddingErrorOptions {
  /** PROVIDER: no text has to do with it. UNKNOWN: it may be the fault of one of the texts. */
  readonly scope: 'PROVIDER' | 'UNKNOWN';
  readonly retryable: boolean;
  /** What the provider asked for; null: nothing. At most `longestRetryAfterMs`. */
  readonly retryAfterMs?: number | null;
  readonly detail?: string | null;
  readonly hint: string;
  readonly context?: Readonly<Record<string, string | number | boolean>>;
  /** Which of the texts, from 0, it is the fault of, where that is known. */
  readonly positions?: readonly number[] | null;
}

/**
 * A provider gave no vectors that can be used. Everything in it is ours, or a word that we know: never the provider's own sentences,
 * which may repeat the key and the texts; so it has no cause.
 */
export class EmbeddingError extends TrueshelfError {
  declare readonly code: EmbeddingFault;
  readonly scope: 'PROVIDER' | 'UNKNOWN';
  readonly retryAfterMs: number | null;
  readonly detail: string | null;
  readonly hint: string;
  readonly context: Readonly<Record<string, string | number | boolean>>;
  readonly positions: readonly number[] | null;

  constructor(code: EmbeddingFault, message: string, options: EmbeddingErrorOptions) {
    super(code, message, { retryable: options.retryable });
    this.scope = options.scope;
    this.retryAfterMs = options.retryAfterMs ?? null;
    this.detail = options.detail ?? null;
    this.hint = options.hint;
    this.context = options.context ?? {};
    this.positions = options.positions ?? null;
  }

  /** As api.release_embeddings and api.report_provider take it. */
  toRecord(): {
    code: string;
    message: string;
    detail: string | null;
    hint: string;
    context: Readonly<Record<string, string | number | boolean>>;
  } {
    const { code, message, detail, hint, context } = this;
    return { code, message, detail, hint, context };
  }
}
