import type { BegunChat, Usage } from './chat-answer.ts';

/** A sentence as a language model wrote it. Nothing of it is known to be true. */
export interface Draft {
  text: string;
  cites: string[];
}

/** How a model's telling ended. WHOLE: it said all that it wanted to. The others: it did not. */
export type TellingOutcome =
  | 'WHOLE'
  | 'PAUSED'
  | 'TIMED_OUT'
  | 'UNREACHABLE'
  | 'REFUSED'
  | 'MALFORMED'
  | 'TOO_LONG'
  | 'CUT'
  | 'EMPTY'
  | 'CLIENT_GONE';

/** One answer that a language model tells. */
export interface Telling {
  /**
   * The sentences, each as soon as the model has completed it, eight at most. Read only as fast as it is asked for; leaving it
   * ends the call. Never throws: `outcome` says how it ended.
   */
  readonly drafts: AsyncGenerator<Draft, void>;
  /** Of all calls so far; tokens that the provider does not tell are 0. */
  usage(): Usage;
  /** Only when `drafts` has ended. */
  outcome(): TellingOutcome;
}

/** The optional language model that puts an answer into words. */
export interface Narrator {
  readonly model: string;
  readonly promptVersion: string;
  /** Asks when `drafts` is first read. `signal`: of the client that waits. */
  tell(question: string, begun: BegunChat, signal: AbortSignal): Telling;
}
