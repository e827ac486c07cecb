import type { Database } from '../db/database.ts';
import { embedBacklog } from '../embeddings/embed-backlog.ts';
import { type FitReport, fitBuiltinModel } from '../embeddings/fit.ts';
import { makeProgress, type Progress, type ProgressContext, withProgress } from '../progress.ts';

const stepLabels = {
  reading: 'Reading words',
  fitting: 'Fitting the model',
  writing: 'Writing words',
} as const;

/** Fits the built-in model on the catalogue as it is now. It serves once `embedWaiting` has run; the last one answers until then. */
export async function fitModel(
  database: Database,
  { stderr, signal, onStep }: ProgressContext,
): Promise<FitReport> {
  signal.throwIfAborted();
  let running: { step: string; total: number; progress: Progress } | undefined;
  // Some steps report only their beginning.
  const finish = () => {
    running?.progress.report(running.total, running.total);
    running?.progress.end();
    running = undefined;
  };
  try {
    const report = await fitBuiltinModel(database, {
      onProgress(step, done, total) {
        if (running?.step !== step) {
          finish();
          running = { step, total, progress: makeProgress(stepLabels[step], stderr) };
        }
        running.progress.report(done, total);
        onStep?.(stepLabels[step], done, total);
        signal.throwIfAborted();
      },
    });
    finish();
    return report;
  } finally {
    running?.progress.end();
  }
}

/** Embeds every product that waits for a built-in model and returns how many. Stopped half way, the rest goes on waiting. */
export function embedWaiting(database: Database, context: ProgressContext): Promise<number> {
  return withProgress('Embedding', context, (report) =>
    embedBacklog(database, { onProgress: report, signal: context.signal }),
  );
}

/**
 * Whether a model should be fitted because there is none, not even one that waits for its embeddings (a killed start),
 * and something to learn from: restricted and inactive products teach nothing.
 */
export async function needsFit(database: Database): Promise<boolean> {
  const [row] = await database.query<{ needed: boolean }>(
    `select not exists (select from embeddings.model m where m.state in ('building', 'active'))
       and ${fittable} as needed`,
  );
  return row?.needed ?? false;
}

/**
 * Whether to fit anew after an import that changed texts. Where a built-in model answers, or none knows any words yet: always.
 * Where a provider's model answers, only its words are needed, to repair wrong letters: once a fifth of the products is newer
 * than it.
 */
export async function isFitDue(database: Database): Promise<boolean> {
  const [row] = await database.query<{ due: boolean }>(
    `select (coalesce(a.provider, 'builtin') = 'builtin' or l.model_id is null
         or 5 * (select count(*) from product.product p where p.updated_at > l.created_at) >= (select count(*) from product.product)
       ) and ${fittable} as due
     from (values (embeddings.lexicon_model())) v (lexicon_id)
     left join embeddings.model a on a.state = 'active'
     left join embeddings.model l on l.model_id = v.lexicon_id`,
  );
  return row?.due ?? false;
}

const fittable = "exists (select from product.product p where p.audience is null and p.status = 'active')";
