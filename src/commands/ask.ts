import { decodeIdOf } from '../../schema/global-id.ts';
import { type Command, type Output, readArguments, readWholeNumber } from '../command.ts';
import type { Config } from '../config.ts';
import { curlCommand } from '../curl-command.ts';
import { checkPrepared } from '../db/check-prepared.ts';
import type { Database, Queryable } from '../db/database.ts';
import { DatabaseSetupError, TrueshelfError, UsageError } from '../errors.ts';
import { renderEvidenceTable } from '../evidence-table.ts';
import { configuredUrl, readGatewayAddress } from '../gateway-address.ts';
import { makeLogger } from '../log.ts';
import { noMetrics } from '../metrics.ts';
import { askGateway, type GatewayQuestion, maxGatewayItems } from '../narration/ask-gateway.ts';
import type { ChatRequest } from '../narration/chat-request.ts';
import { type ChatService, makeChatService } from '../narration/chat-service.ts';
import { openNarrator } from '../narration/open-narrator.ts';
import { makePrepareChat } from '../narration/prepare-chat.ts';
import { streamChat } from '../narration/stream-chat.ts';
import { streamGateway } from '../narration/stream-gateway.ts';
import type { ToldEvent } from '../narration/told-event.ts';
import { printable } from '../printable.ts';
import { makeQueryEmbedder } from '../retrieval/query-embedder.ts';
import { openReader } from '../services.ts';

export const command: Command = {
  help: `
Usage: trueshelf ask "question" [--conversation ID] [--k N] [--json]

Answers from the database itself, as a shopper of the public price list; no gateway has to run. Prints the evidence as soon as
it is there: rank, title, brand, price, stock, each wish with what was found (✓ met, – not), and a check for each constraint.
Then what is said of it, sentence by sentence; where TRUESHELF_CHAT_MODEL names a language model, in its words. Last, on
standard error, the conversation, to go on with.

  --conversation ID  go on with an earlier question, as in: --conversation ID "the second one, what sizes are there?"
  --k N              products at most, 1 to 200, through a gateway 1 to ${maxGatewayItems} [5]
  --json             print the whole answer as one JSON object, once it is whole; through a gateway that of GraphQL's chat

An embedded database is open in one process at a time. While a gateway has it, that gateway is asked over HTTP.

Exit status: 0 answered (also when nothing matched), 1 failed, 2 wrong usage.
`,

  async run(args, { config, stdout, stderr, signal }) {
    const { values, positionals } = readArguments({
      args,
      allowPositionals: true,
      options: {
        conversation: { type: 'string' },
        k: { type: 'string', default: '5' },
        json: { type: 'boolean' },
      },
    });
    const [question, ...more] = positionals;
    if (question === undefined || more.length > 0) {
      throw new UsageError(
        `Found ${positionals.length} arguments; expected one question in quotes: trueshelf ask "a leather jacket under $150"`,
      );
    }
    const asked = {
      question,
      first: readWholeNumber('k', values.k, 1, 200),
      ...(values.conversation === undefined ? {} : { conversation: readConversationId(values.conversation) }),
    };
    const opened = await openUnlessInUse(config);
    if ('inUse' in opened) {
      const gateway = findGateway(opened, config, asked);
      const pointed = (error: unknown) => pointOnward(error, opened.inUse, gateway.url, question);
      if (values.json) {
        stdout.write(`${JSON.stringify(await askGateway({ ...gateway, signal }).catch(pointed))}\n`);
      } else {
        await print(streamGateway({ ...gateway, signal }), { stdout, stderr }).catch(pointed);
      }
      return 0;
    }
    const { database } = opened;
    try {
      await checkPrepared(database);
      const service = await openChatService(database, config);
      const request = toRequest(asked);
      if (values.json) {
        stdout.write(`${JSON.stringify(await service.answer(request, null, signal))}\n`);
      } else {
        await print(streamChat(service, request, signal), { stdout, stderr });
      }
      signal.throwIfAborted();
      return 0;
    } finally {
      await database.close();
    }
  },
};

