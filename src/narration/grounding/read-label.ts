import { fact, phraseAt, phrases, type Reader, type Scan } from './piece.ts';

/** Sentences and orders that the answer itself says: why something is left aside, "best rated first". */
export const readReason: Reader = (scan, at) => {
  const length = longest(
    scan,
    at,
    scan.ground.phrases.filter((words) => words.length > 3 || words.at(-1) === 'first'),
  );
  const idle = length || phraseAt(scan.tokens, at, idioms);
  return idle === 0 ? null : { kind: 'WORD', length: idle };
};

const idioms = phrases(`
  matter most | cannot be told | nothing is recorded | can offer | anything in this catalogue
`);

/** A label of a demand: so is every row. */
export const readDemand: Reader = (scan, at) => {
  const length = longest(scan, at, scan.ground.demands);
  return length === 0 ? null : fact(length, 'DEMAND', () => true, { asked: true, deniable: true });
};

export function longest({ tokens }: Scan, at: number, table: readonly (readonly string[])[]): number {
  let best = 0;
  for (const words of table) {
    let next = at;
    const all = words.every((word) => {
      if (next > at)
        while (tokens[next]?.kind === 'MARK' && /[:;,().\-“”"]/.test(tokens[next]?.text ?? '')) next += 1;
      next += 1;
      return tokens[next - 1]?.stem === word;
    });
    if (all && words.length > 0) best = Math.max(best, next - at);
  }
  return best;
}
