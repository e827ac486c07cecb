import {
  type Action,
  type Command,
  type CommandContext,
  readArguments,
  readWholeNumber,
  runAction,
} from '../command.ts';
import { UsageError } from '../errors.ts';
import { withPreparedOwner } from '../prepared-owner.ts';
import { printable } from '../printable.ts';
import { makeProgress, type Progress } from '../progress.ts';
import { describeJob, describeJobs, type JobRow } from '../work/describe-job.ts';
import { findJob, isJobId } from '../work/find-job.ts';
import { hasEnded, type JobRecord, readJob } from '../work/read-job.ts';
import { readJobRequest, startJob } from '../work/start-job.ts';
import { watchJob } from '../work/watch-job.ts';

export const command: Command = {
  help: `
Usage: trueshelf jobs [list] [--state STATE] [--k N] [--json]
       trueshelf jobs show ID [--json]
       trueshelf jobs watch ID [--json]
       trueshelf jobs start refresh [--model NAME] [--product HANDLE]... [--force] [--label LABEL] [--json]
       trueshelf jobs start build --model NAME | fit [--label LABEL] [--json]
       trueshelf jobs retry ID [--json]
       trueshelf jobs cancel ID | --all [--json]

Long work, a row a run: import, seed, fit, and what a worker does (build, refresh, fit). How one ended stays to be read.

  list     the newest first [the default]; rows are rows or products of the step under way, or of the last one
  show     everything about one: its result, or its error with detail, hint and context
  watch    follows one to its end, progress on stderr and its result on stdout; Ctrl+C ends the watching, not the job
  start    queues work for a worker, and prints the job's id: a refresh embeds what is stale, or with --force what is fresh as well;
           a build makes a model ready, or measures anew one that could not be measured well; a fit renews the built-in model
  retry    queues a build, a fit or a refresh that failed or was cancelled again, for a worker, and prints the new job's id;
           an import or a seeding is repeated by its own command
  cancel   one that waits is cancelled at once; one that runs stops between two steps, what it committed stays; --all says how many

  ID                as the list prints it, or its first 8 characters or more where they are of one job only
  --model NAME      of this model only [every model in use]
  --product HANDLE  of these products only, as often as there are products [every product]
  --force           embed also what has the vector of its present text
  --label LABEL     feature/environment/request id [kind/TRUESHELF_ENVIRONMENT/random]
  --state STATE     only those that are queued, running, succeeded, failed or cancelled
  --k N             so many at most, 1 to 1000 [50]
  --json            print rows, the job or the outcome as JSON

Asks by TRUESHELF_OWNER_URL or DATABASE_URL, whose login needs the role trueshelf_operator; psql has the same in api.jobs,
api.job, api.start_job, api.cancel_job, api.cancel_jobs and api.retry_job. The embedded database is open in one process at a
time: there these commands see what has ended and what is queued, and watch ends at once.

Exit status: 0 done, 1 failed (watch: the job did not succeed), 2 wrong usage.
`,

  run: async (args, context) => runAction('jobs', actions, args, context),
};

const actions: Readonly<Record<string, Action>> = {
  list,
  show,
  watch,
  start,
  retry,
  cancel,
};

const queued = 'Queued for a worker: "trueshelf worker", or a gateway that works.\n';

async function list(args: string[], context: CommandContext): Promise<0 | 1> {
  const { values } = readArguments({
    args,
    options: { state: { type: 'string' }, k: { type: 'string', default: '50' }, json: { type: 'boolean' } },
  });
  const k = readWholeNumber('k', values.k, 1, 1000);
  const jobs = await withPreparedOwner(context.config, (database) =>
    database.query<JobRow>('select * from api.jobs(with_state => $1, k => $2)', [values.state ?? null, k]),
  );
  context.stdout.write(values.json ? `${JSON.stringify(jobs.map(asNumbers))}\n` : describeJobs(jobs));
  return 0;
}

async function show(args: string[], context: CommandContext): Promise<0 | 1> {
  const { id, json } = readId('show', args);
  const job = await withPreparedOwner(context.config, async (database) =>
    readJob(database, await findJob(database, id)),
  );
  context.stdout.write(json ? `${JSON.stringify(job)}\n` : describeJob(job));
  return 0;
}

async function watch(args: string[], context: CommandContext): Promise<0 | 1> {
  const { id: given, json } = readId('watch', args);
  const { stdout, stderr, signal } = context;
  return withPreparedOwner(context.config, async (database) => {
    const id = await findJob(database, given);
    // Nobody else can work on it while this process has the folder.
    const job =
      database.engine === 'embedded'
        ? await readJob(database, id)
        : await watchJob(database, id, signal, showProgress(context));
    if (job === null) {
      stderr.write(
        `No longer watching; the job ${id} goes on. To stop it: npx trueshelf jobs cancel ${id}\n`,
      );
      return 0;
    }
    if (json) stdout.write(`${JSON.stringify(job)}\n`);
    else if (job.result !== null) stdout.write(`${JSON.stringify(job.result, null, 2)}\n`);
    if (!hasEnded(job)) {
      stderr.write(
        `The job ${id} is ${job.state}. "trueshelf serve" or "trueshelf worker" does it, one process at a time.\n`,
      );
    } else if (job.state !== 'succeeded') stderr.write(`${describeEnd(job)}\n`);
    return job.state === 'succeeded' ? 0 : 1;
  });
}

