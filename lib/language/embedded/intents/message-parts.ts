const courtesy =
  /^(?:(?:hi|hello|hey|hiya|good (?:morning|afternoon|evening)|thanks?(?: you)?(?: (?:so|very) much)?|thx|please|ok|okay|um+|uh+|well|so|there|alright|great|perfect)[\s,.!-]*){1,6}/iu

/**
 * What to classify of a message: all of it, without leading courtesies where something else is left, and its sentences one by
 * one, since the wish often stands in one of several. At most six parts of at most 300 characters.
 */
export function messageParts(text: string): string[] {
  const whole = text.slice(0, 600).replace(/\s+/gu, ' ').trim()
  const sentences = whole.split(/(?<=[.!?;])\s+|\n+/u).filter((sentence) => !isCourtesy(sentence))
  const parts = [whole.slice(0, 300), withoutCourtesy(whole).slice(0, 300), ...sentences.map(withoutCourtesy)]
  return [...new Set(parts.filter((part) => part !== ''))].slice(0, 6).map((part) => part.slice(0, 300))
}

function withoutCourtesy(text: string): string {
  const rest = text.replace(courtesy, '')
  return /\p{L}/u.test(rest) ? rest : text
}

function isCourtesy(text: string): boolean {
  return !/\p{L}/u.test(text.replace(courtesy, ''))
}
