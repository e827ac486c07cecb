import type { Queryable } from '../../src/db/database.ts';
import type { Cut } from './cut.ts';
import { type ExactAnswer, readSimilarities, scanExactly } from './exact-scan.ts';
import { askForExactPage, askForPage, type PageAnswer } from './page.ts';
import { searchPlainHnsw, usesPlainHnsw } from './plain-hnsw.ts';
import type { Question } from './question.ts';
import { recall } from './recall.ts';
import { type Measured, makeTally, type Tally } from './tally.ts';

/** meaning, text: Trueshelf. exactText: the page of text with every qualifying product ranked. */
export const variants = ['meaning', 'text', 'exactText', 'exactScan', 'plainHnsw'] as const;
export type Variant = (typeof variants)[number];

export interface Cell extends Cut, Record<Variant, Measured> {
  /** The share of questions for which the planner chose the plain index. */
  plainHnswUsed: number;
}

const ask = {
  meaning: (connection, { text }, cut) => askForPage(connection, text, cut, 'SEMANTIC'),
  text: (connection, { text }, cut) => askForPage(connection, text, cut, 'HYBRID'),
  exactText: (connection, { text }, cut) => askForExactPage(connection, text, cut),
  exactScan: (connection, { modelId, vector }, cut) => scanExactly(connection, modelId, vector, cut),
  plainHnsw: (connection, { vector }, cut) => searchPlainHnsw(connection, vector, cut),
} satisfies Record<Variant, (connection: Queryable, question: Question, cut: Cut) => Promise<{ ms: number }>>;

/**
 * Asks every question in every way, one way after the other, so that whatever else the machine does hits all alike. The first
 * round warms up and judges the recall; the times are of the rounds after it.
 */
export async function measureCell(
  connection: Queryable,
  questions: readonly Question[],
  cut: Cut,
  rounds: number,
): Promise<Cell> {
  const tallies: Record<Variant, Tally> = {
    meaning: makeTally(),
    text: makeTally(),
    exactText: makeTally(),
    exactScan: makeTally(),
    plainHnsw: makeTally(),
  };
  let used = 0;
  for (const question of questions) {
    await judgeMeaning(connection, question, cut, tallies);
    await judgeText(connection, question, cut, tallies);
    if (await usesPlainHnsw(connection, question.vector, cut)) used += 1;
  }
  for (let round = 0; round < rounds; round++) {
    for (const [index, question] of questions.entries()) {
      // Who goes first finds the caches as another question left them, so they take turns.
      const turn = (index + round) % variants.length;
      for (const variant of [...variants.slice(turn), ...variants.slice(0, turn)]) {
        tallies[variant].time((await ask[variant](connection, question, cut)).ms);
      }
    }
  }
  return {
    ...cut,
    meaning: tallies.meaning.summarise(),
    text: tallies.text.summarise(),
    exactText: tallies.exactText.summarise(),
    exactScan: tallies.exactScan.summarise(),
    plainHnsw: tallies.plainHnsw.summarise(),
    plainHnswUsed: used / questions.length,
  };
}

async function judgeMeaning(
  connection: Queryable,
  question: Question,
  cut: Cut,
  tallies: Record<Variant, Tally>,
): Promise<void> {
  const exact = await ask.exactScan(connection, question, cut);
  const meaning = await ask.meaning(connection, question, cut);
  const plain = await ask.plainHnsw(connection, question, cut);
  const score = ({ productIds }: { productIds: readonly string[] }) =>
    readSimilarities(connection, question.modelId, question.vector, productIds);

  tallies.exactScan.judge(1, exact.productIds.length, null);
  tallies.meaning.judge(
    recall(await score(meaning), aboveFloor(exact, meaning)),
    meaning.productIds.length,
    meaning.page.retrieval.strategy,
  );
  tallies.plainHnsw.judge(recall(await score(plain), exact.similarities), plain.productIds.length, null);
}

async function judgeText(
  connection: Queryable,
  question: Question,
  cut: Cut,
  tallies: Record<Variant, Tally>,
): Promise<void> {
  const exact = await ask.exactText(connection, question, cut);
  const text = await ask.text(connection, question, cut);
  const wanted = exact.page.items.map((item) => item.score.fused);
  tallies.exactText.judge(1, exact.productIds.length, exact.page.retrieval.strategy);
  tallies.text.judge(
    recall(scoresAmong(text, exact), wanted),
    text.productIds.length,
    text.page.retrieval.strategy,
  );
}

/** A page has nothing at or below the model's floor, so neither has what it is held against. */
function aboveFloor(exact: ExactAnswer, { page }: PageAnswer): number[] {
  const floor = page.retrieval.similarityFloor ?? 0;
  return exact.similarities.filter((similarity) => similarity > floor);
}

/** As the exact answer scores them, where it has them: scores are in proportion to the best product that was found. */
function scoresAmong(text: PageAnswer, exact: PageAnswer): number[] {
  const scores = new Map(exact.page.items.map((item) => [item.productId, item.score.fused]));
  return text.page.items.map((item) => scores.get(item.productId) ?? item.score.fused);
}
