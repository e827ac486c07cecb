import { makeGraphiqlTabs } from '../../seeds/walkthrough/graphiql-tabs.ts';
import { type Command, type CommandContext, readArguments } from '../command.ts';
import type { Config } from '../config.ts';
import { curlCommand, quoteForShell } from '../curl-command.ts';
import type { Database } from '../db/database.ts';
import { migrate } from '../db/migrate.ts';
import { removeGatewayAddress, writeGatewayAddress } from '../gateway-address.ts';
import type { Interpreter } from '../interpretation/interpreter.ts';
import type { Logger } from '../log.ts';
import { embedWaiting, fitModel, needsFit } from '../preparation/build-meaning.ts';
import { readMilestones } from '../preparation/milestone.ts';
import { oneAtATime, waitingToFill } from '../preparation/one-at-a-time.ts';
import { hasProducts, needsDemo, seedDemo } from '../preparation/seed-demo.ts';
import { needsVacuum, vacuum } from '../preparation/vacuum.ts';
import { withProgress } from '../progress.ts';
import { startGateway } from '../server/gateway.ts';
import { openServices } from '../services.ts';

export const command: Command = {
  help: `
Usage: trueshelf [serve]

Prepares the database and starts the GraphQL gateway: migrations, the demo shop if the database is empty
(TRUESHELF_DEMO=off: not), the built-in model if none is active, embeddings of products that wait for one. A start that
was killed is resumed by the next one. Stops in order on SIGINT (Ctrl+C) or SIGTERM.

Settings come from the environment; "trueshelf --help" lists them.

Exit status: 0 stopped in order, 1 could not start, 2 wrong usage.
`,

  async run(args, context) {
    readArguments({ args, options: {} });
    const { config, stderr, signal } = context;
    const folder = config.database.engine === 'embedded' ? config.database.folder : undefined;
    const services = await openServices(config);
    try {
      const { log, owner } = services;
      await migrate(owner, { log: (line) => log.info(line) });
      const empty = (await mayFill(owner)) && (await fillAlone(owner, context, log));
      await services.closeOwner();
      signal.throwIfAborted();
      const gateway = await startGateway({
        host: config.host,
        port: config.port,
        database: services.gateway,
        logger: log,
        interpreter: await openInterpreter(config, services.gateway, log),
        graphiql: config.graphiql,
        ...(config.graphiql ? await makeTabs(services.gateway) : {}),
        allowedOrigins: config.allowedOrigins,
      });
      try {
        if (folder !== undefined) writeGatewayAddress(folder, gateway.url);
        stderr.write(describeReady(gateway.url, config, empty));
        await aborted(signal);
        stderr.write('Stopping.\n');
      } finally {
        try {
          if (folder !== undefined) removeGatewayAddress(folder);
        } finally {
          await gateway.close();
        }
      }
      return 0;
    } finally {
      await services.close();
    }
  },
};

/** Returns whether the catalogue is empty all the same. */
async function fillAlone(database: Database, context: CommandContext, log: Logger): Promise<boolean> {
  await oneAtATime(
    database,
    () => fill(database, context),
    () => log.info(waitingToFill),
  );
  return !(await hasProducts(database));
}

/** Each step looks at what is there, so that a start takes up where a killed one was. */
async function fill(database: Database, context: CommandContext): Promise<void> {
  if (context.config.demo && (await needsDemo(database))) {
    await withProgress('Seeding the demo shop', context, (report) => seedDemo(database, report));
  }
  if (await needsFit(database)) await fitModel(database, context);
  await embedWaiting(database, context);
  if (await needsVacuum(database)) await vacuum(database);
}

/** A login that may only ask serves what another one has prepared. */
async function mayFill(database: Database): Promise<boolean> {
  const [row] = await database.query<{ may: boolean }>(
    "select pg_has_role('trueshelf_data', 'usage') as may",
  );
  return row?.may ?? false;
}

/** Loaded only where it is configured: the client takes a while, and others need none of it. */
async function openInterpreter(
  { interpretation }: Config,
  database: Database,
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
