import { makeGraphiqlTabs } from '../../seeds/walkthrough/graphiql-tabs.ts';
import { type Command, type CommandContext, readArguments } from '../command.ts';
import type { Config } from '../config.ts';
import { curlCommand, quoteForShell } from '../curl-command.ts';
import type { Database, Queryable } from '../db/database.ts';
import { migrate } from '../db/migrate.ts';
import { removeGatewayAddress, writeGatewayAddress } from '../gateway-address.ts';
import type { Interpreter } from '../interpretation/interpreter.ts';
import type { Logger } from '../log.ts';
import { type Metrics, makeMetrics, noMetrics } from '../metrics.ts';
import { openNarrator } from '../narration/open-narrator.ts';
import { embedWaiting, fitModel, needsFit } from '../preparation/build-meaning.ts';
import { fillAsJob } from '../preparation/fill-as-job.ts';
import { readMilestones } from '../preparation/milestone.ts';
import { oneAtATime, waitingToFill } from '../preparation/one-at-a-time.ts';
import { hasProducts, needsDemo, seedDemo } from '../preparation/seed-demo.ts';
import { needsVacuum, vacuum } from '../preparation/vacuum.ts';
import { type ProgressContext, withProgress } from '../progress.ts';
import { makeQueryEmbedder } from '../retrieval/query-embedder.ts';
import { startGateway } from '../server/gateway.ts';
import { measureDatabase } from '../server/measure-database.ts';
import { openOwner, openServices, type Services } from '../services.ts';
import { jobLabel } from '../work/job-label.ts';
import { runnerName } from '../work/runner-name.ts';
import { makeWorker } from '../worker/worker.ts';

export const command: Command = {
  help: `
Usage: trueshelf [serve]

Prepares the database and starts the GraphQL gateway: migrations, the demo shop if the database is empty
(TRUESHELF_DEMO=off: not), the built-in model if none is active, embeddings of products that wait for one. A start that
was killed is resumed by the next one. Then it also embeds what changes and does queued jobs (TRUESHELF_WORKER; on a server
"trueshelf worker" does so unless it is on). Stops in order on SIGINT (Ctrl+C) or SIGTERM.

Settings come from the environment; "trueshelf --help" lists them.

Exit status: 0 stopped in order, 1 could not start, 2 wrong usage.
`,

  async run(args, context) {
    readArguments({ args, options: {} });
    const { config, stderr, signal } = context;
    const folder = config.database.engine === 'embedded' ? config.database.folder : undefined;
    const label = jobLabel('serve', config);
    const services = await openServices(config, label);
    try {
      const { log, owner } = services;
      await migrate(owner, { log: (line) => log.info(line) });
      const owns = await mayFill(owner);
      const empty = owns && (await fillAlone(owner, context, log, label));
      const works = config.worker.inProcess && owns;
      if (config.worker.inProcess && !owns) log.warn('TRUESHELF_WORKER is on, but this login may only ask');
      if (!works) await services.closeOwner();
      signal.throwIfAborted();
      const metrics = config.metrics ? makeMetrics() : null;
      const database = metrics ? measureDatabase(services.gateway, metrics) : services.gateway;
      const gateway = await startGateway({
        host: config.host,
        port: config.port,
        database,
        logger: log,
        interpreter: await openInterpreter(config, database, log),
        queryEmbedder: makeQueryEmbedder({
          config: config.embedding,
          database,
          logger: log,
          metrics: metrics ?? noMetrics,
        }),
        chatsAtOnce: config.database.engine === 'server' ? Math.max(1, config.database.poolSize - 2) : 1,
        narrator: await openNarrator(config, log, metrics ?? noMetrics),
        graphiql: config.graphiql,
        ...(config.graphiql ? await makeTabs(services.gateway) : {}),
        allowedOrigins: config.allowedOrigins,
        metrics,
      });
      const worked = works ? work(services, config, metrics ?? noMetrics, signal) : undefined;
      try {
        if (folder !== undefined) writeGatewayAddress(folder, gateway.url);
        stderr.write(describeReady(gateway.url, config, empty));
        await aborted(signal);
        stderr.write('Stopping.\n');
      } finally {
        try {
          if (folder !== undefined) removeGatewayAddress(folder);
        } finally {
          await Promise.all([gateway.close(), worked]);
        }
      }
      return 0;
    } finally {
      await services.close();
    }
  },
};

