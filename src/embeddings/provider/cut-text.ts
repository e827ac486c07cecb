/** More than texts have: English has some 4.5 bytes a token, Chinese, Japanese and Korean 3 and more. */
export const bytesPerToken = 3;

/** The longest beginning of a text that has so many tokens at most, at three bytes a token; never half a character. */
export function cutText(text: string, tokens: number): string {
  const bytes = tokens * bytesPerToken;
  if (text.length * 3 <= bytes || Buffer.byteLength(text) <= bytes) return text;
  return text.slice(0, new TextEncoder().encodeInto(text, new Uint8Array(bytes)).read);
}
