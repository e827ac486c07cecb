/**
 * A cache of parsed documents, or of their errors, by source text; the least recently used go first.
 * Bounded by characters, not by entries: a parsed document takes some 100 bytes a character, and 1,024 documents of
 * the largest size that is allowed, Yoga's own bound, would take half a gigabyte.
 */
export function makeDocumentCache<T>(maxCharacters = 500_000) {
  const entries = new Map<string, T>();
  let characters = 0;
  return {
    get(source: string): T | undefined {
      const value = entries.get(source);
      if (value !== undefined) {
        entries.delete(source);
        entries.set(source, value);
      }
      return value;
    },
    set(source: string, value: T): void {
      if (source.length > maxCharacters) return;
      if (!entries.has(source)) characters += source.length;
      entries.set(source, value);
      for (const [oldest] of entries) {
        if (characters <= maxCharacters) break;
        entries.delete(oldest);
        characters -= oldest.length;
      }
    },
  };
}
