const opener = /^(?:and|but|or|so|also|then|what about|how about|what if|same|why|why not|how so|how come|really)\b/
const pointer =
  /\b(?:it|its|they|them|their|theirs|that|this|these|those|he|she|him|his|her|hers|one|ones|there|then|instead|too|either|else|such)\b/
const words = /[\p{L}\p{N}]+/gu
/** A question of fewer words seldom says what it is about. */
const completeAt = 4

/** True where a message may mean something that was said before: it cannot be looked up as it stands. */
export function refersBack(text: string): boolean {
  const plain = text.toLowerCase().slice(0, 500).trim()
  return opener.test(plain) || pointer.test(plain) || (plain.match(words) ?? []).length < completeAt
}
