/** The first code block of a language in a Markdown document, `after` a heading or other text. Throws where there is none. */
export function codeBlock(document: string, language: string, after = ''): string {
  const from = document.indexOf(after)
  const found = new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'ms').exec(from < 0 ? '' : document.slice(from))?.[1]
  if (found === undefined) throw new Error(`there is no ${language} block after "${after}"`)
  return found
}
