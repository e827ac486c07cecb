/** Full sentences of a text. "1.2 kg" and "2.2 mm" do not end one. */
export function sentencesOf(text: string): string[] {
  return text.split(/(?<=[.!?])\s+(?=\p{Lu}|\d)/u);
}
