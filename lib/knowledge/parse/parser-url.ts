/** The parser's process stands beside the bundle that runs. */
export function parserUrl(runningFile: string = import.meta.url): URL {
  return new URL('./document-parser.worker.mjs', runningFile)
}
