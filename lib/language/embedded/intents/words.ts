/** Lower-case words of a text, apostrophes dropped, light suffixes taken off so that "booking" meets "book". */
export function toWords(text: string): string[] {
  const plain = text.normalize('NFKC').toLowerCase().replace(/['’]/gu, '')
  return (plain.match(/[\p{L}\p{M}]{1,40}|\p{N}{1,20}/gu) ?? []).map(stem)
}

function stem(word: string): string {
  if (word.length > 5 && word.endsWith('ing')) return undouble(word.slice(0, -3))
  if (word.length > 5 && word.endsWith('ies')) return `${word.slice(0, -3)}y`
  if (word.length > 4 && word.endsWith('ed')) return undouble(word.slice(0, -2))
  if (word.length > 3 && word.endsWith('s') && !word.endsWith('ss')) return word.slice(0, -1)
  return word
}

function undouble(word: string): string {
  return word.at(-1) === word.at(-2) && !/[lsz]$/u.test(word) ? word.slice(0, -1) : word
}