/** Returns whether the catalogue is empty all the same. */
async function fillAlone(
  database: Database,
  context: CommandContext,
  log: Logger,
  label: string,
): Promise<boolean> {
  const onWait = () => log.info(waitingToFill);
  const kind = await plannedJob(database, context.config);
  if (kind === null)
    await oneAtATime(database, () => fill(database, context, context.config), onWait, context.signal);
  else
    await fillAsJob(database, context, { kind, label, parameters: {}, onWait }, (job) =>
      fill(database, job, context.config),
    );
  return !(await hasProducts(database));
}

/** What of a start takes long, and is recorded as a job; the few products that wait for their vectors are none. */
async function plannedJob(database: Database, { demo }: Config): Promise<'seed' | 'fit' | null> {
  if (demo && (await needsDemo(database))) return 'seed';
  return (await needsFit(database)) ? 'fit' : null;
}

/** Each step looks at what is there, so that a start takes up where a killed one was. */
async function fill(database: Database, context: ProgressContext, { demo }: Config) {
  const seeded =
    demo && (await needsDemo(database))
      ? await withProgress('Seeding the demo shop', context, (report) => seedDemo(database, report))
      : null;
  const fit = (await needsFit(database)) ? await fitModel(database, context) : null;
  const embedded = await embedWaiting(database, context);
  if (await needsVacuum(database)) await vacuum(database);
  return { import: seeded, fit, embedded };
}

/** A login that may only ask serves what another one has prepared. */
async function mayFill(database: Database): Promise<boolean> {
  const [row] = await database.query<{ may: boolean }>(
    "select pg_has_role('trueshelf_data', 'usage') as may",
  );
  return row?.may ?? false;
}

/** Until `signal` aborts and nothing is held any more. Never rejects. */
async function work(
  { owner, log }: Services,
  config: Config,
  metrics: Metrics,
  signal: AbortSignal,
): Promise<void> {
  try {
    const worker = makeWorker({
      config,
      database: owner,
      logger: log,
      metrics,
      name: runnerName(),
      ...(owner.engine === 'server' && { openFor: (label: string) => openOwner(config, label) }),
    });
    await worker.run(signal);
  } catch (error) {
    log.error({ err: error }, 'the worker ended; the gateway goes on without it');
  }
}

/** Loaded only where it is configured: the client takes a while, and others need none of it. */
async function openInterpreter(
  { interpretation }: Config,
  database: Queryable,
  logger: Logger,
): Promise<Interpreter | null> {
  if (interpretation === null) return null;
  const { makeInterpreter } = await import('../interpretation/interpreter.ts');
  return makeInterpreter({ config: interpretation, database, logger });
}

/** A shop that was seeded opens with its walkthrough, whose instants are relative to the seeding. */
async function makeTabs(database: Database): Promise<{ graphiqlTabs?: readonly string[] }> {
  const seededAt = (await readMilestones(database)).get('seed_begun');
  return seededAt === undefined ? {} : { graphiqlTabs: makeGraphiqlTabs(seededAt) };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

const question = 'something like a leather jacket but lighter, under $150, in stock';

function describeReady(url: string, { database, graphiql }: Config, empty: boolean): string {
  const query =
    'query ($text: String!) { similarItems(to: { text: $text }, first: 3) { nodes { product { title } price { money { amount currencyCode } } stock { status } } } }';
  const ask = `npx trueshelf ask ${quoteForShell(question)}`;
  const sql = `select rank, title, price, available from api.similar_items(${quoteForSql(question)})`;
  const lines = [
    ...(graphiql ? [`  browser   open ${url}/graphql`] : []),
    `  curl      ${curlCommand(url, query, { text: question })}`,
    `  terminal  ${ask}`,
    ...(database.engine === 'server' ? [`  psql      psql "$DATABASE_URL" -c ${quoteForShell(sql)}`] : []),
    '  stop      Ctrl+C',
  ];
  const state = empty ? ', but the catalogue is empty: stop it and run "trueshelf import FILE"' : '';
  return `Trueshelf answers at ${url}/graphql${state}\n${lines.join('\n')}\n`;
}

function quoteForSql(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
