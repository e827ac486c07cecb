import { parseConfig } from '../../src/config.ts';
import type { Database } from '../../src/db/database.ts';
import { makeLogger } from '../../src/log.ts';
import { noMetrics } from '../../src/metrics.ts';
import { openNarrator } from '../../src/narration/open-narrator.ts';
import { startGateway } from '../../src/server/gateway.ts';
import { renderTable } from '../../src/text-table.ts';
import { postForEvents } from '../server/event-client.ts';
import { startFakeChatModel } from './fake-chat-model.ts';
import { percentile } from './percentile.ts';

interface Times {
  p50Ms: number;
  p95Ms: number;
}

/** `Subscription.chat` over HTTP, one question after the other, from the first byte sent to the event read. */
export interface ChatFigures {
  products: number;
  narrator: 'template' | 'model';
  questions: number;
  evidence: Times;
  /** Of the answers that have one from this narrator. */
  firstSentence: Times;
  completed: Times;
  /** Answers whose sentences are this narrator's. */
  narrated: number;
}

/** To its first token; a hosted model's, near by and not busy. */
export const firstTokenMs = 300;

const subscription = `subscription ($input: ChatInput!) {
  chat(input: $input) {
    __typename
    ... on ChatEvidence {
      evidence { rank product { id handle title brand { name } } price { money { amount } } stock { available status } checks { required actual satisfied } }
    }
    ... on ChatSentence { source sentence { text cites } }
    ... on ChatCompleted { result { decisionId narration { source } } }
    ... on ChatFailed { code message }
  }
}`;

/** The template, then the fake model, each in a gateway of its own in this process. */
export async function measureChat(
  database: Database,
  products: number,
  questions: readonly string[],
  rounds: number,
): Promise<ChatFigures[]> {
  const model = await startFakeChatModel(firstTokenMs);
  try {
    const figures: ChatFigures[] = [];
    for (const narrator of ['template', 'model'] as const) {
      const settings = { TRUESHELF_CHAT_MODEL: 'bench', OPENAI_BASE_URL: model.baseUrl };
      const config = parseConfig(narrator === 'model' ? settings : {});
      const logger = makeLogger('warn');
      const gateway = await startGateway({
        ...{ host: '127.0.0.1', port: 0, database, logger },
        narrator: await openNarrator(config, logger, noMetrics),
      });
      try {
        const asked: Asked[] = [];
        for (let round = 0; round <= rounds; round++) {
          // The first round warms up.
          for (const question of questions) {
            const times = await ask(gateway.url, question);
            if (round > 0) asked.push(times);
          }
        }
        figures.push(summarise(products, narrator, asked));
      } finally {
        await gateway.close();
      }
    }
    return figures;
  } finally {
    model.close();
  }
}

interface Asked {
  evidenceMs: number;
  /** Null where nothing is said, or the template says it in a model's place. */
  firstSentence: { ms: number; source: string } | null;
  completedMs: number;
}

async function ask(url: string, question: string): Promise<Asked> {
  const begunAt = performance.now();
  const since = () => performance.now() - begunAt;
  const response = await postForEvents(url, {
    query: subscription,
    variables: { input: { question, first: 10 } },
  });
  let evidenceMs = Number.NaN;
  let firstSentence: Asked['firstSentence'] = null;
  for (let event = await response.next(); event !== null; event = await response.next()) {
    const chat = event.data?.chat;
    if (chat?.__typename === 'ChatEvidence') evidenceMs = since();
    if (chat?.__typename === 'ChatSentence') firstSentence ??= { ms: since(), source: chat.source };
    if (chat?.__typename === 'ChatCompleted') return { evidenceMs, firstSentence, completedMs: since() };
    if (event.errors !== undefined || chat?.__typename === 'ChatFailed')
      throw new Error(`The gateway refused: ${JSON.stringify(event).slice(0, 500)}`);
  }
  throw new Error(`The gateway broke off the answer to: ${question}`);
}

function summarise(
  products: number,
  narrator: ChatFigures['narrator'],
  asked: readonly Asked[],
): ChatFigures {
  const source = narrator.toUpperCase();
  const told = asked.flatMap(({ firstSentence }) =>
    firstSentence?.source === source ? [firstSentence.ms] : [],
  );
  return {
    ...{ products, narrator, questions: asked.length, narrated: told.length },
    evidence: timesOf(asked.map(({ evidenceMs }) => evidenceMs)),
    firstSentence: timesOf(told),
    completed: timesOf(asked.map(({ completedMs }) => completedMs)),
  };
}

function timesOf(numbers: readonly number[]): Times {
  return { p50Ms: percentile(numbers, 0.5), p95Ms: percentile(numbers, 0.95) };
}

export function describeChat(figures: readonly ChatFigures[]): string {
  const cells = ({ p50Ms, p95Ms }: Times) => [p50Ms.toFixed(1), p95Ms.toFixed(1)];
  return renderTable([
    [
      ...['products', 'narrator', 'answers', 'its own'],
      ...['evidence p50 ms', 'p95', 'first sentence p50 ms', 'p95', 'completed p50 ms', 'p95'],
    ],
    ...figures.map(({ products, narrator, questions, narrated, evidence, firstSentence, completed }) => [
      ...[String(products), narrator, String(questions), String(narrated)],
      ...[evidence, firstSentence, completed].flatMap(cells),
    ]),
  ]);
}