type Asked = Omit<GatewayQuestion, 'url' | 'signal'>;

/**
 * The evidence goes first: it is there first, it is what the sentences speak of, and a terminal can only add. What is said of it then
 * comes to stand last, beside the prompt, where it is read.
 */
async function print(
  events: AsyncIterable<ToldEvent>,
  { stdout, stderr }: { stdout: Output; stderr: Output },
): Promise<void> {
  let notes: string[] = [];
  let said = 0;
  for await (const event of events) {
    if (event.type === 'EVIDENCE') {
      const { lines, order, degraded, emptyReason } = event;
      if (lines.length > 0) stdout.write(`${renderEvidenceTable(lines)}\n`);
      notes = [
        ...(order !== null && lines.length > 1 ? [`in the order asked for: ${order}`] : []),
        ...(degraded === null ? [] : [degraded]),
        ...(lines.length > 0 || emptyReason === null ? [] : [emptyReason]),
      ];
    }
    if (event.type === 'SENTENCE') {
      stdout.write(`${said === 0 ? '' : ' '}${printable(event.text)}`);
      said += 1;
    }
    if (event.type === 'COMPLETED') {
      stdout.write(
        `${said === 0 ? '' : '\n'}${notes.map((note) => `\nnote: ${printable(note)}\n`).join('')}`,
      );
      if (event.conversation !== null)
        stderr.write(`\nGo on: trueshelf ask --conversation ${event.conversation} "…"\n`);
    }
  }
}

function readConversationId(text: string): string {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) return text.toLowerCase();
  try {
    return decodeIdOf('Conversation', text); // as GraphQL has it
  } catch {
    throw new UsageError(
      `--conversation: found ${JSON.stringify(text)}; expected the id that an earlier "trueshelf ask" ended with.`,
    );
  }
}

function toRequest({ question, first, conversation }: Asked): ChatRequest {
  return { question, first, filter: null, options: conversation === undefined ? {} : { conversation } };
}

async function openChatService(database: Queryable, config: Config): Promise<ChatService> {
  const logger = makeLogger(config.logLevel);
  const metrics = noMetrics;
  const queryEmbedder = makeQueryEmbedder({ config: config.embedding, database, logger, metrics });
  return makeChatService({
    ...{ database, logger, metrics },
    narrator: await openNarrator(config, logger, metrics),
    prepare: makePrepareChat({ interpreter: null, queryEmbedder }),
  });
}

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

/** The gateway that has the folder. Without one, says who has it, and how to ask a gateway that starts or stops just now. */
function findGateway({ folder, inUse }: FolderInUse, config: Config, asked: Asked): Asked & { url: string } {
  const url = readGatewayAddress(folder);
  if (url === null) {
    const likely = configuredUrl(config);
    throw likely === null ? inUse : pointToGateway(inUse, likely, asked.question);
  }
  if (asked.first > maxGatewayItems) {
    throw new UsageError(
      `--k: found "${asked.first}"; expected a whole number from 1 to ${maxGatewayItems} through a gateway, and the one at ${url} has the data folder open. Ask for fewer, or stop the gateway.`,
    );
  }
  return { url, ...asked };
}

function pointOnward(error: unknown, inUse: DatabaseSetupError, url: string, question: string): never {
  if (!(error instanceof TrueshelfError) || error.code !== 'GATEWAY_UNREACHABLE') throw error;
  throw pointToGateway(inUse, url, question);
}

function pointToGateway(inUse: DatabaseSetupError, url: string, question: string): DatabaseSetupError {
  const query =
    'mutation ($question: String!) { chat(input: { question: $question }) { narration { text } } }';
  return new DatabaseSetupError(
    `${inUse.message}\nIf it is a gateway, ask it over HTTP:\n  ${curlCommand(url, query, { question })}`,
    { retryable: true, cause: inUse },
  );
}
