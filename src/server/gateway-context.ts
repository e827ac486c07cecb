import type { GatewayContext } from '../../schema/context.ts';
import type { Queryable } from '../db/database.ts';
import { listDecisions } from '../decisions/list-decisions.ts';
import { readDecisions } from '../decisions/read-decisions.ts';
import { readDemand } from '../decisions/read-demand.ts';
import { replayDecision } from '../decisions/replay-decision.ts';
import { sendFeedback } from '../decisions/send-feedback.ts';
import type { Interpreter } from '../interpretation/interpreter.ts';
import type { Logger } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { BeginQueue } from '../narration/begin-queue.ts';
import type { BegunChat } from '../narration/chat-answer.ts';
import { makeChatService } from '../narration/chat-service.ts';
import type { Narrator } from '../narration/narrator.ts';
import { makePrepareChat } from '../narration/prepare-chat.ts';
import { forgetConversation, readConversation } from '../narration/read-conversation.ts';
import { readEmbeddingStatus } from '../retrieval/embedding-status.ts';
import { explainMatch } from '../retrieval/explain-match.ts';
import { interpret } from '../retrieval/interpret.ts';
import { loadProducts } from '../retrieval/load-products.ts';
import type { Claims } from '../retrieval/page.ts';
import type { QueryEmbedder } from '../retrieval/query-embedder.ts';
import { search } from '../retrieval/search.ts';
import { suggest } from '../retrieval/suggest.ts';
import { answerAtOnce } from './answer-at-once.ts';
import { openChatStream } from './chat-stream.ts';
import { reasonOf } from './count-degraded.ts';
import { makeEmbedBeside } from './embed-beside.ts';
import { makeLoaders } from './loaders.ts';
import { makeProposeBeside } from './propose-beside.ts';
import type { StreamRegister } from './stream-register.ts';

export interface Caller {
  claims: Claims | null;
  requestId: string;
  /** Aborted when the client leaves. */
  signal: AbortSignal;
  /** Ends the client's connection, whatever it still waits for. */
  cutOff(): void;
}

export interface Advisers {
  /** The language model; null: none. */
  interpreter: Interpreter | null;
  /** Null: SQL alone has the vectors of questions. */
  queryEmbedder: QueryEmbedder | null;
  /** The language model that puts answers into words; null: the template does. */
  narrator: Narrator | null;
}

/** What outlives a request. */
export interface Surroundings {
  logger: Logger;
  metrics: Metrics;
  streams: StreamRegister;
  begins: BeginQueue;
}

/** What the resolvers of one request may call, in the name of its caller. */
export function makeGatewayContext(
  database: Queryable,
  { interpreter, queryEmbedder, narrator }: Advisers,
  { claims, requestId, signal, cutOff }: Caller,
  { logger, metrics, streams, begins }: Surroundings,
): GatewayContext {
  const propose = makeProposeBeside(interpreter, signal);
  const embedBeside = makeEmbedBeside(queryEmbedder, claims, signal);
  const chatService = () =>
    makeChatService({
      ...{ database, narrator, metrics, begins, logger: logger.child({ requestId }) },
      prepare: makePrepareChat({ interpreter, queryEmbedder }),
    });
  /** An answer without a vector, because another model was switched to than was believed, corrects that for the next question. */
  const learn = ({ page }: BegunChat) => {
    const { degraded } = page.retrieval;
    if (degraded !== null && reasonOf(degraded) === 'NOT_CACHED') queryEmbedder?.forgetModels();
  };
  return {
    requestId,
    ask: {
      // One after the other: what a model reads in the text is not left to be compared by meaning.
      search: async (request) =>
        embedBeside({ ...request, options: await propose(request.text, request.options) }, (options) =>
          search(database, { ...request, options }, claims),
        ),
      explainMatch: async (request) =>
        embedBeside({ ...request, options: await propose(request.text, request.options) }, (options) =>
          explainMatch(database, { ...request, options }, claims),
        ),
      interpret: async (text) => interpret(database, text, claims, await propose(text, {})),
      suggest: (prefix, first) => suggest(database, prefix, first, claims),
      async chat(request) {
        const outcome = await answerAtOnce({
          answer: (listener) => chatService().answer(request, claims, listener),
          ...{ stream: streams.open(), client: signal },
        });
        learn(outcome);
        return outcome;
      },
      async streamChat(request) {
        const begunAt = performance.now();
        return openChatStream({
          tell: (listener) => chatService().stream(request, claims, listener),
          ...{ stream: streams.open(), client: signal, cutOff },
          onEvent: (event) => event.type === 'EVIDENCE' && learn(event.begun),
          onEnd: (outcome) =>
            metrics.observeRequest({ root: 'chat', outcome }, (performance.now() - begunAt) / 1_000),
        });
      },
      conversation: (id) => readConversation(database, id, claims),
      forgetConversation: (id) => forgetConversation(database, id, claims),
      decisionsByIds: (ids) => readDecisions(database, ids, claims),
      decisions: (request) => listDecisions(database, request, claims),
      replayDecision: (id) => replayDecision(database, id, claims),
      sendFeedback: (request) => sendFeedback(database, request, claims),
      demand: (request) => readDemand(database, request, claims),
      embeddingStatus: () => readEmbeddingStatus(database, claims),
      productByHandle: async (handle) =>
        (await loadProducts(database, { handles: [handle] }, claims))[0] ?? null,
      productBySku: async (sku) => (await loadProducts(database, { skus: [sku] }, claims))[0] ?? null,
    },
    load: makeLoaders(database, claims),
  };
}
