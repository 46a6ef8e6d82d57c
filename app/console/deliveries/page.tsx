import type { Metadata } from 'next'
import { DeliveriesPage } from '@/components/console/deliveries/deliveries-page'
import { deliveryTexts } from '@/components/console/texts/delivery-texts'

export const metadata: Metadata = { title: deliveryTexts.title }

/** What was sent to other servers. */
export default function Page() {
  return <DeliveriesPage />
}
