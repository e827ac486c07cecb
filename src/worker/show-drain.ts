import { makeProgress, type ProgressStream } from '../progress.ts';
import type { DrainLook } from './drain.ts';

export interface ShownDrain {
  look(look: DrainLook): void;
  end(): void;
}

/**
 * A progress line for a queue that is emptied, and a line once it waits for what others hold and nothing else. What is done is
 * counted from the most that waited, since others may empty the same queue.
 */
export function showDrain(stream: ProgressStream): ShownDrain {
  const progress = makeProgress('Embedding', stream);
  let most = 0;
  let told = 0;
  return {
    look({ pending, elsewhere, elsewhereUntil }) {
      most = Math.max(most, pending);
      if (most > 0) progress.report(most - pending, most);
      if (elsewhere === 0 || elsewhere < pending || elsewhereUntil === null) return;
      if (elsewhereUntil.getTime() === told) return;
      told = elsewhereUntil.getTime();
      const until = `${elsewhereUntil.toISOString().slice(11, 19)}Z`;
      progress.note(
        `Waiting for ${elsewhere} ${elsewhere === 1 ? 'product' : 'products'} that another worker holds until ${until}, unless it goes on with them.`,
      );
    },
    end: () => progress.end(),
  };
}
