/** JSON that jsonb takes: a null character and half of a surrogate pair, which it refuses, become U+FFFD, in keys too. */
export function storableJson(value: unknown): string {
  return JSON.stringify(value).replace(/(?<!\\)((?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})/gi, '$1\ufffd');
}
