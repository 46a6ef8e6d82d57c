const common = new Set(
  `a about after all also am an and any anyone are as at be because been before being but by can could did do does doing
  done during each few for from get give had has have having he her here hers him his how i if in into is it its just know
  let like may me might more most much must my need no nor not of off on once only or other our out over own please same
  shall she should so some such tell than that the their them then there these they this those through to too under until
  up us very want was we were what when where which while who whom whose why will with would you your yours`.split(
    /\s+/,
  ),
)

/** Said in questions about anything: they hardly tell which passage is meant. */
const light = new Set(
  searchWords(`year name named call called type kind happen happened long old many people person first use used number
  percentage time part said typical average`),
)

/** Capitalised within a sentence, or with a digit. */
const name = /(?<=[^.!?\s]\s["“‘(]?)\p{Lu}[\p{L}\p{N}'’]*|\p{L}{0,9}\p{N}[\p{L}\p{N}]*/gu

/** Words as they are, in lower case and without accents; light endings are taken off so that "scans" meets "scan". */
export function allWords(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’]s\b|['’]/gu, '')
  return (plain.match(/[\p{L}\p{N}]{1,60}/gu) ?? []).map((word) => (common.has(word) ? word : stem(word)))
}

/** Words that say what a text is about. */
export function searchWords(text: string): string[] {
  return allWords(text).filter((word) => !common.has(word))
}

export function isLight(word: string): boolean {
  return light.has(word)
}

/** Which of a text's search words are names or numbers, as far as it is not written in capitals throughout. */
export function namesIn(text: string): Set<string> {
  const cased = text === text.toUpperCase() ? text.toLowerCase() : text
  return new Set(searchWords((cased.match(name) ?? []).join(' ')))
}

function stem(word: string): string {
  if (word.length < 4 || /\d/.test(word)) return word
  const single = singular(word)
  for (const ending of ['ations', 'ation', 'ings', 'ing', 'ers', 'ed', 'er', 'ly', 'es', 'e'])
    if (single.endsWith(ending) && single.length - ending.length >= 4) return undouble(single.slice(0, -ending.length))
  return single.endsWith('y') ? `${single.slice(0, -1)}i` : single
}

function singular(word: string): string {
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`
  return word.endsWith('s') && !/(?:ss|us|is)$/.test(word) ? word.slice(0, -1) : word
}

function undouble(word: string): string {
  return word.at(-1) === word.at(-2) && !/[lsz]$/.test(word) ? word.slice(0, -1) : word
}
