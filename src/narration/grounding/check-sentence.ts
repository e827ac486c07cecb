import { checkForm, mostTokens } from './check-form.ts';
import type { Ground } from './ground.ts';
import { judge, type Reason } from './judge.ts';
import type { Scan } from './piece.ts';
import { split } from './split.ts';
import { tokenise } from './token.ts';

export interface SentenceCheck {
  stands: boolean;
  /** Empty where it stands. `code` is one of ours; `found` the words at fault, at most 80 characters of them. */
  reasons: Reason[];
}

/**
 * Whether all that a sentence says is explained by the rows it cites, by the question, or says nothing: what is not
 * understood is refused. Pure, never throws, well below a millisecond.
 */
export function checkSentence(
  sentence: { text: string; cites: readonly string[] },
  ground: Ground,
): SentenceCheck {
  const fault = checkForm(sentence.text, ground.characters);
  if (fault) return { stands: false, reasons: [fault] };
  const foreign = sentence.cites.filter((id) => !ground.rows.some(({ productId }) => productId === id));
  if (foreign.length > 0) {
    return {
      stands: false,
      reasons: foreign.slice(0, 3).map((id) => ({ code: 'FOREIGN_CITATION', found: id.slice(0, 80) })),
    };
  }
  const cited = ground.rows.filter(({ productId }) => sentence.cites.includes(productId));
  const scan: Scan = { tokens: tokenise(sentence.text), ground, cited };
  if (scan.tokens.length > mostTokens)
    return { stands: false, reasons: [{ code: 'TOO_LONG', found: `${scan.tokens.length} words` }] };
  // Marks alone say nothing.
  if (!scan.tokens.some(({ kind }) => kind === 'WORD'))
    return { stands: false, reasons: [{ code: 'EMPTY', found: '' }] };
  const reasons = judge(scan, split(scan));
  return { stands: reasons.length === 0, reasons };
}
