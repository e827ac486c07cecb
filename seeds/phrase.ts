/**
 * Writes out a phrase: `{slot}` becomes the value of that name, `[a|b]` one of its alternatives. The uses of a phrase,
 * counted from 0, go through all combinations of its alternatives before one comes again.
 * Throws RangeError for a slot that has no value: a vocabulary that asks for a fact its product lacks is a mistake.
 */
export function writePhrase(phrase: string, slots: Readonly<Record<string, string>>, use = 0): string {
  let turn = use;
  const chosen = phrase.replace(/\[([^[\]]*)\]/g, (_, list: string) => {
    const alternatives = list.split('|');
    const alternative = alternatives[turn % alternatives.length] ?? '';
    turn = Math.floor(turn / alternatives.length);
    return alternative;
  });
  return chosen.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = slots[name];
    if (value === undefined) {
      throw new RangeError(
        `Found no value for {${name}} in "${phrase}"; expected one of ${Object.keys(slots).join(', ')}.`,
      );
    }
    return value;
  });
}

/** "faux leather" as a title has it: "Faux Leather". */
export function toTitle(words: string): string {
  return words.replace(
    /(^|[\s-])(\p{Ll})/gu,
    (_, before: string, letter: string) => before + letter.toUpperCase(),
  );
}
