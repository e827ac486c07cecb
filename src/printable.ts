/** Text of a catalogue as a terminal may show it: control characters, which a terminal would obey, become spaces; line ends stay. */
export function printable(text: string): string {
  return text.replaceAll(/[^\P{Cc}\n]+/gu, ' ');
}
