import type { NarratedSentence } from '../retrieval/page.ts';
import type { BegunChat, ChatEvent, Completion, Narration, SentenceVerdict } from './chat-answer.ts';
import { checkSentence } from './grounding/check-sentence.ts';
import { makeGround } from './grounding/ground.ts';
import type { Draft, TellingOutcome } from './narrator.ts';
import { findSpeakingTexts, repeatsSpeech } from './speaking-text.ts';

type SentenceEvent = Extract<ChatEvent, { type: 'SENTENCE' }>;
type Reason = SentenceVerdict['reasons'][number];

/** What of a language model's sentences may be shown, and what is kept about all of them. */
export interface Screening {
  /** Without any there is nothing that a sentence could be proved by. */
  readonly hasEvidence: boolean;
  /** What may be shown now, in order: nothing, one sentence, or with it those that were held back before it. */
  judge(draft: Draft): SentenceEvent[];
  /** What is still to be said. `outcome`: how the telling ended; null: there was none. Once, at the end. */
  conclude(outcome: TellingOutcome | null): SentenceEvent[];
  /** Of what has been shown so far; before the first sentence the template's. */
  narration(): Narration;
  withheld(): NonNullable<Completion['withheld']>;
  verdicts(): SentenceVerdict[];
  /** What the decision log has as an error; null where the model told all that it wanted to. */
  error(): { code: string; message: string } | null;
}

/** Of a withheld sentence, in characters. */
const longestKept = 2_000;

/** Why the template speaks, or why what the model said is not whole; continues "… because". */
const reasonOf: Record<Exclude<TellingOutcome, 'WHOLE'>, string> = {
  PAUSED: 'the language model is not asked for a while after failures',
  TIMED_OUT: 'the language model did not come to an end in time',
  UNREACHABLE: 'the language model could not be reached',
  REFUSED: 'the language model refused',
  MALFORMED: 'the language model did not answer in the agreed form',
  TOO_LONG: "the language model's answer was too long",
  CUT: "the language model's answer broke off",
  EMPTY: 'the language model said nothing',
  CLIENT_GONE: 'the client left before the end',
};

export function makeScreening(question: string, begun: BegunChat): Screening {
  const template = begun.narration;
  const evidence = new Set(begun.page.items.map(({ productId }) => productId));
  const hasEvidence = evidence.size > 0;
  const ground = makeGround({ begun, question });
  const speaking = findSpeakingTexts(begun);
  const shown: SentenceEvent[] = [];
  const withheld: NonNullable<Completion['withheld']> = [];
  const verdicts: SentenceVerdict[] = [];
  /** They stand, but cite nothing: alone they would be an answer without evidence, so they wait for one that has some. */
  let held: { sentence: NarratedSentence; verdict: SentenceVerdict }[] = [];
  let reason: string | null = 'the language model has not yet spoken';
  let failed: TellingOutcome | null = null;

  const show = (source: SentenceEvent['source'], sentence: NarratedSentence): SentenceEvent => {
    const event = { type: 'SENTENCE' as const, position: shown.length + 1, source, sentence };
    shown.push(event);
    if (source === 'TEMPLATE') {
      const { cites } = sentence;
      verdicts.push({ position: verdicts.length + 1, source, verdict: 'STANDS', cites, reasons: [] });
    }
    return event;
  };
  const withhold = (verdict: SentenceVerdict, { text, cites }: NarratedSentence, reasons: Reason[]) => {
    Object.assign(verdict, { verdict: 'WITHHELD', reasons });
    withheld.push({ text: text.slice(0, longestKept), cites, reasons });
  };

  return {
    hasEvidence,

    judge({ text, cites }) {
      const sentence = { text: text.trim(), cites: [...new Set(cites)] };
      const known = sentence.cites.filter((cite) => evidence.has(cite));
      const position = verdicts.length + 1;
      const verdict: SentenceVerdict = {
        ...{ position, source: 'MODEL', verdict: 'STANDS', cites: known, reasons: [] },
      };
      verdicts.push(verdict);
      const reasons = check(sentence);
      if (reasons.length > 0) {
        withhold(verdict, { ...sentence, cites: known }, reasons);
        return [];
      }
      if (sentence.cites.length === 0 && shown.length === 0) {
        held.push({ sentence, verdict });
        return [];
      }
      const ready = [...held.map((each) => each.sentence), sentence];
      held = [];
      return ready.map((each) => show('MODEL', each));
    },

    conclude(outcome) {
      failed = outcome === 'WHOLE' ? null : outcome;
      for (const { sentence, verdict } of held)
        withhold(verdict, sentence, [{ code: 'NO_EVIDENCE_CITED', found: '' }]);
      held = [];
      if (shown.length > 0) {
        reason = explainGaps(failed, withheld.length);
        return unsaid(begun, shown).map((sentence) => show('TEMPLATE', sentence));
      }
      reason = explainTemplate(outcome, withheld.length);
      return template.sentences.map((sentence) => show('TEMPLATE', sentence));
    },

    narration() {
      const sources = new Set(shown.map(({ source }) => source));
      if (!sources.has('MODEL')) return { ...template, source: 'TEMPLATE', reason };
      const sentences = shown.map(({ sentence }) => sentence);
      return {
        source: sources.size > 1 ? 'MODEL_AND_TEMPLATE' : 'MODEL',
        reason,
        text: sentences.map(({ text }) => text).join(' '),
        sentences,
      };
    },
    withheld: () => withheld,
    verdicts: () => verdicts,
    error: () =>
      failed === null
        ? null
        : { code: `NARRATOR_${failed}`, message: reasonOf[failed as keyof typeof reasonOf] },
  };

  function check(sentence: NarratedSentence): Reason[] {
    try {
      const { stands, reasons } = checkSentence(sentence, ground);
      if (!stands) return reasons.length > 0 ? reasons : [{ code: 'UNPROVED' }];
      // A row may be named by its words; where they are somebody's message, that is how it would be said.
      return repeatsSpeech(sentence, speaking) ? [{ code: 'ROW_SPEAKS' }] : [];
    } catch {
      return [{ code: 'NOT_CHECKED' }]; // what nobody could check is not shown
    }
  }
}

function explainGaps(failed: TellingOutcome | null, withheld: number): string | null {
  if (failed !== null && failed !== 'WHOLE') return reasonOf[failed];
  if (withheld === 0) return null;
  return withheld === 1
    ? 'a sentence of the language model did not agree with the evidence'
    : `${withheld} sentences of the language model did not agree with the evidence`;
}

function explainTemplate(outcome: TellingOutcome | null, withheld: number): string {
  if (outcome === null) return 'there is no evidence that a language model could speak of';
  if (outcome !== 'WHOLE') return reasonOf[outcome];
  return withheld === 0 ? reasonOf.EMPTY : 'nothing that the language model said agreed with the evidence';
}

/**
 * What a shopper has to know and the model kept to itself: that words were left aside or read as others. The template quotes such
 * words.
 */
function unsaid({ narration, page }: BegunChat, shown: readonly SentenceEvent[]): NarratedSentence[] {
  const said = shown.map(({ sentence }) => sentence.text.toLowerCase()).join('\n');
  const quotes = [
    ...page.interpretation.ignored.map(({ span }) => span?.text),
    ...page.interpretation.repairs.map(({ from }) => from),
  ].flatMap((words) => (words ? [words.toLowerCase()] : []));
  const missing = quotes.filter((words) => !said.includes(words));
  return narration.sentences.filter(({ text }) =>
    missing.some((words) => text.toLowerCase().includes(`“${words}”`)),
  );
}
