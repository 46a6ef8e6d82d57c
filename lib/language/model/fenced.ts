/**
 * JSON text that cannot close the element it stands in, nor begin one: `<|im_start|>` and `[INST]` are turns of a conversation
 * to servers that read their own marks in any text.
 */
export function fenced(json: string): string {
  return json.replace(/<(?=[/|\uff5c!?\p{L}])/gu, '\\u003c').replace(/\[(?=\/?[A-Z_]{3,}\])/g, '\\u005b')
}

/** The same for words that are to be said as they stand. */
export function fencedWords(words: string): string {
  return words.replace(/<(?=[/|\uff5c])/g, '<\\').replace(/\[(?=\/?[A-Z_]{3,}\])/g, '[\\')
}
