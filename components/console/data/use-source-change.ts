import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useToast } from '@/components/ui/toast'
import { changeSource, type SourceChange, sourceQueries } from '@/lib/client/console/source-queries'

/** Changes what is said of a source, or what agents may read; `done` is said at the foot of the page. */
export function useSourceChange(sourceId: string, done: string, onDone?: () => void) {
  const client = useQueryClient()
  const toast = useToast()
  return useMutation({
    mutationFn: (change: SourceChange) => changeSource(sourceId, change),
    onSuccess: (changed) => {
      client.setQueryData(sourceQueries.source(sourceId).queryKey, changed)
      void client.invalidateQueries({ queryKey: ['console', 'data'], exact: true })
      toast({ words: done })
      onDone?.()
    },
  })
}
