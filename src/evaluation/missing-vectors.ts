import { TrueshelfError } from '../errors.ts';
import type { QueryEmbedding } from '../retrieval/page.ts';

type Reason = Extract<QueryEmbedding, { reason: string }>['reason'];

const told: Readonly<Record<Reason, string>> = {
  TIMED_OUT: 'got no answer of the provider in time',
  FAILED: 'got a failure of the provider',
  PAUSED: 'were not put to the provider after failures',
  ASKED_TO_WAIT: 'went to a provider that asked us to wait',
  BUSY: 'were too many at once for the provider',
};

/**
 * Questions were to be compared by meaning and got no vector, so that the figures would be those of another search. The
 * message has no figure of quality in it.
 */
export class MissingVectors extends TrueshelfError {
  constructor(
    run: string,
    { model, questions, missing }: { model: string; questions: number; missing: ReadonlyMap<Reason, number> },
  ) {
    const count = [...missing.values()].reduce((sum, each) => sum + each, 0);
    const reasons = [...missing].map(([reason, each]) => `${each} ${told[reason]}`).join(', ');
    super(
      'EVAL_DEGRADED',
      `${run}: ${count} of ${questions} questions went without their vector of the model ${model} (${reasons}). No figures are given: those questions were answered by words, and would be counted as the model's. See "trueshelf doctor", and measure again once the provider answers.`,
      { retryable: true },
    );
  }
}

/** Counts, over one run, the questions whose vector was wanted and did not come. */
export function makeVectorTally(): {
  note(queryEmbedding: QueryEmbedding | undefined): void;
  /** Throws MissingVectors. `run`: the configuration, for the message. */
  check(run: string, questions: number): void;
} {
  const missing = new Map<Reason, number>();
  let model = '';
  return {
    note(queryEmbedding) {
      if (queryEmbedding === undefined || !('reason' in queryEmbedding)) return;
      model = queryEmbedding.model;
      missing.set(queryEmbedding.reason, (missing.get(queryEmbedding.reason) ?? 0) + 1);
    },
    check(run, questions) {
      if (missing.size > 0) throw new MissingVectors(run, { model, questions, missing });
    },
  };
}
