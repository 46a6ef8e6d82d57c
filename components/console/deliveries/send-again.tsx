import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from '@/components/ui/button'
import { useToast } from '@/components/ui/toast'
import { sendOnly } from '@/lib/client/console/console-request'
import { deliveryTexts } from '../texts/delivery-texts'

/** Sends a delivery once more; what still waits sends itself. */
export function SendAgain({ id }: { id: string }) {
  const client = useQueryClient()
  const toast = useToast()
  const again = useMutation({
    mutationFn: () => sendOnly('POST', `/api/admin/deliveries/${id}/redeliver`),
    onSuccess: async () => {
      toast({ words: deliveryTexts.sent })
      await client.invalidateQueries({ queryKey: ['console', 'deliveries'] })
    },
    onError: (error) => toast({ words: error.message, look: 'danger' }),
  })
  return (
    <Button look="plain" className="whitespace-nowrap" disabled={again.isPending} onClick={() => again.mutate()}>
      {deliveryTexts.again}
    </Button>
  )
}
