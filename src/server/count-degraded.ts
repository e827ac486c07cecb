import type { GatewayContext } from '../../schema/context.ts';
import type { Metrics } from '../metrics.ts';
import type { ChatEvent } from '../narration/chat-answer.ts';
import type { Interpretation, Retrieval } from '../retrieval/page.ts';

/** What `retrieval.degraded` says, which is a sentence with names in it, and the word that it is counted under. */
const degradedReasons: readonly (readonly [sentence: RegExp, reason: string])[] = [
  [/^the provider of .* did not answer in time;/s, 'PROVIDER_TIMED_OUT'],
  [/^the provider of .* failed;/s, 'PROVIDER_FAILED'],
  [/^the provider of .* is not asked again for a while after failures;/s, 'PROVIDER_PAUSED'],
  [/^the provider of .* asked us to wait;/s, 'PROVIDER_ASKED_TO_WAIT'],
  [/^the provider of .* is being asked too many questions at once;/s, 'PROVIDER_BUSY'],
  [/^no vector of the question is cached for /, 'NOT_CACHED'],
  [/^the first page had no vector of the question;/, 'FIRST_PAGE_BY_WORDS'],
  [/^no embedding model is active;/, 'NO_MODEL'],
  [/^no word of the question is known to the model;/, 'UNKNOWN_WORDS'],
  [/^the anchor product has no vector yet;/, 'ANCHOR_NOT_EMBEDDED'],
];

/** The same context, whose answers are counted where they are less than was asked for. */
export function countDegraded(context: GatewayContext, metrics: Metrics): GatewayContext {
  const { ask } = context;
  const counted = <T extends { interpretation: Interpretation; retrieval: Retrieval }>(answer: T): T => {
    const { degraded } = answer.retrieval;
    if (degraded !== null) metrics.countDegraded(reasonOf(degraded));
    countReading(answer.interpretation, metrics);
    return answer;
  };
  return {
    ...context,
    ask: {
      ...ask,
      search: async (request) => counted(await ask.search(request)),
      explainMatch: async (request) => counted(await ask.explainMatch(request)),
      async chat(request) {
        const outcome = await ask.chat(request);
        counted(outcome.page);
        return outcome;
      },
      async streamChat(request) {
        const events = await ask.streamChat(request);
        const told: AsyncIterableIterator<ChatEvent> = {
          async next() {
            const step = await events.next();
            if (step.value?.type === 'EVIDENCE') counted(step.value.begun.page);
            if (step.value?.type === 'FAILED') metrics.countRefusal(step.value.code);
            return step;
          },
          return: async () => (await events.return?.()) ?? { done: true, value: undefined },
          [Symbol.asyncIterator]: () => told,
        };
        return told;
      },
      async interpret(text) {
        const interpretation = await ask.interpret(text);
        countReading(interpretation, metrics);
        return interpretation;
      },
    },
  };
}

/** A question that the language model should have read with the rules, and did not. */
function countReading({ model }: Interpretation, metrics: Metrics): void {
  if (model && model.outcome !== 'ANSWERED') metrics.countDegraded(`LANGUAGE_MODEL_${model.outcome}`);
}

/** OTHER: a sentence that stands in no line above. */
export function reasonOf(degraded: string): string {
  return degradedReasons.find(([sentence]) => sentence.test(degraded))?.[1] ?? 'OTHER';
}
