/** For ILIKE: text that contains these words as they are. */
export function likePattern(words: string | undefined): string | null {
  return words === undefined ? null : `%${words.replace(/[\\%_]/g, '\\$&')}%`
}
