import { type Command, readArguments, readWholeNumber } from '../command.ts';
import type { Config } from '../config.ts';
import { curlCommand } from '../curl-command.ts';
import { checkPrepared } from '../db/check-prepared.ts';
import type { Database, Queryable } from '../db/database.ts';
import { DatabaseSetupError, TrueshelfError, UsageError } from '../errors.ts';
import { type EvidenceLine, renderEvidenceTable } from '../evidence-table.ts';
import { configuredUrl, readGatewayAddress } from '../gateway-address.ts';
import { makeLogger } from '../log.ts';
import { noMetrics } from '../metrics.ts';
import {
  askGateway,
  type GatewayAnswer,
  type GatewayQuestion,
  maxGatewayItems,
} from '../narration/ask-gateway.ts';
import { printable } from '../printable.ts';
import type { ChatAnswer, Retrieval } from '../retrieval/page.ts';
import { makeQueryEmbedder } from '../retrieval/query-embedder.ts';
import { openReader } from '../services.ts';

export const command: Command = {
  help: `
Usage: trueshelf ask "question" [--k N] [--json]

Answers from the database itself, as a shopper of the public price list; no gateway has to run. Prints the narration,
then the evidence: rank, title, brand, price, stock, each wish with what was found (✓ met, – not), and a check for each
constraint.

  --k N    products at most, 1 to 200, through a gateway 1 to ${maxGatewayItems} [5]
  --json   print the row of api.chat as one JSON object, or through a gateway the answer of GraphQL's chat

An embedded database is open in one process at a time. While a gateway has it, that gateway is asked over HTTP.

Exit status: 0 answered (also when nothing matched), 1 failed, 2 wrong usage.
`,

  async run(args, { config, stdout, signal }) {
    const { values, positionals } = readArguments({
      args,
      allowPositionals: true,
      options: { k: { type: 'string', default: '5' }, json: { type: 'boolean' } },
    });
    const [question, ...more] = positionals;
    if (question === undefined || more.length > 0) {
      throw new UsageError(
        `Found ${positionals.length} arguments; expected one question in quotes: trueshelf ask "a leather jacket under $150"`,
      );
    }
    const k = readWholeNumber('k', values.k, 1, 200);
    const opened = await openUnlessInUse(config);
    if ('inUse' in opened) {
      const answer = await askHolder(opened, config, { question, first: k, signal });
      stdout.write(values.json ? `${JSON.stringify(answer)}\n` : describeGatewayAnswer(answer));
      return 0;
    }
    const { database } = opened;
    try {
      const answer = await ask(database, config, { question, k, signal });
      stdout.write(values.json ? `${JSON.stringify(answer)}\n` : describeAnswer(answer));
      return 0;
    } finally {
      await database.close();
    }
  },
};

/** An embedded folder, and what its lock said. */
interface FolderInUse {
  folder: string;
  inUse: DatabaseSetupError;
}

async function openUnlessInUse(config: Config): Promise<{ database: Database } | FolderInUse> {
  try {
    return { database: await openReader(config) };
  } catch (error) {
    if (config.database.engine === 'server' || !(error instanceof DatabaseSetupError) || !error.retryable)
      throw error;
    return { folder: config.database.folder, inUse: error };
  }
}

async function ask(
  database: Queryable,
  config: Config,
  { question, k, signal }: { question: string; k: number; signal: AbortSignal },
): Promise<ChatAnswer> {
  await checkPrepared(database);
  const queryEmbedder = makeQueryEmbedder({
    config: config.embedding,
    database,
    logger: makeLogger(config.logLevel),
    metrics: noMetrics,
  });
  const options = await queryEmbedder.embedBeside({ text: question, filter: {}, options: {} }, null, signal);
  const [answer] = await database.query<ChatAnswer>(
    'select * from api.chat(question => $1, k => $2, options => $3)',
    [question, k, JSON.stringify(options)],
  );
  if (answer === undefined) throw new Error('api.chat returned no row.');
  return answer;
}

/** Asks the gateway that has the folder. Without one, says who has it, and how to ask a gateway that starts or stops just now. */
async function askHolder(
  { folder, inUse }: FolderInUse,
  config: Config,
  request: Omit<GatewayQuestion, 'url'>,
): Promise<GatewayAnswer> {
  const url = readGatewayAddress(folder);
  if (url === null) {
    const likely = configuredUrl(config);
    throw likely === null ? inUse : pointToGateway(inUse, likely, request.question);
  }
  if (request.first > maxGatewayItems) {
    throw new UsageError(
      `--k: found "${request.first}"; expected a whole number from 1 to ${maxGatewayItems} through a gateway, and the one at ${url} has the data folder open. Ask for fewer, or stop the gateway.`,
    );
  }
  try {
    return await askGateway({ url, ...request });
  } catch (error) {
    if (!(error instanceof TrueshelfError) || error.code !== 'GATEWAY_UNREACHABLE') throw error;
    throw pointToGateway(inUse, url, request.question);
  }
}

function pointToGateway(inUse: DatabaseSetupError, url: string, question: string): DatabaseSetupError {
  const query =
    'mutation ($question: String!) { chat(input: { question: $question }) { narration { text } } }';
  return new DatabaseSetupError(
    `${inUse.message}\nIf it is a gateway, ask it over HTTP:\n  ${curlCommand(url, query, { question })}`,
    { retryable: true, cause: inUse },
  );
}

function describeAnswer({ assistant_text, rows, interpretation, retrieval }: ChatAnswer): string {
  return describe(assistant_text, rows, interpretation, retrieval);
}

function describeGatewayAnswer({ narration, evidence, interpretation, retrieval }: GatewayAnswer): string {
  const lines = evidence.map(({ rank, product, price, stock, checks, preferences }) => ({
    rank,
    title: product.title,
    brand: product.brand?.name ?? null,
    price: { amount: price.money.amount, currency: price.money.currencyCode },
    stock,
    checks,
    preferences,
  }));
  return describe(narration.text, lines, interpretation, retrieval);
}

function describe(
  text: string,
  lines: readonly EvidenceLine[],
  { sort }: { sort: { label: string } | null },
  { degraded, emptyReason }: Pick<Retrieval, 'degraded' | 'emptyReason'>,
): string {
  const order = sort !== null && lines.length > 1 ? `in the order asked for: ${sort.label}` : null;
  const notes = [order, degraded, lines.length === 0 ? emptyReason : null].filter((note) => note !== null);
  const table = lines.length === 0 ? '' : `\n${renderEvidenceTable(lines)}`;
  return `${printable(text)}\n${table}${notes.map((note) => `\nnote: ${printable(note)}\n`).join('')}`;
}
