/** How old a reading may be before the next caller has it made anew. */
const maxAgeMs = 5_000;
/** How long a caller waits for a reading; one that takes longer goes on, and the next caller may find it made. */
const maxWaitMs = 1_000;

/**
 * Reads something dear at most every five seconds, however often it is asked for, and one at a time. The answer is null
 * when it could not be read, or not within a second. Never throws.
 */
export function makeRecentReading<T>(
  read: () => Promise<T>,
  clock: () => number = () => performance.now(),
): () => Promise<T | null> {
  let begunAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<T | null> = Promise.resolve(null);
  let pending = false;

  const begin = async (): Promise<T | null> => {
    try {
      return await read();
    } catch {
      return null; // what it failed with is reported to those who ask for more than figures
    } finally {
      pending = false;
    }
  };

  return async () => {
    if (!pending && clock() - begunAt >= maxAgeMs) {
      begunAt = clock();
      pending = true;
      reading = begin();
    }
    return await orNull(reading);
  };
}

async function orNull<T>(reading: Promise<T | null>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), maxWaitMs);
  });
  try {
    return await Promise.race([reading, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
