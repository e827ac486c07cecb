/** What no honest sentence has, whatever it says. */
export interface FormFault {
  code: 'EMPTY' | 'TOO_LONG' | 'CHARACTERS' | 'SCRIPT' | 'MARKUP' | 'LINK';
  found: string;
}

/** In UTF-16 units: twice what the template's longest sentence takes. */
export const longestSentence = 400;

/** Plain English has some 90 in as many characters; what has more is no sentence, and each costs its look at the rows. */
export const mostTokens = 160;

// Control, format (bidi, zero width), private and unassigned characters; line ends as well.
const hidden = /[\p{C}\u2028\u2029\u115f\u1160\u3164\uffa0]/u;

export const foreign = /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u;

const markup = /[<>[\]{}|\\^~`*_#=]|&#|&[a-z]+;/i;

const link =
  /:\/\/|\bwww\b|@|\b(?:https?|mailto|javascript|data|file)\s*:|\p{L}\.(?:com|net|org|io|shop|store|example|dev|co|uk|de|info|biz|ru|cn|app|ly|me)\b/iu;

const decoration = /[\p{Extended_Pictographic}\p{So}]/u;

/** One pass of each pattern over at most `longestSentence` characters; `allowed` are characters of the rows' own texts. */
export function checkForm(text: string, allowed: ReadonlySet<string>): FormFault | null {
  if (text.trim() === '') return { code: 'EMPTY', found: '' };
  if (text.length > longestSentence) return { code: 'TOO_LONG', found: `${text.length} characters` };
  const table = [
    ['CHARACTERS', hidden],
    ['SCRIPT', foreign],
    ['LINK', link],
    ['MARKUP', markup],
    ['CHARACTERS', decoration],
  ] as const;
  const rest = [...text].map((character) => (allowed.has(character) ? 'a' : character)).join('');
  for (const [code, pattern] of table) {
    const fault = pattern.exec(code === 'LINK' ? text : rest);
    if (fault)
      return {
        code,
        found:
          code === 'CHARACTERS'
            ? `U+${fault[0].codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}`
            : fault[0],
      };
  }
  return null;
}
