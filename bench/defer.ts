/** What a bench opened is closed when it ends or is stopped, last to first. */
export function createEndings(): { defer: (ending: () => Promise<unknown>) => void; end: () => Promise<void> } {
  const endings: (() => Promise<unknown>)[] = []
  const end = async () => {
    for (let ending = endings.pop(); ending; ending = endings.pop()) await ending()
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void end().then(() => process.exit(130)))
  return { defer: (ending) => void endings.push(ending), end }
}
