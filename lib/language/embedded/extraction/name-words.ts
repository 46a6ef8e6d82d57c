import { notNames } from './not-names'

export type NameWord = { text: string; at: number }

const word = /[\p{L}\p{M}][\p{L}\p{M}'’-]{0,30}/uy
const gap = /(?: ?\.)? ?(?=[\p{L}])|\s{1,2}(?=[\p{L}])/uy
const honorific = /^(?:mr|mrs|ms|miss|mister|dr|doctor|prof|professor|sir|madam)$/iu
const particle = /^(?:de|del|della|da|das|dos|di|du|van|von|der|den|ten|la|le|el|al|bin|ibn|abu|st|mac|ter)$/iu

/** Words that follow each other from `at`, up to five, ending before one that is no part of a name. */
export function nameWords(text: string, at: number): NameWord[] {
  const words: NameWord[] = []
  let position = at
  while (words.length < 5) {
    word.lastIndex = position
    const found = word.exec(text)?.[0]
    if (found === undefined) break
    const trimmed = found.replace(/['’-]+$/u, '').replace(/['’]s$/u, '')
    if (trimmed === '' || (notNames.has(trimmed.toLowerCase().replaceAll('’', "'")) && !honorific.test(trimmed))) break
    if (/['’](?:m|re|ll|ve|d|t)$/iu.test(trimmed)) break
    words.push({ text: trimmed, at: position })
    position += found.length
    const dotted = text[position] === '.'
    if (dotted && trimmed.length > 1 && !honorific.test(trimmed)) break
    gap.lastIndex = position
    const space = gap.exec(text)?.[0]
    if (space === undefined || space === '') break
    position += space.length
  }
  return words
}

export function withoutHonorific(words: readonly NameWord[]): readonly NameWord[] {
  return words[0] && honorific.test(words[0].text) ? words.slice(1) : words
}

export function isParticle(text: string): boolean {
  return particle.test(text)
}

export function startsWithHonorific(words: readonly NameWord[]): boolean {
  return words[0] !== undefined && honorific.test(words[0].text)
}

/** "JACK" and "jack" become "Jack", "o'neil" "O'Neil"; mixed case stays as it was written, and "van" small unless it is the whole name. */
export function nameCase(text: string, isAlone = false): string {
  if (text !== text.toLowerCase() && text !== text.toUpperCase()) return text
  if (isParticle(text) && !isAlone) return text.toLowerCase()
  return text
    .toLowerCase()
    .replace(/(?:^|[-'’])\p{L}/gu, (start) => start.toUpperCase())
    .replace(/^Mc\p{L}/u, (start) => `Mc${start.slice(2).toUpperCase()}`)
}
