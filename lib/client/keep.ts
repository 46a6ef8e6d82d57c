/** What the browser keeps between visits. Where storage is refused (private windows, third-party frames), this page's memory. */
const memory = new Map<string, string>()

export const keep = {
  read(name: string): string | null {
    try {
      return localStorage.getItem(`parley.${name}`) ?? memory.get(name) ?? null
    } catch {
      return memory.get(name) ?? null
    }
  },
  write(name: string, value: string): void {
    try {
      localStorage.setItem(`parley.${name}`, value)
    } catch {
      memory.set(name, value)
    }
  },
  drop(name: string): void {
    memory.delete(name)
    try {
      localStorage.removeItem(`parley.${name}`)
    } catch {
      // Refused storage holds nothing to remove.
    }
  },
  /** Hears what other tabs write. */
  watch(name: string, changed: (value: string) => void): () => void {
    const onStorage = ({ key, newValue }: StorageEvent) => {
      if (key === `parley.${name}` && newValue !== null) changed(newValue)
    }
    addEventListener('storage', onStorage)
    return () => removeEventListener('storage', onStorage)
  },
}
