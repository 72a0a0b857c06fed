// Looking for a word as the server does: without accents or capitals, all the words typed, anywhere.

/** Without accents and capitals. */
export function folded(text: string): string {
  return text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
}

/** Whether all the words typed are found in a term's words, which are folded already. */
export function fits(typed: string, words: string): boolean {
  return folded(typed).split(/\s+/).every((word) => words.includes(word));
}
