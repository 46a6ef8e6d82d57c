export type Word = { raw: string; text: string; isQuoted: boolean; isCapital: boolean }

const contractions: readonly [RegExp, string][] = [
  [/[\u2018\u2019`\u00b4]/g, "'"],
  [/[\u201c\u201d\u00ab\u00bb]/g, '"'],
  [/\b(what|who|when|where|how|that|which|it|there|here)'s\b/gi, '$1 is'],
  [/\b(what|who|when|where|how)s\b/gi, '$1 is'],
  [/\b(do|does|did|have|has|had|is|are|was|were)n'?t\b/gi, '$1 not'],
  [/\bive\b/gi, 'i have'],
  [/\bhwo\b/gi, 'how'],
  [/\b(?:waht|wath|wat)\b/gi, 'what'],
  [/\b(?:wich|whcih|whitch)\b/gi, 'which'],
  [/\b(i|we|you|they)'ve\b/gi, '$1 have'],
  [/\bi'm\b/gi, 'i am'],
  [/\b(i|we|you)'d\b/gi, '$1 would'],
  [/\b(?:e-mail)\b/gi, 'email'],
]
const shortened =
  /\b(?:(?:what|who|when|where|how)s|(?:do|does|did|have|has|had|is|are|was|were)nt|ive|hwo|waht|wath|wat|wich|whcih|whitch)\b/i
const word =
  /"([^"]{1,80})"|[$€£]?\d+(?:,\d+)*(?:\.\d+)?%?(?![\p{L}\d-])|[$€£]?[\p{L}\p{N}][\p{L}\p{N}'&/-]*(?:\.\p{L}+)*|[<>=%+*?!;,.:|@]+/gu

/** The words of a text with what stands between quotation marks as one of them. Marks that end sentences are left out. */
export function splitWords(text: string): Word[] {
  if (/^[a-z ]+$/i.test(text) && !shortened.test(text))
    return [...text.slice(0, 400).matchAll(/[a-z]+/gi)].map(([raw]) => plainWord(raw))
  const plain = contractions.reduce((said, [pattern, long]) => said.replace(pattern, long), text.slice(0, 400))
  return [...plain.matchAll(word)].flatMap(([raw, quoted]) => {
    if (/^[?!.,:]+$/.test(raw)) return []
    const said = (quoted ?? raw).replace(/[-/&']+$/, '')
    return [{ raw: said, text: said.toLowerCase(), isQuoted: quoted !== undefined, isCapital: /^\p{Lu}/u.test(said) }]
  })
}

// Most phrases of a schema are no more than letters, and there are thousands of them.
function plainWord(raw: string): Word {
  return { raw, text: raw.toLowerCase(), isQuoted: false, isCapital: /^[A-Z]/.test(raw) }
}
