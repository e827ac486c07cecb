import type { Metrics } from '../metrics.ts';
import type { BegunChat, ChatEvent } from './chat-answer.ts';
import { millisecondsSince, tellEvidence } from './tell-evidence.ts';

export interface Recorded {
  begun: BegunChat;
  metrics: Metrics;
  /** Of `performance.now()`. */
  begunAt: number;
}

/** A turn that SQL has already completed: in the template's words, or in those that were said when the same key came before. */
export async function* tellRecorded({ begun, metrics, begunAt }: Recorded): AsyncGenerator<ChatEvent, void> {
  yield* tellEvidence(begun, metrics, begunAt);
  const { source, sentences } = begun.narration;
  const said = source === 'TEMPLATE' ? 'TEMPLATE' : 'MODEL';
  for (const [index, sentence] of sentences.entries())
    yield { type: 'SENTENCE', position: index + 1, source: said, sentence };
  metrics.countNarration(source);
  const latency = { ...begun.latency, total: millisecondsSince(begunAt) };
  yield { type: 'COMPLETED', result: { ...begun, latency, usage: null, withheld: 0 } };
}
