/** A vector as pgvector reads it. Seven significant digits are all that a four-byte float holds; fewer bytes to send. */
export function vectorLiteral(vector: Iterable<number>): string {
  return `[${Array.from(vector, (value) => Number(value.toPrecision(7))).join(',')}]`;
}
