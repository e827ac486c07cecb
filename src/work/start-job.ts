import { readArguments } from '../command.ts';
import type { Config } from '../config.ts';
import type { Queryable } from '../db/database.ts';
import { UsageError } from '../errors.ts';
import { jobLabel } from './job-label.ts';

/** What `trueshelf jobs start` was asked for. */
export interface JobRequest {
  readonly kind: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly label: string;
  readonly json: boolean;
}

/** The options that each kind takes. */
const kinds: Readonly<Record<string, readonly string[]>> = {
  refresh: ['model', 'force', 'product'],
  fit: [],
  build: ['model'],
};

/** Whether the names exist is for the database to say. Throws UsageError. */
export function readJobRequest(args: string[], config: Config): JobRequest {
  const { values, positionals } = readArguments({
    args,
    allowPositionals: true,
    options: {
      model: { type: 'string' },
      force: { type: 'boolean' },
      product: { type: 'string', multiple: true },
      label: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const { json, label, ...given } = values;
  const [kind = '', ...more] = positionals;
  const taken = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  if (taken === undefined || more.length > 0) {
    const found = positionals.length === 0 ? 'nothing' : JSON.stringify(positionals.join(' '));
    throw new UsageError(
      `trueshelf jobs start: found ${found}; expected one of ${Object.keys(kinds).join(', ')}. An import or a seeding is its own command.`,
    );
  }
  const foreign = Object.keys(given).find((option) => !taken.includes(option));
  if (foreign !== undefined) {
    throw new UsageError(
      `trueshelf jobs start ${kind}: found --${foreign}; expected ${taken.length === 0 ? 'none of --model, --force, --product' : `no more than ${taken.map((option) => `--${option}`).join(', ')}`}.`,
    );
  }
  if (kind === 'build' && given.model === undefined) {
    throw new UsageError(
      'trueshelf jobs start build: found no --model; expected the model to build, as "trueshelf model status" lists it.',
    );
  }
  const { product: products, ...parameters } = given;
  return {
    kind,
    parameters: { ...parameters, ...(products && { products }) },
    label: jobLabel(kind, config, label),
    json,
  };
}

/** Queues it for a worker and returns its id. */
export async function startJob(
  database: Queryable,
  { kind, parameters, label }: JobRequest,
): Promise<string> {
  const [row] = await database.query<{ job_id: string }>(
    'select api.start_job(kind => $1, parameters => $2::jsonb, label => $3) as job_id',
    [kind, JSON.stringify(parameters), label],
  );
  if (row === undefined) throw new Error('api.start_job returned no row.');
  return row.job_id;
}
