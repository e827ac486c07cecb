import type { Metrics } from '../metrics.ts';
import type { BegunChat, ChatEvent } from './chat-answer.ts';

/** What is known before anybody puts it into words. */
export function* tellEvidence(begun: BegunChat, metrics: Metrics, begunAt: number): Generator<ChatEvent> {
  metrics.observeChat('evidence', millisecondsSince(begunAt) / 1_000);
  yield { type: 'INTERPRETED', begun, interpretation: begun.page.interpretation };
  yield { type: 'EVIDENCE', begun };
}

/** To the tenth. */
export function millisecondsSince(begunAt: number): number {
  return Math.round((performance.now() - begunAt) * 10) / 10;
}
