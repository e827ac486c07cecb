import type { BegunChat } from './chat-answer.ts';

/** A text of a row that is no name and no value, but says something, and may have been written for a model to read. */
export interface SpeakingText {
  productId: string;
  words: readonly string[];
}

/** Each by itself makes a sentence, an order to a model, or a promise; hardly any name or value has one. */
const telling = new Set(
  `is are was were isn't aren't has have must should shall you your yours we our ours ignore disregard instruction instructions
   prompt assistant developer delivery delivered shipping discount discounts refund guarantee guaranteed bestseller bestselling
   gratis scam sale bargain clearance rebate cashback promo popular popularity trending favourite favorite beloved acclaimed
   recommended recommends award awarded winner cheapest lightest priciest lowest hurry viral overnight restocked sellout
   satisfaction buy buying`.split(/\s+/),
);

/** Two of them do; one stands in many a name: "leopard print", "watering can", "sound system". */
const suspicious = new Set(
  `say says write reply answer tell repeat print call click visit enter pay order remember use now today tomorrow only free
   system user developer rule rules can will do does not never always all every everything other another this these that it its
   i my me us they seller coupon voucher rated top choice choose ask look take try see add order chance limited last left exclusive shop code
   genuine original unbeatable returns warranty lifetime included best selling ever`.split(/\s+/),
);

/** Stock, places in an order and calls to do something, of words that each by itself stand in many a name: "stock pot", "number plate". */
const claiming =
  /\b(?:(?:in|out of|low|limited) stock|sold[ -]out|few left|only \d+ left|on (?:sale|offer)|half price|\d+ ?% off|\$\d+ off|top[ -]rated|best[ -]rated|best[ -]sell\p{L}*|number (?:one|1)|no\.? ?1(?!\d)|act now|(?:buy|order|call|shop) (?:now|us|me|one|two|today|it)|must[ -]have|last chance|limited (?:time|offer)|while (?:stocks?|it) lasts?|money back)\b|#1(?!\d)/iu;

/** Nine digits with nothing but what parts them in a telephone number. */
const telephone = /\+?\d(?:[ ().-]{0,2}\d){8,}/;

const otherScript = /(?:(?!\p{Script=Latin})\p{L}){2}/u;

/** What of the answer's texts says something. Its products are not spoken of in a model's words: the template names what it must. */
export function findSpeakingTexts({ page, item }: BegunChat): SpeakingText[] {
  return page.items.flatMap(({ productId, title, brand, category, options }) => {
    const values = [
      ...Object.values(options),
      ...(item?.offers ?? []).flatMap((offer) => Object.values(offer.options)),
    ];
    const attributes = (item?.attributes ?? []).flatMap(({ label, value }) => [label, value]);
    return [title, brand ?? '', category, ...values.map(String), ...attributes]
      .filter(speaks)
      .map((text) => ({ productId, words: wordsOf(text) }));
  });
}

/** Whether a sentence is about such a product, or has three words in a row of such a text. */
export function repeatsSpeech(
  { text, cites }: { text: string; cites: readonly string[] },
  speaking: readonly SpeakingText[],
): boolean {
  if (speaking.length === 0) return false;
  const said = ` ${wordsOf(text).join(' ')} `;
  return speaking.some(
    ({ productId, words }) =>
      cites.includes(productId) ||
      words.some(
        (_word, at) => at + 3 <= words.length && said.includes(` ${words.slice(at, at + 3).join(' ')} `),
      ),
  );
}

/** Whether a text of a row is more than a name or a value. */
export function speaks(text: string): boolean {
  // Quotation, two sentences, or brackets that no name needs: '27"' has one sign, "St. Ives" no more words before its dot.
  if (
    /["“”«»].+["“”«»]|[<>{}|\\`\n\u200b-\u200f\u202a-\u202e]|\[\[|(?:\p{L}{3,} ){2,}\p{L}{3,}[.!?](?:\s|$)|:\/\//u.test(
      text,
    )
  )
    return true;
  const plain = text.normalize('NFKC');
  if ([claiming, telephone, otherScript].some((pattern) => pattern.test(plain))) return true;
  const words = wordsOf(text);
  if (words.some((word) => telling.has(word))) return true;
  return words.filter((word) => suspicious.has(word)).length >= 2;
}

function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+(?:['’][\p{L}]+)?/gu) ?? []
  );
}
