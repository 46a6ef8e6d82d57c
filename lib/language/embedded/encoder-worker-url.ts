/** Beside the running file: the bundle's worker in production, the TypeScript source (which Node strips) in tests. */
export function encoderWorkerUrl(runningFile: string = import.meta.url): URL {
  return new URL(runningFile.endsWith('.ts') ? './encoder.worker.ts' : './encoder.worker.mjs', runningFile)
}
