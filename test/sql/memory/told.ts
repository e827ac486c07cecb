import type { Queryable } from '../../../src/db/database.ts';
import type { BegunChat } from '../../../src/narration/chat-answer.ts';
import type { TurnOf } from '../../../src/retrieval/page.ts';
import { begin, type Turn } from '../fixture/converse.ts';

/** One turn, as a test holds it against what was expected. "PRICE_MAX under $150.00 @2" was said at turn 2, without @ just now. */
export interface Told {
  move: string;
  residue: string;
  /** Without CURRENT_PRICE. */
  demands: string[];
  wishes: string[];
  sort: string | null;
  /** [words, kind, reason]; a remembered piece by its label and turn. */
  ignored: [string, string, string][];
  /** The memory as the turn leaves it. */
  facts: string[];
  superseded: string[];
  handles: string[];
}

type Question = string | [question: string, turn: Turn];

/** Asks one after the other in one conversation. */
export async function talk(
  database: Queryable,
  questions: readonly Question[],
  turn: Turn = {},
): Promise<BegunChat[]> {
  const answers: BegunChat[] = [];
  for (const question of questions) {
    const [text, given] = typeof question === 'string' ? [question, {}] : question;
    const conversation = answers[0]?.conversationId ?? null;
    answers.push(await begin(database, text, { k: 5, conversation, ...turn, ...given }));
  }
  return answers;
}

/** What the last of these turns comes to. */
export async function tell(
  database: Queryable,
  questions: readonly Question[],
  turn: Turn = {},
): Promise<Told> {
  return toldOf((await talk(database, questions, turn)).at(-1)!);
}

export function toldOf({ move, page, facts, superseded }: BegunChat): Told {
  const { residue, constraints, preferences, sort, ignored } = page.interpretation;
  return {
    move,
    residue,
    demands: constraints
      .filter(({ kind }) => kind !== 'CURRENT_PRICE')
      .map(({ key, label, turn }) => `${key} ${label}${at(turn)}`),
    wishes: preferences.map(
      ({ key, label, turn, comparedWith: than }) =>
        `${key} ${label}${at(turn)}${than === null ? '' : ` than ${than.typical} of ${than.of}${at(than.turn)}`}`,
    ),
    sort: sort && `${sort.sort}${at(sort.turn)}`,
    ignored: ignored.map(({ span, label, turn, kind, reason }) => [
      span?.text ?? `${label}${at(turn)}`,
      kind,
      reason,
    ]),
    facts: facts.map(({ key, label, trust, turn }) => `${key} ${label}${at(turn)} ${trust}`),
    superseded: superseded.map(({ key, label, turn, why }) => `${key} ${label}${at(turn)} ${why}`),
    handles: page.items.map(({ handle }) => handle),
  };
}

const at = (turn: TurnOf | null) => (turn === null ? '' : ` @${turn.position}`);