async function start(args: string[], context: CommandContext): Promise<0 | 1> {
  const request = readJobRequest(args, context.config);
  const jobId = await withPreparedOwner(context.config, (database) => startJob(database, request));
  context.stdout.write(request.json ? `${JSON.stringify({ jobId })}\n` : `${jobId}\n`);
  context.stderr.write(queued);
  return 0;
}

async function retry(args: string[], context: CommandContext): Promise<0 | 1> {
  const { id: given, json } = readId('retry', args);
  const { id, row } = await withPreparedOwner(context.config, async (database) => {
    const id = await findJob(database, given);
    const [row] = await database.query<{ job_id: string }>('select api.retry_job(job_id => $1) as job_id', [
      id,
    ]);
    return { id, row };
  });
  if (row === undefined) throw new Error('api.retry_job returned no row.');
  context.stdout.write(json ? `${JSON.stringify({ jobId: row.job_id, retryOf: id })}\n` : `${row.job_id}\n`);
  context.stderr.write(queued);
  return 0;
}

async function cancel(args: string[], context: CommandContext): Promise<0 | 1> {
  const { id: given, json, all } = readId('cancel', args);
  if (all) {
    const [row] = await withPreparedOwner(context.config, (database) =>
      database.query<{ cancelled: number }>('select api.cancel_jobs() as cancelled'),
    );
    const cancelled = row?.cancelled ?? 0;
    context.stdout.write(
      json
        ? `${JSON.stringify({ cancelled })}\n`
        : `${cancelled} ${cancelled === 1 ? 'job' : 'jobs'} cancelled\n`,
    );
    return 0;
  }
  const { id, row } = await withPreparedOwner(context.config, async (database) => {
    const id = await findJob(database, given);
    const [row] = await database.query<{ state: string }>('select api.cancel_job(job_id => $1) as state', [
      id,
    ]);
    return { id, row };
  });
  const state = row?.state ?? '';
  const said =
    state === 'running'
      ? `${id} is asked to stop; it does between two steps`
      : state === 'cancelled'
        ? `${id} is cancelled`
        : `${id} had ended before: ${state}`;
  context.stdout.write(json ? `${JSON.stringify({ jobId: id, state })}\n` : `${said}\n`);
  return 0;
}

/** The id of a job, or with `cancel` --all in its place. Throws UsageError. */
function readId(action: string, args: string[]): { id: string; json: boolean; all: boolean } {
  const { values, positionals } = readArguments({
    args,
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      ...(action === 'cancel' ? { all: { type: 'boolean', default: false } as const } : {}),
    },
  });
  const all = 'all' in values && values.all === true;
  const [id = '', ...more] = positionals;
  const wanted = all ? 0 : 1;
  if (positionals.length !== wanted || more.length > 0) {
    throw new UsageError(
      `trueshelf jobs ${action}: found ${positionals.length} ids${all ? ' beside --all' : ''}; expected ${action === 'cancel' ? 'one id, or --all' : 'one id'}. "trueshelf jobs" lists them.`,
    );
  }
  if (!all && !isJobId(id.toLowerCase())) {
    throw new UsageError(
      `trueshelf jobs ${action}: found ${JSON.stringify(id)}; expected the id of a job, as "trueshelf jobs" prints it, or its first 8 characters or more.`,
    );
  }
  return { id: id.toLowerCase(), json: values.json, all };
}

/** A progress line for each step, as the job's own process draws it. */
function showProgress({ stderr }: CommandContext): (job: JobRecord) => void {
  let shown: { step: string; progress: Progress } | undefined;
  let waits = false;
  return (job) => {
    if (job.state === 'queued' && !waits) {
      stderr.write('Queued: it waits for a worker.\n');
      waits = true;
    }
    const step = job.state === 'running' ? job.step : null;
    if (shown !== undefined && shown.step !== step) {
      shown.progress.end();
      shown = undefined;
    }
    if (step === null) return;
    shown ??= {
      step,
      progress: makeProgress(printable(step.charAt(0).toUpperCase() + step.slice(1)), stderr),
    };
    shown.progress.report(job.rowsDone, job.rowsTotal ?? 0);
  };
}

function describeEnd({ jobId, state, error }: JobRecord): string {
  if (error === null) return `The job ${jobId} was ${state}.`;
  const more = [error.detail, error.hint].filter((text) => text !== null).map((text) => `\n  ${text}`);
  return printable(`The job ${jobId} ${state}: ${error.message} (${error.code})${more.join('')}`);
}

function asNumbers(job: JobRow) {
  return {
    ...job,
    rows_done: Number(job.rows_done),
    rows_total: job.rows_total === null ? null : Number(job.rows_total),
  };
}
