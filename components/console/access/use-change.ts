import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useToast } from '@/components/ui/toast'

/** A change that makes what was read of `key` stale; a failure is said at the foot of the page unless it is shown elsewhere. */
export function useChange<Input, Result = void>(
  key: string,
  act: (input: Input) => Promise<Result>,
  told: { done?: (input: Input, result: Result) => void; isQuiet?: boolean } = {},
) {
  const client = useQueryClient()
  const toast = useToast()
  return useMutation<Result, Error, Input>({
    mutationFn: act,
    onSuccess: async (result, input) => {
      told.done?.(input, result)
      await client.invalidateQueries({ queryKey: ['console', key] })
    },
    onError: (error) => {
      if (!told.isQuiet) toast({ words: error.message, look: 'danger' })
    },
  })
}
