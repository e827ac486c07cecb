/**
 * Text of a catalogue as a terminal may show it: control characters, which a terminal would obey, become spaces, and so do
 * those that turn the direction of writing round, with which a text can pose as another; line ends stay.
 */
export function printable(text: string): string {
  return text.replaceAll(/(?:[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069])+/gu, ' ');
}
